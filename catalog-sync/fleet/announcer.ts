import { randomUUID } from 'node:crypto';
import type { Unanswered } from '../../main/contract';
import type { Database } from '../db/open';
import type { Outbox } from '../state/outbox';
import type { Settings } from '../state/settings';
import { topics, type DeviceHealth, type Heartbeat, type StaffCall, type UnansweredRecord } from './messages';

export interface AnnouncerOptions {
  state: Database;
  outbox: Outbox;
  settings: Settings;
  clock: () => Date;
  terminalId: string;
  /** The store, once it is known. */
  store: () => string | undefined;
  /** HQ listens at this broker too: it gets the unanswered questions. */
  hqListens: boolean;
  facts: () => Pick<Heartbeat, 'version' | 'sequence' | 'expiresAt' | 'sync' | 'counters'>;
}

/** Unanswered questions that wait for a broker at most; the oldest go first. */
const MOST_WAITING = 5_000;
const CALL = 'call';

/** Puts into the outbox what the fleet should hear of this terminal. Without a store yet there is nobody to tell. */
export class FleetAnnouncer {
  #devices: DeviceHealth[] = [];
  constructor(private readonly options: AnnouncerOptions) {}

  /** How this terminal is. A later one takes the place of one that still waits. */
  beat(): void {
    const message: Heartbeat = { ...this.#stamp(), online: true, ...this.options.facts(), devices: this.#devices };
    this.#send('terminal', message, { retain: true });
  }

  health(devices: readonly DeviceHealth[]): void {
    this.#devices = devices.map(({ name, kind, state }) => ({ name, kind, state }));
    this.beat();
  }

  /** A shopper needs a person, or (null) no longer. Saying the same again says nothing new. */
  call(wanted: { reason: string } | null): void {
    const { state, settings } = this.options;
    const now = wanted ? `standing ${wanted.reason}` : '';
    state.transaction(() => {
      if ((settings.get(CALL) ?? '') === now) return;
      settings.set(CALL, now);
      const message: StaffCall = { ...this.#stamp(), standing: wanted !== null, ...(wanted && { reason: wanted.reason }) };
      this.#send('call', message, { retain: true });
    })();
  }

  /** To be called inside the transaction that records the question. */
  unanswered(record: Unanswered): void {
    if (!this.options.hqListens) return;
    const message: UnansweredRecord = { id: randomUUID(), ...record };
    this.#send('unanswered', message, { most: MOST_WAITING });
  }

  #stamp(): { id: string; at: string } {
    return { id: randomUUID(), at: this.options.clock().toISOString() };
  }

  #send(topic: keyof typeof topics, message: object, how: { retain?: boolean; most?: number }): void {
    const store = this.options.store();
    if (store !== undefined) this.options.outbox.add(topics[topic](store, this.options.terminalId), JSON.stringify(message), how);
  }
}

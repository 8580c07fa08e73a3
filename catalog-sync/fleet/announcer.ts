import { randomUUID } from 'node:crypto';
import type { CallReason, StaffCallState, Unanswered } from '../../main/contract';
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
  /** A call that waited has been taken by the broker. */
  onCallSent?: () => void;
  facts: () => Pick<Heartbeat, 'version' | 'sequence' | 'expiresAt' | 'sync' | 'counters'>;
}

/** Unanswered questions that wait for a broker at most; the oldest go first. */
const MOST_WAITING = 5_000;
const CALL = 'call';
/**
 * A broker that is there takes a call within this, milliseconds; whoever called is told then how far it has
 * come.
 */
const CALL_SOON_MS = 1_500;

/**
 * Puts into the outbox what the fleet should hear of this terminal. Without a store yet there is nobody to
 * tell.
 */
export class FleetAnnouncer {
  #devices: DeviceHealth[] = [];
  constructor(private readonly options: AnnouncerOptions) {}

  /** How this terminal is. A later one takes the place of one that still waits. */
  beat(): void {
    const message: Heartbeat = {
      ...this.#stamp(),
      online: true,
      ...this.options.facts(),
      devices: this.#devices,
    };
    this.#send('terminal', message, { retain: true });
  }

  health(devices: readonly DeviceHealth[]): void {
    this.#devices = devices.map(({ name, kind, state }) => ({ name, kind, state }));
    this.beat();
  }

  /**
   * A shopper needs a person, or (null) no longer. Saying the same again says nothing new. Answers how far it
   * has come, after a moment at most.
   */
  async call(wanted: { reason: CallReason } | null): Promise<StaffCallState> {
    this.#announce(wanted);
    if (this.callState() !== 'waiting') return this.callState();
    const { outbox, onCallSent } = this.options;
    return new Promise((resolve) => {
      let told = false;
      const timer = setTimeout(() => {
        told = true;
        resolve(this.callState());
      }, CALL_SOON_MS);
      const stop = outbox.onDone(() => {
        if (this.callState() === 'waiting') return;
        stop();
        clearTimeout(timer);
        if (told) onCallSent?.();
        else resolve(this.callState());
      });
    });
  }

  /**
   * How far the last call, or its end, has come: taken by the store's broker, kept until it can be, or nobody
   * there to take it.
   */
  callState(): StaffCallState {
    const { store, terminalId, outbox } = this.options;
    const id = store();
    if (id === undefined) return 'no_channel';
    return outbox.waits(topics.call(id, terminalId)) ? 'waiting' : 'sent';
  }

  #announce(wanted: { reason: CallReason } | null): void {
    const { state, settings, store } = this.options;
    // Nobody would hear it: whoever comes later is told then.
    if (store() === undefined) return;
    const now = wanted ? `standing ${wanted.reason}` : '';
    state.transaction(() => {
      if ((settings.get(CALL) ?? '') === now) return;
      settings.set(CALL, now);
      const message: StaffCall = {
        ...this.#stamp(),
        standing: wanted !== null,
        ...(wanted && { reason: wanted.reason }),
      };
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
    if (store !== undefined)
      this.options.outbox.add(topics[topic](store, this.options.terminalId), JSON.stringify(message), how);
  }
}

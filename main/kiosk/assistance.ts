import {
  onlyIn,
  type CallReason,
  type catalogService,
  type Lang,
  type ServiceClient,
  type StaffCallState,
  type StoreMap,
} from '../contract';
import { said, say } from '../words';
import { logFailure, within, type Log } from './attempts';
import type { ScreenStore } from './screen-store';
import type { Speaker } from './speaker';
import type { Visit } from './visit';

export interface AssistanceDeps {
  screen: ScreenStore;
  catalog: Pick<ServiceClient<typeof catalogService>, 'call'>;
  speaker: Speaker;
  visit: Pick<Visit, 'number' | 'call' | 'callChanged'>;
  storeMap: () => Promise<StoreMap | null>;
  activity: () => void;
  log: Log;
}

/**
 * So long a call may take until somebody is told that nobody was reached yet, milliseconds: who is in danger
 * does not wait for a sentence.
 */
const CALL_WITHIN_MS = 4_000;

/** Calls for a person: one stands at a time, and the screen shows how far it has come. */
export class Assistance {
  constructor(private readonly deps: AssistanceDeps) {}

  /** Calls a person to the shopper and shows that; answers how far the call has come. */
  async call(reason: CallReason): Promise<StaffCallState> {
    this.deps.screen.set({ view: 'handoff' });
    this.deps.activity();
    return this.#send(reason);
  }

  /** Calls a person to a device; a call that stands already brings one anyway. */
  async callFor(reason: 'robot' | 'printer'): Promise<StaffCallState> {
    return this.deps.screen.state.call?.state ?? this.#send(reason);
  }

  /** A touch on 'call staff': says how far it has come. */
  async callByTouch(reason: 'requested' | 'unsafe' = 'requested'): Promise<void> {
    const { screen, speaker, visit } = this.deps;
    const { lang } = screen.state;
    const { number } = visit;
    const ended = await this.call(reason);
    const desk = await this.#desk(lang);
    if (screen.state.call && number === visit.number)
      speaker.answerTouch(said(lang, '', { of: 'handoff', reason, ended, desk }), lang);
  }

  /** The call that staff is to hear of. */
  standing(): { reason: CallReason } | null {
    return this.deps.visit.call();
  }

  cancel(): void {
    const { screen, catalog, log, activity, visit } = this.deps;
    activity();
    visit.callChanged();
    logFailure(log, catalog.call(null), 'call');
    screen.set({ call: null, view: screen.state.answer ? 'answer' : 'home' });
  }

  /** The store's broker took a call that had waited. */
  onCall(state: StaffCallState): void {
    const { screen } = this.deps;
    if (screen.state.call) screen.set({ call: { ...screen.state.call, state } });
  }

  async #send(reason: CallReason): Promise<StaffCallState> {
    const { screen, catalog, log, visit } = this.deps;
    visit.callChanged();
    const call = { reason, at: new Date().toISOString(), state: 'sending' as const };
    screen.set({ call });
    const sending = catalog.call({ reason });
    const told = (state: StaffCallState): StaffCallState => {
      if (screen.state.call?.at === call.at) this.onCall(state);
      return state;
    };
    try {
      return told(await within(sending, CALL_WITHIN_MS));
    } catch (error) {
      // Said again as soon as the catalog process is back; one that was only slow is shown when it came through.
      log.warn({ reason, error: String(error) }, 'a call for a person was not delivered yet');
      logFailure(log, sending.then(told), 'a call for a person');
      return told('waiting');
    }
  }

  /** The service desk's name, where the map shows one. */
  async #desk(lang: Lang): Promise<string | undefined> {
    const map = await within(this.deps.storeMap(), CALL_WITHIN_MS).catch(() => null);
    const desk = map?.amenities.find(({ category }) => category === 'information');
    return desk && (onlyIn(desk.name, lang) || say(lang, 'handoff.desk'));
  }
}

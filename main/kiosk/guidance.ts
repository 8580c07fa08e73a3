import {
  DaogouError,
  type NavReason,
  type NavState,
  type NavTarget,
  type ServiceClient,
  type StoreMap,
  type catalogService,
  type devicesService,
} from '../contract';
import { said, tripEnded, type HoldOutcome, type NavOutcome } from '../words';
import type { Assistance } from './assistance';
import { navReasonOf, logFailure, within, type Log } from './attempts';
import type { ScreenStore } from './screen-store';
import type { Speaker } from './speaker';
import { moving } from './trip-states';
import type { Visit } from './visit';

export interface GuidanceDeps {
  screen: ScreenStore;
  catalog: Pick<ServiceClient<typeof catalogService>, 'map'>;
  devices: Pick<ServiceClient<typeof devicesService>, 'navigate' | 'plan' | 'stop' | 'wait' | 'goHome'>;
  speaker: Speaker;
  visit: Pick<Visit, 'number' | 'sent' | 'seen' | 'leads'>;
  assistance: Pick<Assistance, 'callFor'>;
  activity: () => void;
  log: Log;
}

/** A trip that can't go on by itself. */
const stuck = ({ state, reason }: NavState): boolean =>
  state === 'fault' || (state === 'blocked' && reason === 'way_blocked');

/** How long a stop may take until somebody is told that it is not confirmed, milliseconds. */
const STOP_WITHIN_MS = 2_000;

/** The way there: led by the robot where it goes, drawn on the map where it doesn't. */
export class Guidance {
  #map: StoreMap | null = null;
  /** Counts trips and stops: what was asked later holds. */
  #orders = 0;
  /** What the robot told last, and what it had told before it planned. */
  #heard: NavState = { state: 'idle', path: [] };
  #beforePlanning = this.#heard;

  constructor(private readonly deps: GuidanceDeps) {}

  get underWay(): boolean {
    return moving.includes(this.deps.screen.state.nav.state);
  }

  /** The robot waits at the shopper's wish. */
  get held(): boolean {
    const { nav } = this.deps.screen.state;
    return nav.state === 'waiting' && nav.reason === 'asked';
  }

  get #wheels(): boolean {
    return this.deps.screen.state.devices.some(({ kind, state }) => kind === 'base' && state !== 'absent');
  }

  /**
   * Leads somebody there. Undefined where it was overtaken (`live` false, or a later order): then nothing is
   * to be said, and nothing moves for it.
   */
  async lead(target: NavTarget, live: () => boolean = () => true): Promise<NavOutcome | undefined> {
    const { activity, screen, visit } = this.deps;
    activity();
    const order = ++this.#orders;
    const { number } = visit;
    const stood = stuck(screen.state.nav);
    const current = (): boolean => live() && order === this.#orders && number === visit.number;
    let map: StoreMap;
    try {
      map = await this.#requireMap();
    } catch (error) {
      return current() ? this.#refuse(navReasonOf(error), undefined, target) : undefined;
    }
    if (!current()) return undefined;
    visit.sent();
    if (!this.#wheels) return this.#draw(map, target, current);
    try {
      const nav = await within(this.deps.devices.navigate({ map, target }));
      // Whoever gave a later order has sent it after this one; a question that merely was overtaken has
      // nobody else to stop it.
      if (!current()) {
        if (order === this.#orders) await this.stop();
        return undefined;
      }
      this.deps.screen.set({ nav: this.deps.visit.seen(nav) });
      return moving.includes(nav.state)
        ? { kind: 'leading' }
        : await this.#refuse(nav.reason ?? 'failed', map, target);
    } catch (error) {
      const reason = navReasonOf(error);
      // It may have been taken after all: then it ends here, since the shopper is told otherwise.
      if (reason === 'timeout' || reason === 'unavailable')
        logFailure(this.deps.log, this.deps.devices.stop(), 'stop');
      // What keeps it from going on while its way is planned is told as such.
      const told = !stood && stuck(screen.state.nav);
      return current() && !told ? this.#refuse(reason, map, target) : undefined;
    }
  }

  /** A touch on 'lead me there': says how it ended. */
  async leadByTouch(target: NavTarget): Promise<NavState> {
    const { screen, speaker } = this.deps;
    const { lang } = screen.state;
    const ended = await this.lead(target);
    if (ended) speaker.answerTouch(said(lang, '', { of: 'navigate', ended }), lang);
    return screen.state.nav;
  }

  /** Only to draw the way; nothing moves. */
  async plan(target: NavTarget): Promise<NavState> {
    return this.deps.devices.plan({ map: await this.#requireMap(), target });
  }

  /** Stands still at once. Always sent, whatever is believed of the robot's state. */
  async stop(): Promise<HoldOutcome> {
    this.#orders += 1;
    try {
      const nav = await within(this.deps.devices.stop(), STOP_WITHIN_MS);
      this.deps.screen.set({ nav: this.deps.visit.seen(nav) });
      return 'done';
    } catch (error) {
      this.deps.log.warn({ error: DaogouError.toWire(error) }, 'the stop was not confirmed');
      return this.#wheels || this.underWay ? 'failed' : 'idle';
    }
  }

  /** A touch on 'stop': says so where it is not confirmed. */
  async stopByTouch(): Promise<void> {
    const { screen, speaker } = this.deps;
    const { lang } = screen.state;
    const ended = await this.stop();
    if (ended === 'failed') speaker.answerTouch(said(lang, '', { of: 'stop', ended }), lang);
  }

  /** The robot waits for the shopper (always sent), or goes on, which only one that waits does. */
  async hold(on: boolean): Promise<HoldOutcome> {
    this.deps.activity();
    if (!on && !this.held) return 'idle';
    try {
      const nav = await within(this.deps.devices.wait({ on }), STOP_WITHIN_MS);
      this.deps.screen.set({ nav: this.deps.visit.seen(nav) });
      const held = nav.state === 'waiting' && nav.reason === 'asked';
      return moving.includes(nav.state) && held === on ? 'done' : 'idle';
    } catch (error) {
      this.deps.log.warn({ on, error: DaogouError.toWire(error) }, 'the robot did not confirm');
      return this.#wheels || this.underWay ? 'failed' : 'idle';
    }
  }

  /** A touch on 'wait for me' or 'go on': says so where it was not done. */
  async holdByTouch(on: boolean): Promise<NavState> {
    const { screen, speaker } = this.deps;
    const { lang } = screen.state;
    const ended = await this.hold(on);
    if (ended === 'failed') speaker.answerTouch(said(lang, '', { of: on ? 'hold' : 'go_on', ended }), lang);
    return screen.state.nav;
  }

  async goHome(): Promise<NavState> {
    this.#orders += 1;
    const nav = await this.deps.devices.goHome({ map: await this.#requireMap() });
    this.deps.screen.set({ nav: this.deps.visit.seen(nav) });
    return nav;
  }

  async storeMap(): Promise<StoreMap | null> {
    this.#map ??= await this.deps.catalog.map();
    return this.#map;
  }

  onCatalogSwapped(): void {
    this.#map = null;
  }

  /** A refusal belongs to the answer it stands beside. */
  forgetRefusal(): void {
    const { nav } = this.deps.screen.state;
    if (nav.state === 'idle' && nav.reason) this.deps.screen.set({ nav: { state: 'idle', path: [] } });
  }

  /** How the trip goes. A robot that can't go on by itself calls staff, and says so. */
  onNav(nav: NavState): void {
    const { screen, log, visit } = this.deps;
    const before = screen.state.nav;
    screen.set({ nav: visit.seen(nav) });
    const back = this.#isBack(nav);
    this.#heard = nav;
    if (back) return;
    if (stuck(nav) && !stuck(before)) logFailure(log, this.#tellEnd(nav, before, true), 'the end of a trip');
    // Whoever nobody told to go on has nobody to tell.
    else if (
      visit.leads &&
      nav.state === 'stopped' &&
      nav.reason &&
      nav.reason !== 'nobody_went_on' &&
      moving.includes(before.state)
    )
      logFailure(log, this.#tellEnd(nav, before, false), 'the end of a trip');
  }

  /**
   * Whether a trip whose way could not be planned leaves the robot as it was before: that is no end of a
   * trip, and whoever asked for it is told why.
   */
  #isBack({ state, reason }: NavState): boolean {
    if (state === 'planning') {
      if (this.#heard.state !== 'planning') this.#beforePlanning = this.#heard;
      return false;
    }
    return (
      this.#heard.state === 'planning' &&
      state === this.#beforePlanning.state &&
      reason === this.#beforePlanning.reason
    );
  }

  async #tellEnd(nav: NavState, before: NavState, staff: boolean): Promise<void> {
    const { screen, speaker, assistance, visit } = this.deps;
    const { lang } = screen.state;
    const { number, leads } = visit;
    const call = staff ? await assistance.callFor('robot') : undefined;
    // On its way home it leads nobody, nor when the one it led has gone.
    if (leads && number === visit.number && before.state !== 'returning')
      speaker.say(tripEnded(lang, nav.reason, call), lang);
  }

  /** Without wheels the way is drawn, and nothing pretends to move. */
  async #draw(map: StoreMap, target: NavTarget, current: () => boolean): Promise<NavOutcome | undefined> {
    try {
      const nav = await within(this.deps.devices.plan({ map, target }));
      if (!current()) return undefined;
      this.deps.screen.set({ nav: { ...nav, reason: undefined } });
      return { kind: 'shown' };
    } catch (error) {
      this.deps.log.warn({ error: DaogouError.toWire(error) }, 'the way could not be drawn');
      return current() ? { kind: 'refused', reason: 'no_base', drawn: true } : undefined;
    }
  }

  /** The trip does not begin: the way is drawn where that can be, and the screen says why. */
  async #refuse(reason: NavReason, map: StoreMap | undefined, target: NavTarget): Promise<NavOutcome> {
    const { devices, screen, visit } = this.deps;
    const { number } = visit;
    const drawn = map && (await within(devices.plan({ map, target })).catch(() => undefined));
    if (number === visit.number) screen.set({ nav: { ...(drawn ?? { path: [] }), state: 'idle', reason } });
    return { kind: 'refused', reason, drawn: map !== undefined };
  }

  async #requireMap(): Promise<StoreMap> {
    const map = await within(this.storeMap()).catch((error: unknown) => {
      // A slow catalog is no slow base.
      const { code, message } = DaogouError.toWire(error);
      throw code === 'timeout' ? new DaogouError(code, message, true, { reason: 'unavailable' }) : error;
    });
    if (!map)
      throw new DaogouError('not_found', 'this store’s catalog has no floor plan', false, {
        reason: 'no_map',
      });
    return map;
  }
}

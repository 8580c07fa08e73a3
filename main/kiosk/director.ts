import { randomUUID } from 'node:crypto';
import {
  DaogouError,
  type Answer,
  type AskResult,
  type Hypothesis,
  type Lang,
  type NavState,
  type NavTarget,
  type PrintState,
  type ServiceClient,
  type StoreMap,
  type Transcript,
  type TurnSource,
  type TurnState,
  type catalogService,
  type devicesService,
  type voiceService,
} from '../contract';
import { apology } from './phrases';
import { idleTurn, type ScreenStore } from './screen-store';
import { Visit } from './visit';

export interface DirectorDeps {
  screen: ScreenStore;
  voice: ServiceClient<typeof voiceService>;
  catalog: ServiceClient<typeof catalogService>;
  devices: ServiceClient<typeof devicesService>;
  defaultLang: Lang;
  idleResetMs: number;
  log: { warn(o: object, m: string): void };
}

interface Asked {
  text: string;
  lang?: Lang;
  spoken?: boolean;
  nbest?: Hypothesis[];
  gtin?: string;
  facility?: string;
}

const moving: readonly NavState['state'][] = ['planning', 'driving', 'waiting'];

/** Who speaks, what shows and what moves, in answer to what the shopper does. Owns one conversation at a time. */
export class Director {
  private conversation = randomUUID();
  /** Counts questions, so that an answer which was overtaken by a newer question is dropped. */
  private question = 0;
  private idleTimer: NodeJS.Timeout | undefined;
  /** The ear opened by itself after an answer. */
  private unasked = false;
  private map: StoreMap | null = null;
  private readonly visit: Visit;

  constructor(private readonly deps: DirectorDeps) {
    this.visit = new Visit(deps);
  }

  // ——— what the shopper does

  activity(): void {
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.onIdle(), this.deps.idleResetMs);
    this.idleTimer.unref?.();
  }

  private onIdle(): void {
    const { nav, turn } = this.deps.screen.state;
    if (moving.includes(nav.state) || turn.state !== 'idle') this.activity();
    else {
      // Nobody is there any more: a robot that has led somebody goes back to its post.
      if (nav.state === 'arrived') this.quietly(this.goHome(), 'back to the post');
      this.home();
    }
  }

  /** Back to the start: everything of this shopper is forgotten. */
  home(): void {
    clearTimeout(this.idleTimer);
    this.question += 1;
    this.quietly(this.deps.voice.cancel({}), 'cancel');
    this.quietly(this.deps.catalog.forget({ conversation: this.conversation }), 'forget');
    this.conversation = randomUUID();
    this.visit.end();
  }

  setLanguage(lang: Lang): void {
    this.deps.screen.set({ lang });
    this.activity();
  }

  async startTurn(source: TurnSource = 'tap'): Promise<void> {
    this.activity();
    if (moving.includes(this.deps.screen.state.nav.state)) await this.wait(true);
    await this.deps.voice.start({ source, lang: this.deps.screen.state.lang });
  }

  async cancelTurn(): Promise<void> {
    this.question += 1;
    this.activity();
    const { answer } = this.deps.screen.state;
    this.deps.screen.set({ view: answer ? 'answer' : 'home', turn: idleTurn });
    await this.deps.voice.cancel({});
  }

  /** A typed or tapped question: answered on screen and aloud, voice or no voice. */
  async ask(asked: Asked, turnId: string = randomUUID()): Promise<void> {
    const question = ++this.question;
    this.activity();
    const { screen, catalog } = this.deps;
    screen.set({ turn: { ...screen.state.turn, id: turnId, state: 'answering', partial: '', transcript: asked.text, fault: null } });
    let result: AskResult;
    try {
      result = await catalog.ask({ conversation: this.conversation, ...asked });
    } catch (error) {
      if (question !== this.question) return;
      screen.set({ turn: { ...screen.state.turn, state: 'idle', fault: DaogouError.toWire(error).code }, view: screen.state.answer ? 'answer' : 'listening' });
      this.say(turnId, apology[screen.state.lang], screen.state.lang, false);
      return;
    }
    if (question !== this.question) return;
    await this.present(result, turnId);
  }

  // ——— answers

  private async present({ answer, cards, places }: AskResult, turnId: string): Promise<void> {
    const { screen } = this.deps;
    const { turn } = screen.state;
    screen.set({ lang: answer.lang, answer, cards, places, view: 'answer', print: null, turn: { ...turn, state: 'idle' } });
    this.activity();
    const { number } = this.visit;
    if ((await this.steer(answer, turnId)) || number !== this.visit.number) return;
    if (answer.handoff) this.callPerson(answer.handoff);
    this.say(turnId, answer.text, answer.lang, answer.candidates.length > 0 || /[?？]\s*$/.test(answer.text));
    await this.act(answer);
  }

  /** Steering the talk itself; true when nothing more is to be said. */
  private async steer(answer: Answer, turnId: string): Promise<boolean> {
    const { voice } = this.deps;
    switch (answer.control) {
      case 'stop':
        // “等等我”: the robot waits, the trip goes on.
        if (answer.facts['hold'] === true) {
          if (moving.includes(this.deps.screen.state.nav.state)) await this.wait(true);
          return false;
        }
        await this.stopMoving();
        this.quietly(voice.cancel({ turnId }), 'cancel');
        return true;
      case 'cancel':
      case 'start_over':
        await this.stopMoving();
        this.home();
        return true;
      case 'louder':
      case 'softer':
      case 'slower':
      case 'faster':
        this.quietly(voice.volume({ change: answer.control }), 'volume');
        return false;
      case 'yes':
        // “走吧” to a robot that waits.
        if (this.held) await this.wait(false);
        return false;
      default:
        return false;
    }
  }

  /** What the shopper asked to be done, as against what the answer merely offers. */
  private async act(answer: Answer): Promise<void> {
    for (const action of answer.actions) {
      try {
        if (action.type === 'navigate' && (answer.intent === 'navigate' || answer.control === 'yes')) {
          const place = answer.items.find((item) => item.gtin === action.gtin) ?? answer.items[0];
          await this.lead({ aisle: action.aisle, bay: place?.aisle === action.aisle ? place?.bay : undefined, amenity: action.facility, label: this.label(answer) });
        }
        if (action.type === 'print' && (answer.intent === 'print' || answer.control === 'yes')) {
          const gtins = action.gtins ?? answer.items.map((item) => item.gtin);
          if (gtins.length > 0) await this.printSlip(gtins);
        }
      } catch (error) {
        this.deps.log.warn({ action: action.type, error: DaogouError.toWire(error) }, 'action failed');
      }
    }
  }

  private label(answer: Answer): string {
    const card = this.deps.screen.state.cards[0];
    return card ? card.name[answer.lang] : (answer.facts.facility ?? answer.items[0]?.aisle ?? '');
  }

  private say(turnId: string, text: string, lang: Lang, relisten: boolean): void {
    this.deps.screen.set({ caption: text });
    this.quietly(this.deps.voice.speak({ turnId, text, lang, relisten }), 'speak');
  }

  // ——— item, person, paper, wheels

  async openItem(gtin: string): Promise<void> {
    const { number } = this.visit;
    const card = await this.deps.catalog.card({ gtin });
    if (number !== this.visit.number) return;
    if (!card) throw new DaogouError('not_found', `item ${gtin} is not in this store’s catalog`);
    const { lang } = this.deps.screen.state;
    await this.ask({ text: card.name[lang], lang, gtin });
  }

  /** A place of the plan that was tapped. */
  async openFacility(id: string): Promise<void> {
    const map = await this.requireMap();
    const amenity = [map, ...(map.otherLevels ?? [])].flatMap((level) => level.amenities).find((a) => a.id === id);
    if (!amenity) throw new DaogouError('not_found', `place ${id} is not on this store’s plan`);
    const { lang } = this.deps.screen.state;
    await this.ask({ text: amenity.name?.[lang] ?? amenity.name?.zh ?? amenity.name?.en ?? amenity.category, lang, facility: id });
  }

  callPerson(reason: string): void {
    this.visit.callChanged();
    this.deps.screen.set({ call: { reason, at: new Date().toISOString() }, view: 'handoff' });
    this.quietly(this.deps.catalog.call({ reason }), 'call');
    this.activity();
  }

  cancelPerson(): void {
    this.activity();
    this.visit.callChanged();
    this.quietly(this.deps.catalog.call(null), 'call');
    this.deps.screen.set({ call: null, view: this.deps.screen.state.answer ? 'answer' : 'home' });
  }

  async printSlip(gtins: string[]): Promise<PrintState> {
    this.activity();
    const { number } = this.visit;
    const document = await this.deps.catalog.slip({ gtins, lang: this.deps.screen.state.lang });
    if (number !== this.visit.number) throw new DaogouError('conflict', 'The shopper who asked for the slip has gone.');
    const print = await this.deps.devices.print(document);
    this.visit.printed(print, number);
    if (this.visit.owns(print)) this.deps.screen.set({ print });
    return print;
  }

  /** The slip as it would lie on paper. */
  async previewSlip(gtins: string[]): Promise<{ svg: string }> {
    return this.deps.devices.preview(await this.deps.catalog.slip({ gtins, lang: this.deps.screen.state.lang }));
  }

  async plan(target: NavTarget): Promise<NavState> {
    return this.deps.devices.plan({ map: await this.requireMap(), target });
  }

  async lead(target: NavTarget): Promise<NavState> {
    this.activity();
    const { number } = this.visit;
    const map = await this.requireMap();
    if (number !== this.visit.number) throw new DaogouError('conflict', 'The shopper who was to be led has gone.');
    this.visit.sent();
    const base = this.deps.screen.state.devices.find((device) => device.kind === 'base');
    // Without wheels the way is drawn, and nothing pretends to move.
    const nav = base && base.state !== 'absent' ? await this.deps.devices.navigate({ map, target }) : await this.deps.devices.plan({ map, target });
    if (number !== this.visit.number) this.quietly(this.deps.devices.stop(), 'stop');
    this.deps.screen.set({ nav: this.visit.seen(nav) });
    return nav;
  }

  async stopMoving(): Promise<void> {
    if (this.deps.screen.state.nav.state === 'idle') return;
    this.deps.screen.set({ nav: await this.deps.devices.stop() });
  }

  /** The robot waits at the shopper's wish. */
  private get held(): boolean {
    const { nav } = this.deps.screen.state;
    return nav.state === 'waiting' && nav.detail === 'asked';
  }

  /** The robot waits for the shopper, or goes on. */
  async wait(on: boolean): Promise<NavState> {
    this.activity();
    const nav = await this.deps.devices.wait({ on });
    this.deps.screen.set({ nav });
    return nav;
  }

  async goHome(): Promise<NavState> {
    const nav = await this.deps.devices.goHome({ map: await this.requireMap() });
    this.deps.screen.set({ nav });
    return nav;
  }

  async storeMap(): Promise<StoreMap | null> {
    this.map ??= await this.deps.catalog.map();
    return this.map;
  }

  private async requireMap(): Promise<StoreMap> {
    const map = await this.storeMap();
    if (!map) throw new DaogouError('not_found', 'this store’s catalog has no floor plan');
    return map;
  }

  /** The call for a person that staff is to hear of. */
  standingCall(): { reason: string } | null {
    return this.visit.call();
  }

  // ——— what the services tell

  onCatalogSwapped(): void {
    this.map = null;
  }

  onTurn(event: { turnId: string; state: TurnState; source?: TurnSource; fault?: string }): void {
    if (this.visit.isOver(event.turnId)) return;
    const { screen } = this.deps;
    const { turn, view, answer } = screen.state;
    const fresh = event.turnId !== turn.id;
    if (event.state === 'idle' && fresh) return;
    const hearing = event.state === 'listening' || event.state === 'endpointing' || event.state === 'recognizing';
    // An ear that opens by itself after an answer leaves the answer on the screen.
    if (fresh && hearing) this.unasked = answer !== null && (event.source === 'relisten' || event.source === 'barge_in');
    screen.set({
      turn: {
        ...turn,
        id: event.turnId,
        state: event.state,
        fault: event.fault ?? (event.state === 'listening' ? null : turn.fault),
        ...(event.state === 'listening' ? { partial: '', transcript: '' } : {}),
      },
      ...(hearing && !this.unasked ? { view: 'listening' as const } : {}),
      ...(event.state === 'idle' && view === 'listening' ? { view: answer ? ('answer' as const) : ('home' as const) } : {}),
      ...(event.state === 'idle' ? { caption: '' } : {}),
    });
    // Whoever speaks to a moving base wants it to wait; an ear that opened by itself is nobody's wish.
    if (event.state === 'listening' && fresh && event.source !== 'relisten' && moving.includes(screen.state.nav.state)) this.quietly(this.wait(true), 'wait');
    this.activity();
  }

  onPartial(event: { turnId: string; text: string }): void {
    const { turn } = this.deps.screen.state;
    if (event.turnId === turn.id) this.deps.screen.set({ turn: { ...turn, partial: event.text } });
  }

  /** What the mouth says now; of a turn that is over nobody is shown anything. */
  onCaption(event: { turnId: string; text: string }): void {
    if (event.turnId === this.deps.screen.state.turn.id) this.deps.screen.set({ caption: event.text });
  }

  /** How a slip fares, for the shopper whose it is. */
  onPrint(print: PrintState): void {
    if (this.visit.owns(print)) this.deps.screen.set({ print });
  }

  onLevel(level: number): void {
    const { turn } = this.deps.screen.state;
    this.deps.screen.set({ turn: { ...turn, level } });
  }

  async onTranscript({ turnId, text, lang, nbest }: Transcript): Promise<void> {
    if (this.visit.isOver(turnId)) return;
    // Whatever was said to a moving robot, it waits while that is being understood.
    if (moving.includes(this.deps.screen.state.nav.state) && !this.held) this.quietly(this.wait(true), 'wait');
    await this.ask({ text, lang, nbest, spoken: true }, turnId);
  }

  onSilent(event: { turnId: string }): void {
    const { screen } = this.deps;
    if (event.turnId !== screen.state.turn.id) return;
    const { answer } = screen.state;
    screen.set({ turn: { ...idleTurn, fault: this.unasked ? null : 'nothing_heard' }, view: answer ? 'answer' : 'home' });
  }

  /** How the trip goes. A robot that can't go on by itself calls staff, whoever sees the screen. */
  onNav(nav: NavState): void {
    const { screen } = this.deps;
    const before = screen.state.nav;
    screen.set({ nav: this.visit.seen(nav) });
    const stuck = ({ state, detail }: NavState) => state === 'fault' || (state === 'blocked' && /staff/.test(detail ?? ''));
    if (stuck(nav) && !stuck(before) && screen.state.call === null) screen.set({ call: { reason: 'robot', at: new Date().toISOString() } });
  }

  onScan(scan: { kind: string; gtin?: string }): void {
    if (scan.kind === 'gtin' && scan.gtin) this.quietly(this.openItem(scan.gtin), 'scan');
  }

  private quietly(promise: Promise<unknown>, what: string): void {
    promise.catch((error: unknown) => this.deps.log.warn({ what, error: DaogouError.toWire(error) }, 'part of the terminal did not answer'));
  }
}

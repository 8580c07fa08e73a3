import { randomUUID } from 'node:crypto';
import {
  assertNever,
  DaogouError,
  textIn,
  type Answer,
  type AskResult,
  type catalogService,
  type Command,
  type CommandEnd,
  type Hypothesis,
  type Lang,
  type Measure,
  type Scan,
  type ScanProblem,
  type ServiceClient,
  type Transcript,
  type TurnSource,
  type TurnState,
  type VoiceFault,
  type voiceService,
} from '../contract';
import { apology, said, say, type Outcome } from '../words';
import type { Assistance } from './assistance';
import { logFailure, within, type Log } from './attempts';
import { endOf } from './command-ends';
import type { Guidance } from './guidance';
import type { Idle } from './idle';
import type { Printing } from './printing';
import { idleTurn, type ScreenStore } from './screen-store';
import type { Speaker } from './speaker';
import { Turns, type Turn } from './turns';
import type { Visit } from './visit';

export interface ConversationDeps {
  screen: ScreenStore;
  voice: Pick<ServiceClient<typeof voiceService>, 'start' | 'cancel' | 'volume'>;
  catalog: Pick<ServiceClient<typeof catalogService>, 'ask' | 'ended' | 'forget' | 'card' | 'scanned'>;
  idle: Pick<Idle, 'activity' | 'rest'>;
  speaker: Speaker;
  visit: Pick<Visit, 'number' | 'isOver' | 'end'>;
  guidance: Guidance;
  printing: Printing;
  assistance: Assistance;
  log: Log;
}

interface Asked {
  text: string;
  lang?: Lang;
  spoken?: boolean;
  nbest?: Hypothesis[];
  gtin?: string;
  measure?: Measure;
  facility?: string;
}

/**
 * One shopper's conversation: questions in, answers on screen and aloud, and what they ask to be done done
 * first.
 */
export class Conversation {
  #id = randomUUID();
  readonly #turns = new Turns();
  /** The recognizer opened by itself after an answer. */
  #unasked = false;

  constructor(private readonly deps: ConversationDeps) {}

  /** Back to the start: everything of this shopper is forgotten. */
  home(): void {
    const { voice, catalog, idle, printing, visit, log } = this.deps;
    idle.rest();
    this.#turns.overtake();
    logFailure(log, voice.cancel({}), 'cancel');
    logFailure(log, catalog.forget({ conversation: this.#id }), 'forget');
    this.#id = randomUUID();
    printing.forget();
    visit.end();
  }

  setLanguage(lang: Lang): void {
    this.deps.screen.set({ lang });
    this.deps.idle.activity();
  }

  async startTurn(source: TurnSource = 'tap'): Promise<void> {
    const { screen, voice, guidance, idle } = this.deps;
    idle.activity();
    this.#turns.overtake();
    if (screen.state.turn.state === 'answering')
      screen.set({ turn: { ...screen.state.turn, state: 'idle' } });
    if (guidance.underWay) await guidance.hold(true);
    await within(voice.start({ source, lang: screen.state.lang }));
  }

  async cancelTurn(): Promise<void> {
    const { screen, voice, idle } = this.deps;
    this.#turns.overtake();
    idle.activity();
    screen.set({ view: screen.state.answer ? 'answer' : 'home', turn: idleTurn });
    await within(voice.cancel({}));
  }

  /** A typed or tapped question: answered on screen and aloud, voice or no voice. */
  async ask(asked: Asked, turnId: string = randomUUID()): Promise<void> {
    const { screen, catalog, idle, speaker } = this.deps;
    const turn = this.#turns.begin(turnId);
    if (!asked.spoken) speaker.closeEar();
    idle.activity();
    screen.set({
      turn: {
        ...screen.state.turn,
        id: turnId,
        state: 'answering',
        partial: '',
        transcript: asked.text,
        fault: null,
      },
    });
    let result: AskResult;
    try {
      result = await within(catalog.ask({ conversation: this.#id, turn: turnId, ...asked }));
    } catch (error) {
      if (!turn.live()) return;
      const { code } = DaogouError.toWire(error);
      const { lang, answer } = screen.state;
      screen.set({
        turn: { ...screen.state.turn, state: 'idle', fault: code },
        view: answer ? 'answer' : 'listening',
      });
      speaker.say(apology(lang, code), lang, { turnId });
      return;
    }
    if (turn.live()) await this.#present(result, turn);
  }

  async openItem(gtin: string): Promise<void> {
    const { catalog, visit } = this.deps;
    const { number } = visit;
    const card = await within(catalog.card({ gtin }));
    if (number !== visit.number) return;
    if (!card) throw new DaogouError('not_found', `item ${gtin} is not in this store’s catalog`);
    const { lang } = this.deps.screen.state;
    await this.ask({ text: textIn(card.name, lang), lang, gtin });
  }

  /** A place of the plan that was tapped: asked about by its id, whatever its name means. */
  async openFacility(id: string): Promise<void> {
    const { guidance, visit, screen } = this.deps;
    const { number } = visit;
    const map = await within(guidance.storeMap());
    if (number !== visit.number) return;
    const place =
      map &&
      [map, ...(map.otherLevels ?? [])]
        .flatMap(({ amenities }) => amenities)
        .find((amenity) => amenity.id === id);
    if (!place) throw new DaogouError('not_found', `place ${id} is not on this store’s plan`);
    const { lang } = screen.state;
    await this.ask({
      text: textIn(place.name, lang) || place.category,
      lang,
      facility: id,
    });
  }

  /** Shows what is true already, does what was asked for, then shows and says how that ended. */
  async #present({ answer, cards, places }: AskResult, turn: Turn): Promise<void> {
    const { screen, idle, guidance, speaker } = this.deps;
    guidance.forgetRefusal();
    screen.set({ lang: answer.lang, answer, cards, places, view: 'answer', print: null });
    idle.activity();
    const text = await this.#carryOut(answer, turn);
    if (!turn.live()) return;
    screen.set({ turn: { ...screen.state.turn, state: 'idle' } });
    if (text === undefined) return;
    screen.set({ answer: { ...answer, text } });
    speaker.say(text, answer.lang, { turnId: turn.id, relisten: answer.asks });
  }

  /**
   * What to say after all commands have ended; undefined where nothing is to be said, or the turn was
   * overtaken.
   */
  async #carryOut(answer: Answer, turn: Turn): Promise<string | undefined> {
    let { text } = answer;
    const began = performance.now();
    for (const command of answer.commands) {
      const outcome = await this.#carryOutOne(command, answer, turn);
      this.#note(turn, endOf(command, outcome, performance.now() - began));
      if (!outcome || !turn.live()) return undefined;
      text = said(answer.lang, text, outcome);
    }
    return text;
  }

  /** For whoever looks at the turn later. */
  #note(turn: Turn, end: CommandEnd): void {
    const { catalog, log } = this.deps;
    logFailure(log, catalog.ended({ turn: turn.id, end }), 'ended');
  }

  async #carryOutOne(command: Command, answer: Answer, turn: Turn): Promise<Outcome | undefined> {
    const { guidance, printing, assistance, voice, log, speaker } = this.deps;
    switch (command.type) {
      case 'navigate': {
        const { aisle, bay, facility, label } = command;
        const ended = await guidance.lead({ aisle, bay, amenity: facility, label }, turn.live);
        return ended && { of: 'navigate', ended };
      }
      case 'print': {
        const ended = await printing.print(command, answer.lang, turn.live);
        return ended && printing.outcome(command.what, ended);
      }
      case 'handoff':
        return {
          of: 'handoff',
          reason: command.reason,
          ended: await assistance.call(command.reason),
          desk: command.desk,
        };
      case 'stop': {
        const ended = await guidance.stop();
        if (ended === 'failed') return { of: 'stop', ended };
        logFailure(log, voice.cancel({ turnId: turn.id }), 'cancel');
        return undefined;
      }
      case 'hold':
      case 'go_on':
        return { of: command.type, ended: await guidance.hold(command.type === 'hold') };
      case 'volume':
        return {
          of: 'volume',
          ended: await within(voice.volume({ change: command.change })).then(
            () => 'done' as const,
            () => 'failed' as const,
          ),
        };
      case 'home': {
        const ended = await guidance.stop();
        if (!turn.live()) return undefined;
        this.home();
        if (ended === 'failed') speaker.say(said(answer.lang, '', { of: 'stop', ended }), answer.lang);
        return undefined;
      }
      default:
        return assertNever(command, 'command');
    }
  }

  // What the voice and the scanner tell.

  onTurn(event: { turnId: string; state: TurnState; source?: TurnSource; fault?: VoiceFault }): void {
    const { screen, guidance, idle, visit, log } = this.deps;
    if (visit.isOver(event.turnId)) return;
    const { turn, view, answer } = screen.state;
    const fresh = event.turnId !== turn.id;
    if (event.state === 'idle' && fresh) return;
    const hearing =
      event.state === 'listening' || event.state === 'endpointing' || event.state === 'recognizing';
    // A recognizer that opens by itself after an answer leaves the answer on the screen.
    if (fresh && hearing)
      this.#unasked = answer !== null && (event.source === 'relisten' || event.source === 'barge_in');
    const begun = event.state === 'listening' && fresh && event.source !== 'relisten';
    if (begun) this.#turns.overtake();
    screen.set({
      turn: {
        ...turn,
        id: event.turnId,
        state: event.state,
        fault: event.fault ?? (event.state === 'listening' ? null : turn.fault),
        ...(event.state === 'listening' ? { partial: '', transcript: '' } : {}),
      },
      ...(hearing && !this.#unasked ? { view: 'listening' as const } : {}),
      ...(event.state === 'idle' && view === 'listening'
        ? { view: answer ? ('answer' as const) : ('home' as const) }
        : {}),
      ...(event.state === 'idle' ? { caption: '' } : {}),
    });
    // Whoever speaks to a moving base wants it to wait; a recognizer that opened by itself is nobody's wish.
    if (begun && guidance.underWay) logFailure(log, guidance.hold(true), 'wait');
    idle.activity();
  }

  onPartial({ turnId, text }: { turnId: string; text: string }): void {
    const { turn } = this.deps.screen.state;
    if (turnId === turn.id) this.deps.screen.set({ turn: { ...turn, partial: text } });
  }

  /** What speech output says now; of a turn that is over nobody is shown anything. */
  onCaption({ turnId, text }: { turnId: string; text: string }): void {
    const { screen } = this.deps;
    if (turnId === screen.state.turn.id) screen.set({ caption: text });
  }

  onLevel(level: number): void {
    const { turn } = this.deps.screen.state;
    this.deps.screen.set({ turn: { ...turn, level } });
  }

  async onTranscript({ turnId, text, lang, nbest }: Transcript): Promise<void> {
    const { screen, guidance, visit, log } = this.deps;
    if (visit.isOver(turnId)) return;
    // Whatever was said to a moving robot, it waits while that is being understood.
    if (guidance.underWay && !guidance.held) logFailure(log, guidance.hold(true), 'wait');
    if (turnId === screen.state.turn.id) await this.ask({ text, lang, nbest, spoken: true }, turnId);
  }

  onSilent({ turnId }: { turnId: string }): void {
    const { screen } = this.deps;
    if (turnId !== screen.state.turn.id) return;
    const { answer } = screen.state;
    screen.set({
      turn: { ...idleTurn, fault: this.#unasked ? null : 'nothing_heard' },
      view: answer ? 'answer' : 'home',
    });
  }

  onScan({ kind, gtin, ...scan }: Omit<Scan, 'raw'>): void {
    this.deps.idle.activity();
    if (kind === 'gtin' && gtin) logFailure(this.deps.log, this.#openScanned({ ...scan, gtin }), 'scan');
    else this.#scanProblem(kind === 'member' ? 'member' : 'no_product');
  }

  /** A scan that could not be read because the part that reads it is away. */
  onScanLost(): void {
    this.#scanProblem('unavailable');
  }

  async #openScanned(scan: { gtin: string } & Pick<Scan, 'also' | 'measure'>): Promise<void> {
    const { visit, log, catalog, screen } = this.deps;
    const { number } = visit;
    try {
      const { lang } = screen.state;
      const found = await within(catalog.scanned({ ...scan, lang }));
      if (number !== visit.number) return;
      if (!found) this.#scanProblem('not_carried');
      else {
        const { card, measure } = found;
        await this.ask({ text: textIn(card.name, lang), lang, gtin: card.gtin, measure });
      }
    } catch (error) {
      log.warn({ error: DaogouError.toWire(error) }, 'a scan led nowhere');
      if (number === visit.number) this.#scanProblem('unavailable');
    }
  }

  /** A scan that leads nowhere is said and shown: whoever scans waits for something to happen. */
  #scanProblem(problem: ScanProblem): void {
    const { screen, speaker } = this.deps;
    const { lang, scan } = screen.state;
    screen.set({ scan: { problem, count: (scan?.count ?? 0) + 1 } });
    speaker.answerTouch(say(lang, `scan.${problem}`), lang);
  }
}

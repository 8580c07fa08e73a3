import {
  assertNever,
  DaogouError,
  type CommandOf,
  type CouponCode,
  type Lang,
  type PaperKind,
  type PrintDocument,
  type PrintReason,
  type PrintState,
  type ServiceClient,
  type StaffCallState,
  type catalogService,
  type devicesService,
} from '../contract';
import { printStuck, said, type Outcome, type PaperOutcome, type PrintOutcome } from '../words';
import type { Assistance } from './assistance';
import { printReasonOf, logFailure, within, type Log } from './attempts';
import type { ScreenStore } from './screen-store';
import type { Speaker } from './speaker';
import type { Visit } from './visit';

export interface PrintingDeps {
  screen: ScreenStore;
  catalog: Pick<ServiceClient<typeof catalogService>, 'slip' | 'paper'>;
  devices: Pick<ServiceClient<typeof devicesService>, 'print' | 'preview'>;
  speaker: Speaker;
  visit: Pick<Visit, 'number' | 'printed' | 'owns'>;
  assistance: Pick<Assistance, 'callFor'>;
  activity: () => void;
  log: Log;
}

/** What somebody has to see to with their hands. */
const FOR_STAFF: ReadonlySet<PrintReason> = new Set([
  'paper_out',
  'cover_open',
  'error',
  'offline',
  'silent',
  'disconnected',
]);

/** Of whatever does not answer nothing more is asked: the next paper would only wait as long again. */
const AWAY: ReadonlySet<PrintReason> = new Set(['timeout', 'unavailable', 'not_made']);

/**
 * The shopper's papers: slips, coupons, knowledge entries. Said to be printing only when the printer has them
 * and nothing hinders it.
 */
export class Printing {
  /** The trouble that was told of this shopper's jobs. */
  readonly #told = new Map<string, PrintReason>();
  /** What is on each of this shopper's papers, by job. */
  readonly #kinds = new Map<string, PaperKind>();
  /** The coupons that were asked for last. */
  #coupons: CouponCode[] = [];
  #latest: PrintDocument | undefined;

  constructor(private readonly deps: PrintingDeps) {}

  /**
   * Prints what an answer asks for, paper by paper. Undefined where it was overtaken, or its shopper has gone:
   * what has not gone to the printer by then does not.
   */
  async print(
    command: CommandOf<'print'>,
    lang: Lang,
    live: () => boolean = () => true,
  ): Promise<PrintOutcome | undefined> {
    this.deps.activity();
    const { visit } = this.deps;
    const { number } = visit;
    const wanted = (): boolean => live() && number === visit.number;
    this.#coupons = [];
    const ended: PaperOutcome[] = [];
    const states: PrintState[] = [];
    let away: Tried | undefined;
    for (const paper of papersOf(command)) {
      const one = away ?? (await this.#printOne(paper, lang, wanted));
      if (!one) break;
      if (one.state.reason && AWAY.has(one.state.reason)) away = one;
      ended.push(one.outcome);
      states.push(one.state);
    }
    const shown = states.find(({ reason }) => reason) ?? states.at(-1);
    if (!shown || number !== visit.number) return undefined;
    this.#show(shown, command.what);
    return wanted() ? together(ended) : undefined;
  }

  /** One paper, made and handed to the printer. Undefined where nobody wants it any more. */
  async #printOne(paper: Paper, lang: Lang, wanted: () => boolean): Promise<Tried | undefined> {
    const { number } = this.deps.visit;
    try {
      if (!wanted()) return undefined;
      const absent = this.#absent;
      // Without a printer a coupon is made all the same: its code can be taken along.
      if (absent && paper.what !== 'coupon') return refused('no_printer');
      const document = await this.#made(paper, lang);
      if (!wanted()) return undefined;
      if (document.type === 'coupon') this.#coupons.push({ title: document.title, code: document.code });
      if (absent) return refused('no_printer');
      const state = await within(this.#send(document, paper.what, number));
      if (number !== this.deps.visit.number) return undefined;
      this.#latest = document;
      const hindered = state.reason ?? (state.state === 'failed' ? 'failed' : undefined);
      return {
        outcome: hindered ? await this.#keep(state.jobId, hindered) : { kind: 'printing' },
        state,
      };
    } catch (error) {
      return wanted() ? refused(printReasonOf(error)) : undefined;
    }
  }

  /** A touch on 'print': says how it ended. */
  async printByTouch(command: CommandOf<'print'>): Promise<PrintState> {
    const { screen, speaker } = this.deps;
    const { lang } = screen.state;
    const ended = await this.print(command, lang);
    if (ended) speaker.answerTouch(said(lang, '', this.outcome(command.what, ended)), lang);
    return screen.state.print ?? { jobId: '', state: 'failed', reason: 'failed' };
  }

  /** What a paper's ending is told by. */
  outcome(what: PaperKind, ended: PrintOutcome): Outcome {
    return { of: 'print', what, onScreen: this.#onScreen(what), ended };
  }

  /** The paper printed last, as it lies on paper. */
  async preview(): Promise<{ svg: string }> {
    return this.#latest ? this.deps.devices.preview(this.#latest) : { svg: '' };
  }

  /** The next shopper begins. */
  forget(): void {
    this.#told.clear();
    this.#kinds.clear();
    this.#coupons = [];
    this.#latest = undefined;
  }

  /** How this shopper's jobs go; trouble is told once for each, and once where several have the same. */
  onPrint(print: PrintState): void {
    const { log, visit } = this.deps;
    if (!visit.owns(print)) return;
    const what = this.#kinds.get(print.jobId) ?? 'slip';
    if (!this.#hides(print)) this.#show(print, what);
    const { state, reason } = print;
    if (state === 'done') this.#told.delete(print.jobId);
    if (!reason || (state !== 'waiting' && state !== 'failed') || this.#told.has(print.jobId)) return;
    const known = [...this.#told.values()].includes(reason);
    this.#told.set(print.jobId, reason);
    if (known) return;
    logFailure(log, this.#tellStuck(print.jobId, reason, what), 'a paper that does not come out');
  }

  async #tellStuck(jobId: string, reason: PrintReason, what: PaperKind): Promise<void> {
    const { screen, speaker, visit } = this.deps;
    const { lang } = screen.state;
    const { number } = visit;
    const { staff } = await this.#keep(jobId, reason);
    if (number !== visit.number) return;
    speaker.say(printStuck(lang, reason, staff, { what, onScreen: this.#onScreen(what) }), lang);
  }

  /** The paper is kept for the printer or for staff; somebody is called where that helps. */
  async #keep(
    jobId: string,
    reason: PrintReason,
  ): Promise<{ kind: 'kept'; reason: PrintReason; staff?: StaffCallState }> {
    this.#told.set(jobId, reason);
    return {
      kind: 'kept',
      reason,
      ...(FOR_STAFF.has(reason) && { staff: await this.deps.assistance.callFor('printer') }),
    };
  }

  /**
   * Hands a paper to the printer; however late it is taken, it belongs to who asked for it, and is taken back
   * where they have gone.
   */
  async #send(document: PrintDocument, what: PaperKind, number: number): Promise<PrintState> {
    const print = await this.deps.devices.print({ ...document, shopper: true });
    if (number === this.deps.visit.number) this.#kinds.set(print.jobId, what);
    this.deps.visit.printed(print, number);
    return print;
  }

  get #absent(): boolean {
    return this.deps.screen.state.devices.some(({ kind, state }) => kind === 'printer' && state === 'absent');
  }

  #show(print: PrintState, what: PaperKind): void {
    const coupons = what === 'coupon' ? this.#coupons : [];
    this.deps.screen.set({ print: { ...print, what, ...(coupons.length > 0 && { coupons }) } });
  }

  /** Whether showing how this paper goes would hide that another one of the same wish does not come out. */
  #hides({ jobId, reason }: PrintState): boolean {
    const shown = this.deps.screen.state.print;
    return !reason && shown?.reason !== undefined && shown.jobId !== jobId;
  }

  /** Whether the screen shows what would be on paper. */
  #onScreen(what: PaperKind): boolean {
    const { cards, answer } = this.deps.screen.state;
    switch (what) {
      case 'slip':
        return cards.some(({ places }) => places.length > 0);
      case 'coupon':
        return this.#coupons.length > 0;
      case 'knowledge':
        // 'Print it' itself is answered with what the sheet is about, not with its text.
        return answer?.knowledge !== undefined && answer.intent !== 'print';
      default:
        return assertNever(what, 'paper');
    }
  }

  /** The paper's document; a catalog that takes too long over it is told as such, not as a slow printer. */
  async #made(paper: Paper, lang: Lang): Promise<PrintDocument> {
    const { catalog } = this.deps;
    const making =
      paper.what === 'slip'
        ? catalog.slip({ gtins: paper.gtins, total: paper.total, lang })
        : catalog.paper({ type: paper.what, id: paper.id, lang });
    return within(making).catch((error: unknown) => {
      const { code, message, retryable } = DaogouError.toWire(error);
      throw code === 'timeout' ? new DaogouError(code, message, retryable, { reason: 'not_made' }) : error;
    });
  }
}

type Paper = { what: 'slip'; gtins: string[]; total?: number } | { what: 'coupon' | 'knowledge'; id: string };

/** The papers that a command asks for, one by one. */
function papersOf(command: CommandOf<'print'>): Paper[] {
  if (command.what === 'slip') return [command];
  const { what } = command;
  return command.ids.map((id) => ({ what, id }));
}

interface Tried {
  outcome: PaperOutcome;
  state: PrintState;
}

const refused = (reason: PrintReason): Tried => ({
  outcome: { kind: 'refused', reason },
  state: { jobId: '', state: 'failed', reason },
});

/** How several papers ended: as one where all went alike. */
function together(papers: readonly PaperOutcome[]): PrintOutcome {
  const [first] = papers;
  return first && papers.every(({ kind }) => kind === first.kind)
    ? { ...first, ...(papers.length > 1 && { count: papers.length }) }
    : { kind: 'partly', papers };
}

import {
  type CommandOf,
  type Lang,
  type PrintDocument,
  type PrintReason,
  type PrintState,
  type ServiceClient,
  type StaffCallState,
  type catalogService,
  type devicesService,
} from '../contract';
import { printStuck, said, type PrintOutcome } from '../words';
import type { Assistance } from './assistance';
import { printReasonOf, quietly, within, type Log } from './attempts';
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

/**
 * The shopper's papers: slips, coupons, knowledge entries. Said to be printing only when the printer has them
 * and nothing hinders it.
 */
export class Printing {
  /** The trouble that was told of this shopper's jobs. */
  readonly #told = new Map<string, PrintReason>();
  #latest: PrintDocument | undefined;

  constructor(private readonly deps: PrintingDeps) {}

  /**
   * Prints what an answer asks for. Undefined where it was overtaken before anything went to the printer, or
   * its shopper has gone.
   */
  async print(
    command: CommandOf<'print'>,
    lang: Lang,
    live: () => boolean = () => true,
  ): Promise<PrintOutcome | undefined> {
    this.deps.activity();
    const { screen, visit } = this.deps;
    const { number } = visit;
    const wanted = (): boolean => live() && number === visit.number;
    if (screen.state.devices.some(({ kind, state }) => kind === 'printer' && state === 'absent'))
      return this.#refuse('no_printer');
    try {
      const documents = await this.#documents(command, lang);
      if (!wanted()) return undefined;
      let print: PrintState | undefined;
      for (const document of documents) {
        print = await within(this.#send(document, number));
        if (number !== visit.number) return undefined;
        this.#latest = document;
      }
      if (!print) return this.#refuse('not_found');
      screen.set({ print });
      return print.reason || print.state === 'failed'
        ? await this.#keep(print.jobId, print.reason ?? 'failed')
        : { kind: 'printing' };
    } catch (error) {
      return wanted() ? this.#refuse(printReasonOf(error)) : undefined;
    }
  }

  /** A touch on 'print': says how it ended. */
  async printByTouch(command: CommandOf<'print'>): Promise<PrintState> {
    const { screen, speaker } = this.deps;
    const { lang } = screen.state;
    const ended = await this.print(command, lang);
    if (ended)
      speaker.answerTouch(
        said(lang, '', { of: 'print', what: command.what, onScreen: this.#onScreen(), ended }),
        lang,
      );
    return screen.state.print ?? { jobId: '', state: 'failed', reason: 'failed' };
  }

  /** The paper printed last, as it lies on paper. */
  async preview(): Promise<{ svg: string }> {
    return this.#latest ? this.deps.devices.preview(this.#latest) : { svg: '' };
  }

  /** The next shopper begins. */
  forget(): void {
    this.#told.clear();
    this.#latest = undefined;
  }

  /** How this shopper's jobs go; trouble is told once for each. */
  onPrint(print: PrintState): void {
    const { screen, log, visit } = this.deps;
    if (!visit.owns(print)) return;
    screen.set({ print });
    const { state, reason } = print;
    if (!reason || (state !== 'waiting' && state !== 'failed') || this.#told.has(print.jobId)) return;
    quietly(log, this.#tellStuck(print.jobId, reason), 'a paper that does not come out');
  }

  async #tellStuck(jobId: string, reason: PrintReason): Promise<void> {
    const { screen, speaker, visit } = this.deps;
    const { lang } = screen.state;
    const { number } = visit;
    const { staff } = await this.#keep(jobId, reason);
    if (number === visit.number) speaker.say(printStuck(lang, reason, staff, this.#onScreen()), lang);
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
  async #send(document: PrintDocument, number: number): Promise<PrintState> {
    const print = await this.deps.devices.print({ ...document, shopper: true });
    this.deps.visit.printed(print, number);
    return print;
  }

  #refuse(reason: PrintReason): PrintOutcome {
    this.deps.screen.set({ print: { jobId: '', state: 'failed', reason } });
    return { kind: 'refused', reason };
  }

  /** Whether the screen shows the places that paper would have. */
  #onScreen(): boolean {
    return this.deps.screen.state.cards.some(({ places }) => places.length > 0);
  }

  async #documents(command: CommandOf<'print'>, lang: Lang): Promise<PrintDocument[]> {
    const { catalog } = this.deps;
    if (command.what === 'slip')
      return [await catalog.slip({ gtins: command.gtins, total: command.total, lang })];
    const type = command.what;
    return Promise.all(command.ids.map((id) => catalog.paper({ type, id, lang })));
  }
}

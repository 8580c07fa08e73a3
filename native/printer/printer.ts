import {
  DaogouError,
  type FailedPrint,
  type PrintDocument,
  type PrintReason,
  type PrintState,
  wallClock,
} from '../../main/contract';
import { sayInAll } from '../../main/words';
import type { SerialConnection } from '../serial/connection';
import * as cmd from './escpos/commands';
import { encodeLines } from './escpos/encode';
import { layout, text, titleOf } from './layout/document';
import type { Line } from './layout/line';
import type { PrinterProfile } from './profiles';
import type { Job, Spool } from './spool';
import { ReplyReader } from './replies';
import { isRealTimeStatus, isTransmitStatus, obstacle, readStatus, type PaperStatus } from './status';

/** What the printer needs of a serial line; `SerialConnection` is one. */
export type PrinterLine = Pick<
  SerialConnection,
  'state' | 'detail' | 'reason' | 'path' | 'counters' | 'start' | 'close' | 'write'
> & {
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'state', listener: (state: SerialConnection['state']) => void): unknown;
};

export interface PrinterOptions {
  readonly line: PrinterLine;
  readonly profile: PrinterProfile;
  readonly spool: Spool;
  readonly emit: (state: PrintState) => void;
  readonly onStatus?: () => void;
  /** How long a slip waits for paper before it is given up, milliseconds. */
  readonly patienceMs?: number;
  /** Longest wait for the end of printing, milliseconds. */
  readonly confirmMs?: number;
}

const STATUS_MS = 800;
const POLL_MS = 1_000;
/** The status is asked after so many lines. */
const LINES_BETWEEN_CHECKS = 4;

/** Why a job could not go on, for now or for good. */
class Interrupted extends Error {
  constructor(readonly reason: PrintReason) {
    super(reason);
  }
}

/**
 * A receipt printer with its spool. Prints job after job, each exactly once: a slip that was interrupted
 * before its cut is voided on paper and begun again, one whose end was not confirmed is reported and left to
 * staff.
 */
export class ReceiptPrinter {
  #status: PaperStatus | undefined;
  #answered = false;
  readonly #replies = new ReplyReader();
  #working = false;
  /**
   * A slip broke off: what is left of it, on paper and in the printer, is voided before anything else comes
   * out.
   */
  #torn = false;
  /** Slips that came out while their shopper left: finished, unless they break off. */
  readonly #takenBack = new Set<string>();
  #closed = false;
  #wake: (() => void) | undefined;
  #loop: Promise<void> | undefined;
  #printed = 0;
  #voided = 0;
  #states = new Map<string, PrintState>();

  constructor(readonly options: PrinterOptions) {
    options.line.on('data', (chunk) => this.#replies.push(chunk));
    options.line.on('state', (state) => {
      if (state !== 'open') {
        this.#status = undefined;
        this.#answered = false;
      }
      this.#wake?.();
      this.options.onStatus?.();
    });
  }

  get status(): PaperStatus | undefined {
    return this.#status;
  }
  /** True while a slip is coming out. */
  get busy(): boolean {
    return this.#working;
  }
  /** False while the line is open but nothing answers on it. */
  get answers(): boolean {
    return this.#answered || !this.options.profile.status;
  }
  get counters(): Record<string, number> {
    return {
      printed: this.#printed,
      voided: this.#voided,
      waiting: this.options.spool.jobs.filter((job) => job.stage !== 'failed').length,
      failed: this.options.spool.jobs.filter((job) => job.stage === 'failed').length,
    };
  }

  start(): void {
    this.options.line.start();
    for (const job of this.options.spool.jobs) {
      if (job.stage === 'failed') this.#tell(job.id, 'failed', job.reason);
      else if (job.shopper) this.#dropLeft(job);
    }
    this.#loop = this.#run();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake?.();
    await this.options.line.close();
    await this.#loop;
  }

  /**
   * Takes a document in. Staff's will be printed even if the power goes now; a shopper's only while this
   * process runs, for nobody knows who stands there afterwards.
   */
  submit(document: PrintDocument, shopper = false): PrintState {
    const job = this.options.spool.add(document, wallClock(), shopper);
    const state = this.#tell(job.id, 'queued', this.#hindrance());
    this.#wake?.();
    return state;
  }

  /**
   * Forgets a shopper's slips that wait, also those that broke off; one that is coming out now is finished,
   * unless it breaks off. Staff's stay.
   */
  cancel(ids: readonly string[]): void {
    for (const job of this.options.spool.jobs) {
      if (!job.shopper || !ids.includes(job.id)) continue;
      if (job.stage === 'queued' || (job.stage === 'printing' && !this.#working)) this.#drop(job);
      else if (job.stage === 'printing') this.#takenBack.add(job.id);
    }
    this.#wake?.();
  }

  /** Prints a failed job again, at staff's wish. */
  again(id: string): PrintState {
    this.options.spool.again(id);
    this.#wake?.();
    return this.#tell(id, 'queued');
  }

  /** The slips that did not come out, newest first. */
  failed(): FailedPrint[] {
    return this.options.spool.jobs
      .filter((job) => job.stage === 'failed')
      .map(({ id, at, document, reason }) => ({
        jobId: id,
        at: new Date(at).toISOString(),
        type: document.type,
        title: titleOf(document),
        reason,
      }))
      .reverse();
  }

  /** The last known state of a job of this run. */
  stateOf(id: string): PrintState | undefined {
    return this.#states.get(id);
  }

  #hindrance(): PrintReason | undefined {
    if (this.options.line.state !== 'open') return 'disconnected';
    if (!this.answers) return 'silent';
    return this.#status && obstacle(this.#status);
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      this.options.spool.expire(wallClock());
      if (this.options.line.state === 'open') await this.#refresh();
      const job = this.options.spool.jobs.find((j) => j.stage === 'queued' || j.stage === 'printing');
      if (job && this.#closed === false) await this.#finish(job);
      else {
        await this.#voidLeft();
        await this.#pause(POLL_MS);
      }
    }
  }

  /** A shopper's slip from before a restart: whoever asked for it may have gone. */
  #dropLeft(job: Job): void {
    this.#drop(job);
    this.#tell(job.id, 'failed');
  }

  #drop(job: Job): void {
    if (job.stage === 'printing') this.#torn = true;
    this.options.spool.remove(job.id);
  }

  /** Voids what a slip left behind that nobody waits for any more, as soon as the printer can. */
  async #voidLeft(): Promise<void> {
    if (!this.#torn || (await this.#hinderedBy()) !== undefined) return;
    try {
      await this.#voidPartial();
    } catch {
      // The line went meanwhile: once more when it is back.
    }
  }

  /** Brings one job to its end: on paper, taken back, or failed with a reason. */
  async #finish(job: Job): Promise<void> {
    const patience = this.options.patienceMs ?? 180_000;
    const began = performance.now();
    if (job.stage === 'printing') this.#torn = true;
    let told: PrintReason | undefined;
    while (!this.#closed) {
      const hindrance = await this.#hinderedBy();
      if (this.#isGone(job)) return;
      if (hindrance === undefined) {
        told = undefined;
        if (await this.#attempt(job)) return;
        continue;
      }
      if (told !== hindrance) this.#tell(job.id, 'waiting', (told = hindrance));
      if (performance.now() - began > patience) return this.#fail(job.id, hindrance);
      await this.#pause(400);
    }
  }

  /** It was taken back meanwhile. */
  #isGone({ id }: Job): boolean {
    return !this.options.spool.jobs.some((job) => job.id === id);
  }

  /** Prints a job; true when that was its end, false when it is to be tried anew. */
  async #attempt(job: Job): Promise<boolean> {
    const { spool } = this.options;
    try {
      if (this.#torn) await this.#voidPartial();
      if (this.#isGone(job)) return true;
      this.#working = true;
      this.#tell(job.id, 'printing');
      spool.stage(job.id, 'printing');
      this.#torn = true;
      await this.#print(job);
      this.#torn = false;
      spool.remove(job.id);
      this.#printed += 1;
      this.#tell(job.id, 'done');
      return true;
    } catch (error) {
      return this.#closed || this.#brokeOff(job, error);
    } finally {
      this.#working = false;
      this.#takenBack.delete(job.id);
    }
  }

  /** Judges a job that did not get to its end; true when it is not tried anew. */
  #brokeOff({ id }: Job, error: unknown): boolean {
    const now = this.options.spool.jobs.find((job) => job.id === id);
    if (!now) return true;
    const passing = error instanceof Interrupted || (error instanceof DaogouError && error.code === 'device');
    if (!passing || now.stage === 'cutting') {
      this.#torn = false;
      this.#fail(id, passing ? 'unconfirmed' : 'error');
      return true;
    }
    if (!this.#takenBack.has(id)) return false;
    this.#drop(now);
    return true;
  }

  #fail(id: string, reason: PrintReason): void {
    this.options.spool.stage(id, 'failed', reason);
    this.#tell(id, 'failed', reason);
  }

  async #hinderedBy(): Promise<PrintReason | undefined> {
    if (this.options.line.state !== 'open') return 'disconnected';
    await this.#refresh();
    return this.#hindrance();
  }

  async #print(job: Job): Promise<void> {
    const { profile, spool } = this.options;
    const chunks = encodeLines(layout(job.document, profile), profile);
    for (const [k, chunk] of chunks.entries()) {
      if (k % LINES_BETWEEN_CHECKS === LINES_BETWEEN_CHECKS - 1) await this.#check();
      if (k === chunks.length - 1) {
        await this.#check();
        await this.#drained();
        spool.stage(job.id, 'cutting');
      }
      await this.options.line.write(chunk);
    }
    await this.#confirm();
  }

  async #check(): Promise<void> {
    await this.#refresh();
    const reason = this.#hindrance();
    if (reason !== undefined) throw new Interrupted(reason);
  }

  /** Waits until all lines but the last lie on paper, so that a paper end is known before the cut. */
  async #drained(): Promise<void> {
    if (!this.options.profile.confirms) return;
    if ((await this.#paperReply()) === undefined) throw new Interrupted(this.#hindrance() ?? 'silent');
  }

  async #confirm(): Promise<void> {
    if (!this.options.profile.confirms) return;
    if ((await this.#paperReply()) !== undefined) return;
    throw new Interrupted('unconfirmed');
  }

  /**
   * The answer to GS r, which comes only when everything before it is done; undefined when the printer goes
   * offline or stays silent.
   */
  async #paperReply(): Promise<number | undefined> {
    const reply = this.#replies.next(isTransmitStatus, this.options.confirmMs ?? 15_000);
    await this.options.line.write(Uint8Array.from(cmd.requestPaper()));
    for (;;) {
      const answer = await Promise.race([reply, this.#sleep(250).then(() => 'again' as const)]);
      if (answer !== 'again') return answer;
      await this.#refresh();
      const hindrance = this.#hindrance();
      if (this.#closed || (hindrance !== undefined && hindrance !== 'silent')) return undefined;
    }
  }

  /** Throws away what the printer still holds of a broken slip and marks the piece of paper. */
  async #voidPartial(): Promise<void> {
    const { profile, line } = this.options;
    if (profile.status) await line.write(Uint8Array.from(cmd.clearBuffers()));
    await this.#sleep(100);
    this.#replies.forget();
    const lines: Line[] = [
      ...text(`*** ${sayInAll('slip.void').join(' ')} ***`, profile.columns, { bold: true }, 'center'),
      { kind: 'cut' },
    ];
    for (const chunk of encodeLines(lines, profile)) await line.write(chunk);
    this.#torn = false;
    this.#voided += 1;
  }

  /** Asks the real-time status; a printer that does not answer is told apart from one that is offline. */
  async #refresh(): Promise<void> {
    if (!this.options.profile.status || this.options.line.state !== 'open') return;
    const before = JSON.stringify([this.#status, this.#answered]);
    const answers: number[] = [];
    for (const n of [1, 2, 3, 4] as const) {
      const reply = this.#replies.next(isRealTimeStatus, STATUS_MS);
      try {
        await this.options.line.write(Uint8Array.from(cmd.requestStatus(n)));
      } catch {
        break;
      }
      const byte = await reply;
      if (byte === undefined) break;
      answers.push(byte);
    }
    const [printer, offline, error, paper] = answers;
    this.#answered = paper !== undefined;
    if (printer !== undefined && offline !== undefined && error !== undefined && paper !== undefined)
      this.#status = readStatus(printer, offline, error, paper);
    if (JSON.stringify([this.#status, this.#answered]) !== before) this.options.onStatus?.();
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  #tell(jobId: string, state: PrintState['state'], reason?: PrintReason): PrintState {
    const told: PrintState = reason === undefined ? { jobId, state } : { jobId, state, reason };
    this.#states.set(jobId, told);
    if (this.#states.size > 200) this.#states.delete(this.#states.keys().next().value!);
    this.options.emit(told);
    return told;
  }
}

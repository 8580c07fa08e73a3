import { EventEmitter } from 'node:events';
import { SerialPort } from 'serialport';
import { DaogouError, type DeviceReason } from '../../main/contract';

/**
 * Where a serial line stands: looking for it, opening it, usable, waiting to try again, or closed for good.
 */
export type LineState = 'absent' | 'opening' | 'open' | 'waiting' | 'closed';

export interface LineCounters {
  opens: number;
  failures: number;
  bytesIn: number;
  bytesOut: number;
  writes: number;
  writesRejected: number;
}

export interface SerialOptions {
  /** Stable name for messages, e.g. `base`. */
  readonly name: string;
  /**
   * Path of the port now, or undefined while no such device is plugged in. Asked again before every attempt.
   */
  readonly resolve: () => Promise<string | undefined>;
  readonly baudRate: number;
  /** First and longest pause between attempts, milliseconds; it doubles in between. */
  readonly backoff?: readonly [number, number];
}

/** What keeps a line from being of use, as a code and in plain English. */
export interface Trouble {
  readonly reason: DeviceReason;
  readonly detail: string;
}

interface LineEvents {
  state: [LineState, string | undefined];
  data: [Buffer];
}

/**
 * One serial line that heals by itself: finds its port, opens it, and after an unplug or an error opens it
 * again with back-off. A write while the line is down is rejected with a typed error; nothing is ever queued
 * for a device that comes back later, and nothing is dropped silently.
 */
export class SerialConnection extends EventEmitter<LineEvents> {
  readonly counters: LineCounters = {
    opens: 0,
    failures: 0,
    bytesIn: 0,
    bytesOut: 0,
    writes: 0,
    writesRejected: 0,
  };
  #state: LineState = 'absent';
  #detail: string | undefined;
  #reason: DeviceReason | undefined;
  #path: string | undefined;
  #port: SerialPort | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pause: number;
  #wanted = false;

  constructor(readonly options: SerialOptions) {
    super();
    this.#pause = this.#backoff[0];
  }

  get state(): LineState {
    return this.#state;
  }
  /** Why the line is not open, in words. */
  get detail(): string | undefined {
    return this.#detail;
  }
  /** The same as a code. */
  get reason(): DeviceReason | undefined {
    return this.#reason;
  }
  get path(): string | undefined {
    return this.#path;
  }

  get #backoff(): readonly [number, number] {
    return this.options.backoff ?? [250, 5_000];
  }

  /** Begins to look for the port and keeps it open until `close`. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#attempt();
  }

  /** Hands the line back; no more attempts. Waits until the port is closed. */
  async close(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#timer);
    const port = this.#port;
    this.#port = undefined;
    this.#enter('closed');
    if (port?.isOpen) await new Promise<void>((done) => port.close(() => done()));
  }

  /** Closes and opens again, for a line that answers nonsense. */
  reopen({ reason, detail }: Trouble): void {
    const port = this.#port;
    if (!port) return;
    this.#port = undefined;
    if (port.isOpen) port.close(() => undefined);
    this.#later(detail, reason);
  }

  /** Resolves when the kernel has taken all bytes; rejects when the line is down or goes down first. */
  write(bytes: Uint8Array): Promise<void> {
    const port = this.#port;
    if (this.#state !== 'open' || !port?.isOpen) {
      this.counters.writesRejected += 1;
      return Promise.reject(this.#error('is not connected', true));
    }
    return new Promise((resolve, reject) => {
      const gone = () => settle(this.#error('was unplugged while writing', true));
      const settle = (error?: Error | null) => {
        port.removeListener('close', gone);
        if (error) {
          this.counters.writesRejected += 1;
          reject(
            error instanceof DaogouError ? error : this.#error(`refused a write (${error.message})`, true),
          );
          return;
        }
        this.counters.writes += 1;
        this.counters.bytesOut += bytes.length;
        resolve();
      };
      port.once('close', gone);
      port.write(Buffer.from(bytes), (error) => settle(error));
    });
  }

  async #attempt(): Promise<void> {
    if (!this.#wanted) return;
    let path: string | undefined;
    try {
      path = await this.options.resolve();
    } catch (error) {
      this.#later(`looking for it failed (${(error as Error).message})`, 'other');
      return;
    }
    if (!this.#wanted) return;
    if (path === undefined) {
      this.#path = undefined;
      this.#later('not plugged in', 'not_plugged_in', 'absent');
      return;
    }
    this.#path = path;
    this.#enter('opening');
    const port = new SerialPort({
      path,
      baudRate: this.options.baudRate,
      autoOpen: false,
      lock: true,
      hupcl: false,
    });
    port.on('data', (chunk: Buffer) => {
      this.counters.bytesIn += chunk.length;
      this.emit('data', chunk);
    });
    port.on('error', (error) => this.#lost(port, error.message, 'other'));
    port.on('close', (error: (Error & { disconnected?: boolean }) | null) =>
      this.#lost(
        port,
        error?.disconnected ? 'unplugged' : (error?.message ?? 'closed by the system'),
        'unplugged',
      ),
    );
    port.open((error) => {
      if (!this.#wanted) {
        if (port.isOpen) port.close(() => undefined);
        return;
      }
      if (error) {
        this.counters.failures += 1;
        const { detail, reason } = explain(error.message);
        this.#later(detail, reason);
        return;
      }
      this.#port = port;
      this.counters.opens += 1;
      this.#pause = this.#backoff[0];
      this.#enter('open');
    });
  }

  #lost(port: SerialPort, why: string, reason: DeviceReason): void {
    if (this.#port !== port) return;
    this.#port = undefined;
    this.counters.failures += 1;
    if (port.isOpen) port.close(() => undefined);
    this.#later(why, reason);
  }

  #later(why: string, reason: DeviceReason, state: LineState = 'waiting'): void {
    if (!this.#wanted) return;
    this.#enter(state, why, reason);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#attempt(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, this.#backoff[1]);
  }

  #enter(state: LineState, detail?: string, reason?: DeviceReason): void {
    if (this.#state === state && this.#detail === detail) return;
    this.#state = state;
    this.#detail = detail;
    this.#reason = reason;
    this.emit('state', state, detail);
  }

  #error(what: string, retryable: boolean): DaogouError {
    return new DaogouError(
      'device',
      `The ${this.options.name} on ${this.#path ?? 'no port'} ${what}; check the cable and its power.`,
      retryable,
    );
  }
}

/** Why a port did not open, as a code and in plain words; the system's libraries tell it in words only. */
function explain(message: string): Trouble {
  if (/lock|busy|temporarily unavailable/i.test(message))
    return { reason: 'port_taken', detail: 'another program holds the port' };
  if (/permission|EACCES/i.test(message))
    return {
      reason: 'no_permission',
      detail: 'no permission to open the port; add this user to the group dialout',
    };
  if (/no such file|ENOENT|cannot find|not found/i.test(message))
    return { reason: 'port_missing', detail: 'the port does not exist' };
  return { reason: 'other', detail: message };
}

import { mkdirSync } from 'node:fs';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

/** A log that could not be written is tried again after so long, milliseconds. */
const RETRY_MS = 30_000;
/** Characters that may wait for a disk slower than what is written. */
export const MOST_WAITING = 1_000_000;

/**
 * A rotated log file that outlives its disk: while it can't be written, lines are counted and dropped, and it
 * is opened again every now and then. Where the disk is slow only so much waits; the oldest lines are
 * dropped, and one line in their place tells how many. Logs are side records; they never end the process that
 * writes them.
 */
export class SteadyStream {
  #stream: RotatingFileStream | undefined;
  #downSince: number | undefined;
  #dropped = 0;
  /** Lines that the stream has not taken yet, oldest first; nothing waits where it takes more. */
  #waiting: string[] = [];
  #size = 0;
  #full = false;

  constructor(
    private readonly dir: string,
    private readonly name: string,
    private readonly retryMs = RETRY_MS,
  ) {
    this.#open();
  }

  /** What pino writes to: one line at a time. */
  write(line: string): void {
    if (!this.#stream && performance.now() - (this.#downSince ?? 0) >= this.retryMs) this.#open();
    if (!this.#stream) {
      this.#dropped++;
      return;
    }
    if (this.#full) this.#wait(line);
    else this.#pass(this.#stream, line);
  }

  /** Ends when what was written lies on the disk. */
  close(): Promise<void> {
    const stream = this.#stream;
    if (stream) {
      this.#tellDropped(stream);
      for (const line of this.#waiting) stream.write(line);
      this.#forgetWaiting();
    }
    this.#stream = undefined;
    return new Promise((resolve) => (stream ? stream.end(() => resolve()) : resolve()));
  }

  /** Below its mark the stream takes more at once; above it, when it says so. */
  #pass(stream: RotatingFileStream, line: string): void {
    this.#full = !stream.write(line);
  }

  #wait(line: string): void {
    this.#waiting.push(line);
    this.#size += line.length;
    while (this.#size > MOST_WAITING) {
      this.#size -= this.#waiting.shift()!.length;
      this.#dropped++;
    }
  }

  #drain(stream: RotatingFileStream): void {
    if (stream !== this.#stream) return;
    this.#full = false;
    this.#tellDropped(stream);
    while (!this.#full && this.#waiting.length > 0) {
      const line = this.#waiting.shift()!;
      this.#size -= line.length;
      this.#pass(stream, line);
    }
  }

  #forgetWaiting(): void {
    this.#waiting = [];
    this.#size = 0;
    this.#full = false;
  }

  #tellDropped(stream: RotatingFileStream): void {
    if (this.#dropped === 0) return;
    const facts = {
      level: 40,
      time: new Date().toISOString(),
      name: this.name,
      msg: `${this.#dropped} lines could not be kept`,
    };
    this.#dropped = 0;
    this.#pass(stream, `${JSON.stringify(facts)}\n`);
  }

  #open(): void {
    try {
      mkdirSync(this.dir, { recursive: true, mode: 0o700 });
      const stream = createStream(`${this.name}.log`, {
        path: this.dir,
        size: '5M',
        maxFiles: 10,
        mode: 0o600,
      });
      stream.on('error', (error) => this.#down(stream, error));
      stream.on('drain', () => this.#drain(stream));
      this.#stream = stream;
      this.#tellDropped(stream);
      this.#downSince = undefined;
    } catch (error) {
      this.#down(undefined, error as Error);
    }
  }

  #down(stream: RotatingFileStream | undefined, error: Error): void {
    if (stream !== this.#stream) return;
    if (this.#downSince === undefined)
      console.error(`log ${this.name}: ${error.message}; it is tried again later`);
    this.#stream = undefined;
    this.#dropped += this.#waiting.length;
    this.#forgetWaiting();
    this.#downSince = performance.now();
    stream?.destroy();
  }
}

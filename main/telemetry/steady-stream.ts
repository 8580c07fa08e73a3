import { mkdirSync } from 'node:fs';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';

/** A log that could not be written is tried again after so long, milliseconds. */
const RETRY_MS = 30_000;

/**
 * A rotated log file that outlives its disk: while it can't be written, lines are counted and dropped, and it is opened again every now and then.
 * Logs are side records; they never end the process that writes them.
 */
export class SteadyStream {
  #stream: RotatingFileStream | undefined;
  #downSince: number | undefined;
  #dropped = 0;

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
    this.#stream.write(line);
  }

  /** Ends when what was written lies on the disk. */
  close(): Promise<void> {
    const stream = this.#stream;
    this.#stream = undefined;
    return new Promise((resolve) => (stream ? stream.end(() => resolve()) : resolve()));
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
      this.#stream = stream;
      if (this.#dropped > 0)
        stream.write(
          `${JSON.stringify({ level: 40, time: new Date().toISOString(), name: this.name, msg: `${this.#dropped} lines could not be kept` })}\n`,
        );
      this.#dropped = 0;
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
    this.#downSince = performance.now();
    stream?.destroy();
  }
}

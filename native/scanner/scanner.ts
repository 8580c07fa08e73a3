import type { Scan } from '../../main/contract';
import type { SerialConnection } from '../serial/connection';
import { parseScans } from './parse';

/** Longest line that is kept; a scanner that sends more is a device that is none. */
const MAX_LINE = 4_096;
/** The same code again within this time is the same scan. */
const REPEAT_MS = 800;
/** What stands alone for so long is a scan: not every scanner sends anything after it. */
const ALONE_MS = 100;
/** A piece that nothing followed for so long is the rest of something that broke off. */
const REST_MS = 1_000;
/** CR, LF, Tab and ETX end a scan, and STX begins one. */
const ENDS = /[\r\n\t\x02\x03]+/;
/** Fewer characters are a piece of a code and no code. */
const SHORTEST = 8;

/** Whole scans, from whatever sends them: read, counted, and each told once. */
export class ScanTaker {
  #last = { raw: '', at: -Infinity };
  scans = 0;
  unreadable = 0;

  constructor(
    readonly emit: (scan: Scan) => void,
    readonly now: () => number = () => performance.now(),
  ) {}

  take(line: string): void {
    for (const scan of parseScans(line)) this.#tell(scan);
  }

  #tell(scan: Scan): void {
    const now = this.now();
    if (scan.raw === this.#last.raw && now - this.#last.at < REPEAT_MS) return;
    this.#last = { raw: scan.raw, at: now };
    this.scans += 1;
    if (scan.kind === 'unknown') this.unreadable += 1;
    this.emit(scan);
  }
}

/** A barcode scanner: what it sends becomes scans, whatever it is set to send around them. */
export class BarcodeScanner extends ScanTaker {
  #held = '';
  #heldAt = -Infinity;
  #alone: NodeJS.Timeout | undefined;

  constructor(
    readonly line: SerialConnection,
    emit: (scan: Scan) => void,
    now?: () => number,
  ) {
    super(emit, now);
    line.on('data', (chunk) => this.push(chunk.toString('utf8')));
    line.on('state', () => this.#hold(''));
  }

  start(): void {
    this.line.start();
  }
  close(): Promise<void> {
    clearTimeout(this.#alone);
    return this.line.close();
  }

  /** Takes received text in. */
  push(text: string): void {
    const rest = this.now() - this.#heldAt > REST_MS ? '' : this.#held;
    const lines = (rest + text).split(ENDS);
    this.#hold((lines.pop() ?? '').slice(-MAX_LINE));
    for (const line of lines) this.take(line);
  }

  #hold(held: string): void {
    clearTimeout(this.#alone);
    this.#held = held;
    this.#heldAt = this.now();
    if (held.trim().length < SHORTEST) return;
    this.#alone = setTimeout(() => {
      this.#held = '';
      this.take(held);
    }, ALONE_MS);
    this.#alone.unref?.();
  }
}

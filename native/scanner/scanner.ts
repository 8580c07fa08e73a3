import type { Scan } from '../../main/contract';
import type { SerialConnection } from '../serial/connection';
import { parseScan } from './parse';

/** Longest line that is kept; a scanner that sends more is a device that is none. */
const MAX_LINE = 4_096;
/** The same code again within this time is the same scan. */
const REPEAT_MS = 800;

/** A serial barcode scanner: lines ended by CR or LF become scans. */
export class BarcodeScanner {
  #held = '';
  #last = { raw: '', at: -Infinity };
  scans = 0;
  unreadable = 0;

  constructor(
    readonly line: SerialConnection,
    readonly emit: (scan: Scan) => void,
    readonly now: () => number = () => performance.now(),
  ) {
    line.on('data', (chunk) => this.push(chunk.toString('utf8')));
    line.on('state', () => (this.#held = ''));
  }

  start(): void {
    this.line.start();
  }
  close(): Promise<void> {
    return this.line.close();
  }

  /** Takes received text in. */
  push(text: string): void {
    const lines = (this.#held + text).split(/[\r\n]+/);
    this.#held = (lines.pop() ?? '').slice(-MAX_LINE);
    for (const line of lines) {
      const scan = parseScan(line);
      if (!scan) continue;
      const now = this.now();
      if (scan.raw === this.#last.raw && now - this.#last.at < REPEAT_MS) continue;
      this.#last = { raw: scan.raw, at: now };
      this.scans += 1;
      if (scan.kind === 'unknown') this.unreadable += 1;
      this.emit(scan);
    }
  }
}

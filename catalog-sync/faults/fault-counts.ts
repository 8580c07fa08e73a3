import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was tried of one kind of fault. */
interface Count {
  tried: number;
  failed: number;
}

/** Counts what was tried and what went wrong, by kind of fault. */
export class FaultCounts {
  readonly #rows = new Map<string, { tried: number; failed: number; notes: Map<string, number> }>();
  #firstFailures: string[] = [];

  #row(kind: string) {
    const row = this.#rows.get(kind) ?? { tried: 0, failed: 0, notes: new Map<string, number>() };
    this.#rows.set(kind, row);
    return row;
  }

  /** Runs one trial. It returns what it saw, or throws where the promise was broken. */
  async trial(kind: string, run: () => Promise<string>): Promise<void> {
    const row = this.#row(kind);
    row.tried += 1;
    try {
      const note = await run();
      row.notes.set(note, (row.notes.get(note) ?? 0) + 1);
    } catch (error) {
      row.failed += 1;
      if (this.#firstFailures.length < 10)
        this.#firstFailures.push(
          `${kind} #${row.tried}: ${error instanceof Error ? error.message : String(error)}`,
        );
    }
  }

  skip(kind: string, why: string): void {
    this.#row(kind).notes.set(`skipped: ${why}`, 1);
  }

  get failed(): number {
    return [...this.#rows.values()].reduce((sum, { failed }) => sum + failed, 0);
  }

  counts(): [string, Count][] {
    return [...this.#rows].map(([kind, { tried, failed }]) => [kind, { tried, failed }]);
  }

  print(write: (line: string) => void): void {
    for (const [kind, { tried, failed, notes }] of this.#rows) {
      const seen = [...notes].sort((a, b) => b[1] - a[1]).map(([note, count]) => `${note} ×${count}`);
      write(`${kind.padEnd(44)} tried ${String(tried).padStart(4)}  failed ${failed}  (${seen.join(', ')})`);
    }
    for (const failure of this.#firstFailures) write(`  ${failure}`);
  }
}

/** Counts of runs that were split, kept in one file and added up. */
export class Sums {
  constructor(private readonly file: string) {}

  forget(): void {
    rmSync(this.file, { force: true });
  }

  add(counts: FaultCounts): void {
    const sums = this.#read();
    for (const [kind, { tried, failed }] of counts.counts()) {
      const before = sums[kind] ?? { tried: 0, failed: 0 };
      sums[kind] = { tried: before.tried + tried, failed: before.failed + failed };
    }
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(sums, null, 2));
  }

  /** Prints each kind and the sum of all; returns how many failed. */
  print(write: (line: string) => void): number {
    const rows = Object.entries(this.#read());
    for (const [kind, { tried, failed }] of rows)
      write(`${kind.padEnd(56)} tried ${String(tried).padStart(5)}  failed ${failed}`);
    const total = (of: [string, Count][]) =>
      of.reduce((sum, [, { tried, failed }]) => ({ tried: sum.tried + tried, failed: sum.failed + failed }), {
        tried: 0,
        failed: 0,
      });
    const kills = total(rows.filter(([kind]) => kind.startsWith('SIGKILL')));
    const all = total(rows);
    write(
      `${'processes killed, all kinds'.padEnd(56)} tried ${String(kills.tried).padStart(5)}  failed ${kills.failed}`,
    );
    write(`${'all faults'.padEnd(56)} tried ${String(all.tried).padStart(5)}  failed ${all.failed}`);
    return all.failed;
  }

  #read(): Record<string, Count> {
    return existsSync(this.file)
      ? (JSON.parse(readFileSync(this.file, 'utf8')) as Record<string, Count>)
      : {};
  }
}

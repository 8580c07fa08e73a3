/** Counts what was tried and what went wrong, by kind of fault. */
export class Tally {
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
      if (this.#firstFailures.length < 10) this.#firstFailures.push(`${kind} #${row.tried}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  skip(kind: string, why: string): void {
    this.#row(kind).notes.set(`skipped: ${why}`, 1);
  }

  get failed(): number {
    return [...this.#rows.values()].reduce((sum, { failed }) => sum + failed, 0);
  }

  print(write: (line: string) => void): void {
    for (const [kind, { tried, failed, notes }] of this.#rows) {
      const seen = [...notes].sort((a, b) => b[1] - a[1]).map(([note, count]) => `${note} ×${count}`);
      write(`${kind.padEnd(44)} tried ${String(tried).padStart(4)}  failed ${failed}  (${seen.join(', ')})`);
    }
    for (const failure of this.#firstFailures) write(`  ${failure}`);
  }
}

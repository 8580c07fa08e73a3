import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Products looked at in one publication at most, so that a first one of half a million is not held up. */
export const LOOKED_AT = 100_000;

/** A CSV beside the repository with what HQ is to put right, kept from one publication to the next. */
export class ReportFile {
  private readonly Lines: z.ZodType<string[][]>;

  /** @param columns their names; the first column holds the GTIN */
  constructor(private readonly columns: readonly string[]) {
    this.Lines = z.array(z.array(z.string()).length(columns.length));
  }

  /**
   * Takes the lines of settled products out, and adds those found now. Says whether anything is left; where
   * nothing is, neither is the file.
   */
  update(file: string, settled: ReadonlySet<string>, found: readonly string[][]): boolean {
    const lines = [...this.linesOf(file).filter(([gtin]) => !settled.has(gtin!)), ...found];
    if (lines.length === 0) {
      rmSync(file, { force: true });
      return false;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      `\ufeff${[this.columns, ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`,
    );
    return true;
  }

  /** The lines of the time before; a file that somebody changed beyond reading is begun anew. */
  private linesOf(file: string): string[][] {
    if (!existsSync(file)) return [];
    try {
      const read = this.Lines.safeParse(parse(readFileSync(file), { bom: true, from_line: 2 }));
      return read.success ? read.data : [];
    } catch {
      return [];
    }
  }
}

/** RFC 4180; what a spreadsheet would run as a formula is kept from it. */
const quoted = (cell: string): string => `"${cell.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

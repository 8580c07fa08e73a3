import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unclearKinds, type UnclearKind } from '../assistant';
import type { Product } from '../contract';

/** Products listed in the result itself; the file beside it has all. */
const LISTED = 50;
/** Products looked at in one publication at most, so that a first one of half a million is not held up. */
const LOOKED_AT = 100_000;

/** What is to be done for a product whose kind is unclear. */
const TODO = {
  zh: '在名称里写上品名（如“薯片”），或填类目、别名',
  en: 'put what it is into its name (“crisps”), or give it a category or another name (aliases)',
} as const;

export interface UnclearSummary {
  /** Products new or called otherwise that were looked at. */
  lookedAt: number;
  /** Those that were left out because there were too many. */
  notLookedAt: number;
  count: number;
  /** The first of them. */
  first: UnclearKind[];
  todo: { zh: string; en: string };
  /** CSV with all of them; none where there are none. */
  file?: string;
}

/** Beside the repository, never in it: what is published is for terminals. */
export const unclearFile = (outDir: string): string => `${outDir}-reports/unclear-kinds.csv`;

/** The products of a publication whose kind can't be told from the feed, for HQ to put right. */
export class UnclearReport {
  private tell: ReturnType<typeof unclearKinds> | undefined;
  private readonly found: UnclearKind[] = [];
  private seen = 0;

  look(product: Product): void {
    this.seen++;
    if (this.seen > LOOKED_AT) return;
    this.tell ??= unclearKinds();
    const unclear = this.tell(product);
    if (unclear) this.found.push(unclear);
  }

  /** Writes them to a CSV, in place of that of the time before, and sums them up. */
  write(file: string): UnclearSummary {
    const lookedAt = Math.min(this.seen, LOOKED_AT);
    const summary = { lookedAt, notLookedAt: this.seen - lookedAt, count: this.found.length, first: this.found.slice(0, LISTED), todo: TODO };
    if (this.found.length === 0) {
      rmSync(file, { force: true });
      return summary;
    }
    mkdirSync(path.dirname(file), { recursive: true });
    const lines = this.found.map(({ gtin, name, guesses }) => [gtin, name.zh, name.en, ...[0, 1, 2].map((i) => (guesses[i] ? `${guesses[i].name.zh} / ${guesses[i].name.en} ${Math.round(100 * guesses[i].p)} %` : '')), `${TODO.zh}；${TODO.en}`]);
    const csv = [['gtin', 'name_zh', 'name_en', 'guess_1', 'guess_2', 'guess_3', 'to_do'], ...lines].map((cells) => cells.map(quoted).join(',')).join('\r\n');
    writeFileSync(file, `\ufeff${csv}\r\n`);
    return { ...summary, file };
  }
}

/** RFC 4180; what a spreadsheet would run as a formula is kept from it. */
const quoted = (cell: string): string => `"${cell.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;

import { onlyIn, type InBoth } from '../contract';
import { unclearKinds, type UnclearKind } from '../assistant';
import { sayInEach } from '../words';
import type { NameChange } from '../../catalog-sync';
import { LOOKED_AT, ReportFile } from './report-file';

/** Products listed in the result itself; the file beside it has all. */
const LISTED = 50;
/** What is to be done for a product whose kind is unclear. */
const ADVICE = sayInEach('tool.unclear_product');

export interface UnclearSummary {
  /** Products new or called otherwise that were looked at. */
  lookedAt: number;
  /** Those that were left out because there were too many. */
  notLookedAt: number;
  /** Of those, how many are unclear. */
  count: number;
  /** The first of them. */
  first: UnclearKind[];
  todo: InBoth;
  /** CSV with all that are unclear, those of earlier publications too; none where there are none. */
  file?: string;
}

/** Beside the repository, never in it: what is published is for terminals. */
export const unclearFile = (outDir: string): string => `${outDir}-reports/unclear-kinds.csv`;

const FILE = new ReportFile(['gtin', 'name_zh', 'name_en', 'guess_1', 'guess_2', 'guess_3', 'to_do']);

/** The products of a publication whose kind can't be told from the feed, for HQ to put right. */
export class UnclearReport {
  private tell: ReturnType<typeof unclearKinds> | undefined;
  private readonly found: UnclearKind[] = [];
  /** GTINs whose line of the time before no longer holds. */
  private readonly settled = new Set<string>();
  private seen = 0;

  look(change: NameChange): void {
    if ('gone' in change) return void this.settled.add(change.gone);
    this.seen++;
    if (this.seen > LOOKED_AT) return;
    this.settled.add(change.product.gtin);
    this.tell ??= unclearKinds();
    const unclear = this.tell(change.product);
    if (unclear) this.found.push(unclear);
  }

  /** Brings the CSV up to date, and sums up what is new in it. */
  write(file: string): UnclearSummary {
    const lookedAt = Math.min(this.seen, LOOKED_AT);
    const summary = {
      lookedAt,
      notLookedAt: this.seen - lookedAt,
      count: this.found.length,
      first: this.found.slice(0, LISTED),
      todo: ADVICE,
    };
    return FILE.update(file, this.settled, this.found.map(lineOf)) ? { ...summary, file } : summary;
  }
}

function lineOf({ gtin, name, guesses }: UnclearKind): string[] {
  const guess = (i: number): string =>
    guesses[i] ? `${guesses[i].name.zh} / ${guesses[i].name.en} ${Math.round(100 * guesses[i].p)} %` : '';
  return [
    gtin,
    onlyIn(name, 'zh'),
    onlyIn(name, 'en'),
    guess(0),
    guess(1),
    guess(2),
    `${ADVICE.zh}；${ADVICE.en}`,
  ];
}

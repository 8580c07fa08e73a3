import { onlyIn, type InBoth } from '../contract';
import type { NameChange } from '../../catalog-sync';
import { toldAttributes, type AttributeDoubt, type ToldAttributes } from '../assistant';
import { LOOKED_AT, ReportFile } from './report-file';

/** Products listed in the result itself; the file beside it has all. */
const LISTED = 50;

/** What is to be done for a product whose master data says two things. */
const ADVICE: Record<AttributeDoubt, InBoth> = {
  size: { zh: '规格栏与名称不一致，请核对', en: 'the size column and the name differ: check which is right' },
  names: { zh: '中英文名称的规格不一致，请核对', en: 'the two names tell other sizes: check which is right' },
  without: {
    zh: '名称或声明说不含，配料表里却有，请核对',
    en: 'said to be without what its ingredients list: check which is right',
  },
};

export interface AttributesSummary {
  /** Products new or called otherwise that were looked at. */
  lookedAt: number;
  /** How many of them bear each attribute or dimension, the most frequent first. */
  bear: Record<string, number>;
  /** How many bear none. */
  none: number;
  /** How many say two things. */
  count: number;
  /** The first of them. */
  first: { gtin: string; name: ToldAttributes['name']; what: AttributeDoubt; says: string[] }[];
  /** CSV with all of them, those of earlier publications too; none where there are none. */
  file?: string;
}

/** Beside the repository, never in it: what is published is for terminals. */
export const attributesFile = (outDir: string): string => `${outDir}-reports/unclear-attributes.csv`;

const FILE = new ReportFile(['gtin', 'name_zh', 'name_en', 'what', 'says', 'to_do']);

/** What a publication's products tell of their attributes, and which say two things, for HQ to put right. */
export class AttributesReport {
  private readonly bear = new Map<string, number>();
  private readonly found: AttributesSummary['first'] = [];
  /** GTINs whose line of the time before no longer holds. */
  private readonly settled = new Set<string>();
  private lookedAt = 0;
  private none = 0;

  look(change: NameChange): void {
    if ('gone' in change) return void this.settled.add(change.gone);
    if (this.lookedAt === LOOKED_AT) return;
    this.lookedAt++;
    this.settled.add(change.product.gtin);
    const { gtin, name, bears, doubts } = toldAttributes(change.product);
    for (const attribute of bears) this.bear.set(attribute, (this.bear.get(attribute) ?? 0) + 1);
    if (bears.length === 0) this.none++;
    this.found.push(...doubts.map((doubt) => ({ gtin, name, ...doubt })));
  }

  /** Brings the CSV up to date, and sums up what is new in it. */
  write(file: string): AttributesSummary {
    const summary = {
      lookedAt: this.lookedAt,
      bear: Object.fromEntries([...this.bear].sort((a, b) => b[1] - a[1])),
      none: this.none,
      count: this.found.length,
      first: this.found.slice(0, LISTED),
    };
    const lines = this.found.map(({ gtin, name, what, says }) => [
      gtin,
      onlyIn(name, 'zh'),
      onlyIn(name, 'en'),
      what,
      says.join(' / '),
      `${ADVICE[what].zh}；${ADVICE[what].en}`,
    ]);
    return FILE.update(file, this.settled, lines) ? { ...summary, file } : summary;
  }
}

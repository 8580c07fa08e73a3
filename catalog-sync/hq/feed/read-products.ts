import { createHash } from 'node:crypto';
import { gtinKey } from '../../../main/contract';
import { listsOf, readTexts } from '../../db/other-texts';
import type { Row } from '../../db/rows';
import { splitList, splitPath } from './cells';
import type { FeedProblems } from './problems';
import { withTexts, type Reading, type TableRows } from './reading';
import type { ProductRow } from './tables';

/** Reads the products; returns the paths of their categories and of what these lie in. */
export async function readProducts(
  reading: Reading,
  { file, rows }: TableRows<ProductRow>,
  currency: string,
): Promise<Set<string>> {
  const { problems, put, references, corrections } = reading;
  const paths = new Set<string>();
  const related: { line: number; gtin: string; gtins: string[] }[] = [];
  const repeats = new Repeats(reading, file);
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  for await (const { line, row, texts } of rows) {
    if (Number(Number(row.price).toFixed(digits)) === 0) {
      // What a system writes for goods that have no price yet, or are not for sale.
      const message = `'${row.price}' is no price that anybody pays; the product is left out`;
      problems.warn({ file, line, column: 'price', message });
      problems.lose(file, row.gtin, 0);
      continue;
    }
    if (repeats.isOne(line, row, texts)) continue;
    references.gtins.add(row.gtin, line);
    addPrefixes(paths, row.category_zh);
    if (row.related !== '') related.push({ line, gtin: row.gtin, gtins: splitList(row.related) });
    warnOfClash(row, { file, line }, problems);
    warnOfUnevenPaths(row.category_zh, texts, { file, line }, problems);
    put('product', withTexts(productCells(row), texts));
  }
  for (const { line, gtin, gtins } of related) {
    const there = gtins.filter((one) => references.known(one, { file, line, column: 'related' }));
    if (there.length < gtins.length) corrections.related.push({ gtin, related: there.join('|') });
  }
  return paths;
}

/** Finds the products that stand there more than once. */
class Repeats {
  readonly #contents = new Map<string, string>();
  readonly #withdrawn = new Set<string>();

  constructor(
    readonly reading: Reading,
    readonly file: string,
  ) {}

  /**
   * Whether the row is out: it says the same as one before, or the same number written with other zeros. Of
   * rows that say of one number different things nobody knows which holds, so all of them are out.
   */
  isOne(line: number, row: ProductRow, texts: string): boolean {
    const { problems, references } = this.reading;
    const at = { file: this.file, line, column: 'gtin' };
    const content = createHash('sha256').update(JSON.stringify(row)).update(texts).digest('base64url');
    const before = references.gtins.find(row.gtin);
    if (this.#withdrawn.has(gtinKey(row.gtin))) {
      problems.fault({ ...at, message: `'${row.gtin}' stands on other lines, too, and says otherwise` });
      return true;
    }
    if (before === undefined) {
      this.#contents.set(row.gtin, content.slice(0, 16));
      return false;
    }
    const first = references.gtins.lineOf(before) ?? 0;
    if (before !== row.gtin)
      problems.warn({
        ...at,
        message: `'${row.gtin}' is the same number as '${before}' on line ${first}, written with other zeros; line ${first} holds and this row is left out`,
      });
    else if (this.#contents.get(before) === content.slice(0, 16))
      problems.warn({ ...at, message: `'${before}' already stands on line ${first} and says the same` });
    else this.#withdraw(before, first, at);
    return true;
  }

  #withdraw(gtin: string, first: number, at: { file: string; line: number; column: string }): void {
    const { problems, references, corrections } = this.reading;
    this.#withdrawn.add(gtinKey(gtin));
    references.gtins.remove(gtin);
    corrections.withdrawn.push(gtin);
    problems.lose(this.file, gtin, 0);
    problems.fault({
      ...at,
      message: `'${gtin}' already stands on line ${first} and says otherwise; nobody knows which holds`,
    });
    problems.fault({
      ...at,
      line: first,
      message: `'${gtin}' stands on line ${at.line}, too, and says otherwise`,
    });
  }
}

/** An allergen that is in it and that it is free from: it is in it. */
function warnOfClash(row: ProductRow, at: { file: string; line: number }, problems: FeedProblems): void {
  const contains = new Set(splitList(row.allergens_contains));
  const clash = splitList(row.allergens_free_from).find((allergen) => contains.has(allergen));
  if (clash)
    problems.warn({
      ...at,
      column: 'allergens_free_from',
      message: `'${clash}' is also in allergens_contains, which counts`,
    });
}

function addPrefixes(paths: Set<string>, path: string): void {
  let at = path;
  while (!paths.has(at)) {
    paths.add(at);
    const cut = at.lastIndexOf(' > ');
    if (cut < 0) return;
    at = at.slice(0, cut);
  }
}

/** A category is browsed step by step, so a path in another language needs as many as the zh one. */
function warnOfUnevenPaths(
  zh: string,
  texts: string,
  at: { file: string; line: number },
  problems: FeedProblems,
): void {
  if (texts === '') return;
  const steps = splitPath(zh).length;
  const paths = listsOf(readTexts(texts), 'category', splitPath) ?? {};
  for (const [tag, path] of Object.entries(paths))
    if (path.length !== steps)
      problems.warn({
        ...at,
        column: `category_${tag}`,
        message: `has ${path.length} steps where category_zh has ${steps}; categories are not called by it`,
      });
}

function productCells(row: ProductRow): Row {
  return [
    row.gtin,
    0,
    row.name_zh,
    row.name_en,
    row.category_zh,
    row.category_en,
    row.price,
    row.brand_zh,
    row.brand_en,
    row.size,
    row.ingredients_zh,
    row.ingredients_en,
    row.allergens_contains,
    row.allergens_may_contain,
    row.allergens_free_from,
    row.claims,
    row.aliases_zh,
    row.aliases_en,
    row.description_zh,
    row.description_en,
    row.related,
  ];
}

import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { DaogouError, emergencyNumbersOf, type StoreInfo } from '../../../main/contract';
import type { PublishedTable } from '../../db/catalog-schema';
import { listsOf, readTexts } from '../../db/other-texts';
import type { Row } from '../../db/rows';
import { splitList, splitPath } from './cells';
import { readMap } from './imdf';
import { readJson } from './json-file';
import { KnownGtins } from './known-gtins';
import { FeedProblems, type ProblemGroups } from './problems';
import { folderSource, type FeedSource } from './source';
import { StoreFile } from './store-json';
import * as tables from './tables';
import { toldOffer } from './told-offer';
import { feedTags, type FeedTags } from './tagged-columns';

/**
 * Takes the rows of a feed as they are read, in the column order of `tableShapes`; product ids are left at 0
 * for the publisher to give.
 */
export type RowSink = (table: PublishedTable, row: Row) => void;

export interface FeedReport {
  store?: StoreInfo;
  rows: Record<PublishedTable, number>;
  /** Up to 1,000 each. Any error means that the feed must not be published. */
  errors: FeedProblems['errors'];
  warnings: FeedProblems['warnings'];
  errorCount: number;
  warningCount: number;
  /** The same by kind. */
  groups: ProblemGroups;
}

const NO_NUMBERS =
  'no emergency numbers are known for the country of this store: write them as {"fire", "medical", "police"}, or its country as an ISO code; until then the terminal can name none';

const KNOWN_FILES = new Set([
  'store.json',
  ...Object.values(tables).flatMap((t) => ('file' in t ? [t.file] : [])),
]);

/**
 * Reads and checks a whole store feed (store-feed.md), a folder or another source, row by row: memory grows
 * with the number of products only by their keys. Without a sink it only checks. Counts from after `now` are
 * ignored. Never throws for what is wrong inside the feed; the report says it.
 */
export async function readFeed(
  from: string | FeedSource,
  sink: RowSink = () => undefined,
  now = new Date(),
): Promise<FeedReport> {
  if (typeof from === 'string' && !existsSync(from))
    throw new DaogouError('not_found', `There is no feed folder at ${from}.`);
  const source = typeof from === 'string' ? folderSource(from) : from;
  const names = await source.names();
  const problems = new FeedProblems();
  const rows = { store: 0, product: 0, location: 0, stock: 0, promotion: 0, knowledge: 0, map: 0 };
  const put: RowSink = (table, row) => {
    rows[table] += 1;
    sink(table, row);
  };
  let tags: FeedTags;
  const open = <S extends z.ZodObject>(table: tables.FeedTable<S>, need: 'required' | 'optional') => {
    if (names.includes(table.file)) return source.rows(table, problems, tags);
    const file = source.label(table);
    if (need === 'required') problems.unreadable({ file, message: 'is missing' });
    else problems.warn({ file, message: 'is missing; read as empty' });
    return [];
  };

  for (const name of names) {
    if (!KNOWN_FILES.has(name) && !name.startsWith('map/') && !name.startsWith('.'))
      problems.warn({ file: name, message: 'unknown file, ignored' });
  }

  const store = await readJson(source, 'store.json', StoreFile, problems);
  if (store) {
    put('store', [store.value.id, JSON.stringify(store.value)]);
    tags = tagsOf(store.value, problems);
    if (!emergencyNumbersOf(store.value))
      problems.warn({ file: 'store.json', column: 'emergency', message: NO_NUMBERS });
  }
  const map = await readMap(source, problems);
  for (const { name, json } of map.files) put('map', [name, json]);

  const reading: Reading = { source, problems, put, gtins: new KnownGtins(), orphans: new Map() };
  const paths = await readProducts(reading, open(tables.products, 'required'));
  const known: Known = (file, line, column, gtin) => knownGtin(reading, file, line, column, gtin);
  await readLocations(reading, open(tables.locations, 'optional'), map);

  await readStock(source.label(tables.stock), open(tables.stock, 'optional'), known, problems, put, now);
  await readPromotions(
    source.label(tables.promotions),
    open(tables.promotions, 'optional'),
    known,
    paths,
    problems.isUnreadable(source.label(tables.products)),
    store?.value.timezone ?? 'UTC',
    problems,
    put,
  );

  const entries = new Map<string, number>();
  for await (const { line, row, texts } of open(tables.knowledge, 'optional')) {
    if (repeated(entries, row.id, line, source.label(tables.knowledge), problems)) continue;
    put('knowledge', withTexts(knowledgeCells(row), texts));
  }

  tellOrphans(reading);
  const { errors, warnings, errorCount, warningCount } = problems;
  return { store: store?.value, rows, errors, warnings, errorCount, warningCount, groups: problems.groups() };
}

type Rows<T> =
  AsyncIterable<{ line: number; row: T; texts: string }> | { line: number; row: T; texts: string }[];
/** The number as the products have it; undefined, and reported, where none of them has it. */
type Known = (file: string, line: number, column: string, gtin: string) => string | undefined;

/** What the tables of one feed share while it is read. */
interface Reading {
  readonly source: FeedSource;
  readonly problems: FeedProblems;
  readonly put: RowSink;
  readonly gtins: KnownGtins;
  /** Rows of other files that name a product which may be among those that could not be read, by file. */
  readonly orphans: Map<string, number>;
}

/** Reads the products; returns the paths of their categories and of what these lie in. */
async function readProducts(reading: Reading, rows: Rows<tables.ProductRow>): Promise<Set<string>> {
  const { source, problems, put, gtins } = reading;
  const file = source.label(tables.products);
  const paths = new Set<string>();
  const related: { line: number; gtins: string[] }[] = [];
  for await (const { line, row, texts } of rows) {
    if (isTwin(reading, file, line, row.gtin)) continue;
    gtins.add(row.gtin, line);
    addPrefixes(paths, row.category_zh);
    if (row.related !== '') related.push({ line, gtins: splitList(row.related) });
    const contains = new Set(splitList(row.allergens_contains));
    const clash = splitList(row.allergens_free_from).find((allergen) => contains.has(allergen));
    if (clash) {
      problems.warn({
        file,
        line,
        column: 'allergens_free_from',
        message: `'${clash}' is also in allergens_contains, which counts`,
      });
    }
    warnOfUnevenPaths(row.category_zh, texts, { file, line }, problems);
    put('product', withTexts(productCells(row), texts));
  }
  for (const { line, gtins: list } of related)
    for (const gtin of list) knownGtin(reading, file, line, 'related', gtin);
  return paths;
}

/** Whether the number stands on a line before: written the same it is an error, written otherwise a twin. */
function isTwin({ problems, gtins }: Reading, file: string, line: number, gtin: string): boolean {
  const before = gtins.find(gtin);
  if (before === undefined) return false;
  const first = gtins.lineOf(before) ?? 0;
  if (before === gtin)
    problems.error({ file, line, column: 'gtin', message: `'${gtin}' already stands on line ${first}` });
  else
    problems.warn({
      file,
      line,
      column: 'gtin',
      message: `'${gtin}' is the same number as '${before}' on line ${first}, written with other zeros; line ${first} holds and this row is left out`,
    });
  return true;
}

function knownGtin(
  { source, problems, gtins, orphans }: Reading,
  file: string,
  line: number,
  column: string,
  gtin: string,
): string | undefined {
  const known = gtins.find(gtin);
  if (known !== undefined) return known;
  const products = source.label(tables.products);
  // One true message: where products could not be read, every row of the other files would repeat it.
  if (problems.isUnreadable(products)) return gtin;
  if (problems.hasErrors(products)) orphans.set(file, (orphans.get(file) ?? 0) + 1);
  else problems.error({ file, line, column, message: `there is no product '${gtin}'` });
  return undefined;
}

function tellOrphans({ source, problems, orphans }: Reading): void {
  for (const [file, count] of orphans)
    problems.warn({
      file,
      message: `${count} row${count === 1 ? ' names a product that is' : 's name products that are'} not among those read of ${source.label(tables.products)}; looked at again once its errors are mended`,
    });
}

async function readLocations(
  { source, problems, put, ...reading }: Reading,
  rows: Rows<tables.LocationRow>,
  map: { files: readonly unknown[]; aisles: ReadonlySet<string> },
): Promise<void> {
  const file = source.label(tables.locations);
  // One text an item, a place a line: half a million sets would weigh more than the feed.
  const places = new Map<string, string>();
  const unmapped = new Set<string>();
  for await (const { line, row } of rows) {
    const gtin = knownGtin({ source, problems, put, ...reading }, file, line, 'gtin', row.gtin);
    if (gtin === undefined) continue;
    const held = places.get(gtin) ?? '';
    const place = `${row.aisle.replaceAll('\n', ' ')}\t${row.bay.replaceAll('\n', ' ')}\t${row.shelf.replaceAll('\n', ' ')}\n`;
    if (`\n${held}`.includes(`\n${place}`)) {
      problems.warn({
        file,
        line,
        column: 'aisle',
        message: `'${gtin}' already stands there; the row is ignored`,
      });
      continue;
    }
    if (map.files.length > 0 && !map.aisles.has(row.aisle) && !unmapped.has(row.aisle)) {
      unmapped.add(row.aisle);
      problems.warn({
        file,
        line,
        column: 'aisle',
        message: `aisle '${row.aisle}' is not on the floor plan`,
      });
    }
    put('location', [gtin, held.split('\n').length - 1, row.aisle, row.bay, row.shelf]);
    places.set(gtin, held + place);
  }
}

/** How far ahead a count may be dated: a local time that was written as another zone's. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** Counts of one item from different hours: the newest holds. One from far ahead would hold for as long. */
async function readStock(
  file: string,
  rows: Rows<tables.StockRow>,
  known: Known,
  problems: FeedProblems,
  put: RowSink,
  now: Date,
): Promise<void> {
  const newest = new Map<string, { quantity: number; asOf: string; time: number }>();
  for await (const { line, row } of rows) {
    const gtin = known(file, line, 'gtin', row.gtin);
    if (gtin === undefined) continue;
    const time = Date.parse(row.as_of);
    if (time > now.getTime() + MOST_AHEAD_MS) {
      problems.warn({
        file,
        line,
        column: 'as_of',
        message: `'${row.as_of}' lies ahead; the count is ignored`,
      });
      continue;
    }
    const held = newest.get(gtin);
    if (held)
      problems.warn({
        file,
        line,
        column: 'gtin',
        message: `'${gtin}' is counted twice; the newest count holds`,
      });
    if (!held || time >= held.time) newest.set(gtin, { quantity: row.quantity, asOf: row.as_of, time });
  }
  for (const [gtin, { quantity, asOf }] of newest) put('stock', [gtin, quantity, asOf]);
}

async function readPromotions(
  file: string,
  rows: Rows<tables.PromotionRow>,
  known: Known,
  paths: ReadonlySet<string>,
  unread: boolean,
  timezone: string,
  problems: FeedProblems,
  put: RowSink,
): Promise<void> {
  const ids = new Map<string, number>();
  for await (const { line, row, texts } of rows) {
    if (repeated(ids, row.id, line, file, problems)) continue;
    const gtins = splitList(row.gtins).flatMap((gtin) => known(file, line, 'gtins', gtin) ?? []);
    if (row.category_zh !== '' && !paths.has(row.category_zh) && !unread) {
      problems.error({
        file,
        line,
        column: 'category_zh',
        message: `no product has the category '${row.category_zh}'`,
      });
    }
    const told = toldOffer(row, timezone, (column, message) =>
      problems.warn({ file, line, column, message }),
    );
    if (told) put('promotion', withTexts(promotionCells({ ...told, gtins: gtins.join('|') }), texts));
  }
}

function repeated(
  seen: Map<string, number>,
  id: string,
  line: number,
  file: string,
  problems: FeedProblems,
): boolean {
  const first = seen.get(id);
  if (first === undefined) seen.set(id, line);
  else problems.error({ file, line, column: 'id', message: `'${id}' already stands on line ${first}` });
  return first !== undefined;
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

/** The store's languages beside `zh` and `en`; what names none is warned about. */
function tagsOf({ languages }: StoreInfo, problems: FeedProblems): FeedTags {
  const { tags, strangers } = feedTags(languages);
  for (const stranger of strangers)
    problems.warn({
      file: 'store.json',
      column: 'languages',
      message: `'${stranger}' is not the BCP 47 tag of a language, ignored; write one such as th, pt-BR or zh-Hant`,
    });
  return tags;
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

/** A row as it travels: texts in other languages at its end, where it has any. */
const withTexts = (cells: Row, texts: string): Row => (texts === '' ? cells : [...cells, texts]);

const knowledgeCells = (row: tables.KnowledgeRow): Row => [
  row.id,
  row.topic,
  row.questions_zh,
  row.questions_en,
  row.answer_zh,
  row.answer_en,
  row.action,
];

const promotionCells = (row: tables.PromotionRow): Row => [
  row.id,
  row.title_zh,
  row.title_en,
  row.kind,
  row.value,
  row.starts_at,
  row.ends_at,
  row.gtins,
  row.category_zh,
  row.members_only,
  row.priority,
  row.terms_zh,
  row.terms_en,
  row.coupon_code,
];

function productCells(row: tables.ProductRow): Row {
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

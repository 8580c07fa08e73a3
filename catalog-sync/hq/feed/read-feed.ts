import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { DaogouError, emergencyNumbersOf, type StoreInfo } from '../../../main/contract';
import type { PublishedTable } from '../../db/catalog-schema';
import { readMap } from './imdf';
import { readJson } from './json-file';
import { FeedProblems, type ProblemGroups } from './problems';
import { readKnowledge, readPromotions } from './read-offers';
import { readLocations, readStock } from './read-places';
import { readProducts } from './read-products';
import type { Corrections, Reading, RowSink } from './reading';
import { References } from './references';
import { folderSource, type FeedSource } from './source';
import { StoreFile } from './store-json';
import * as tables from './tables';
import { feedTags, type FeedTags } from './tagged-columns';

export interface FeedReport {
  store?: StoreInfo;
  rows: Record<PublishedTable, number>;
  /** Up to 1,000 each. */
  errors: FeedProblems['errors'];
  warnings: FeedProblems['warnings'];
  errorCount: number;
  warningCount: number;
  /** The same by kind. */
  groups: ProblemGroups;
  /** Something is wrong with the feed or a file as such: it must not be published. */
  stopped: boolean;
  /** Rows with faults by file, each left out, and how many rows the file has; errors say which. */
  faulty: Record<string, { rows: number; of: number }>;
  /** To be made in what the sink was given before it is published. */
  corrections: Corrections;
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
 * ignored. Rows with faults are left out, and what names them with them; `tooManyBadRows` says whether a feed can
 * do without. Never throws for what is wrong inside the feed; the report says it.
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
  const read = new Map<string, number>();
  const open = <S extends z.ZodObject>(table: tables.FeedTable<S>, need: 'required' | 'optional') => {
    const file = source.label(table);
    const rows = names.includes(table.file) ? source.rows(table, problems, tags) : undefined;
    if (!rows && need === 'required') problems.unreadable({ file, message: 'is missing' });
    else if (!rows) problems.warn({ file, message: 'is missing; read as empty' });
    return { file, rows: counted(rows ?? [], () => read.set(file, (read.get(file) ?? 0) + 1)) };
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

  // Without a store file nothing is published.
  const { currency, timezone } = store?.value ?? { currency: 'XXX', timezone: 'UTC' };
  const references = new References(problems, source.label(tables.products));
  const corrections: Corrections = { withdrawn: [], related: [] };
  const reading: Reading = { problems, put, references, corrections };
  const paths = await readProducts(reading, open(tables.products, 'required'), currency);
  await readLocations(reading, open(tables.locations, 'optional'), map);
  await readStock(reading, open(tables.stock, 'optional'), now);
  await readPromotions(reading, open(tables.promotions, 'optional'), { paths, timezone });
  await readKnowledge(reading, open(tables.knowledge, 'optional'));
  references.end();
  rows.product -= corrections.withdrawn.length;

  return {
    ...(store && { store: store.value }),
    ...{ rows, corrections, stopped: problems.stopped, groups: problems.groups() },
    ...{ errors: problems.errors, errorCount: problems.errorCount },
    ...{ warnings: problems.warnings, warningCount: problems.warningCount },
    faulty: faultyRows(problems, read),
  };
}

/** Rows as they are read, each counted. */
async function* counted<T>(rows: AsyncIterable<T> | Iterable<T>, count: () => void): AsyncGenerator<T> {
  for await (const row of rows) {
    count();
    yield row;
  }
}

/** Of how many rows so many have faults; a row that was read and left out later counts once. */
function faultyRows(problems: FeedProblems, read: ReadonlyMap<string, number>): FeedReport['faulty'] {
  return Object.fromEntries(
    [...problems.faultyRows()].map(([file, rows]) => [
      file,
      { rows, of: Math.max(rows, (read.get(file) ?? 0) + problems.unreadRows(file)) },
    ]),
  );
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

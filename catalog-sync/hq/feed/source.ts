import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { z } from 'zod';
import { readTable, type FeedRow } from './csv-rows';
import type { FeedProblems } from './problems';
import type { FeedTable } from './tables';
import type { FeedTags } from './tagged-columns';

/** Rows as they are read, with the line (or, in a database, the row) they stand on. */
export type FeedRows<S extends z.ZodObject> = AsyncIterable<{ line: number } & FeedRow<S>>;

/** Where a store's feed comes from. Whatever it is, the same checks are made. */
export interface FeedSource {
  /** Every file by its name in a feed folder, such as `map/level.geojson`. */
  names(): Promise<readonly string[]>;
  /** Content of a JSON file; nothing where it is missing. */
  file(name: string): Promise<Uint8Array | undefined>;
  /** What is wrong with single rows goes to `problems`; `tags` are the store's other languages. */
  rows<S extends z.ZodObject>(table: FeedTable<S>, problems: FeedProblems, tags: FeedTags): FeedRows<S>;
  /** How a table is called in reports. */
  label(table: FeedTable): string;
}

/** A feed folder (store-feed.md). */
export function folderSource(dir: string): FeedSource {
  return {
    async names() {
      const top = await readdir(dir);
      const map = existsSync(join(dir, 'map'))
        ? (await readdir(join(dir, 'map'))).map((name) => `map/${name}`)
        : [];
      return [...top.filter((name) => name !== 'map'), ...map];
    },
    file: (name) =>
      readFile(join(dir, ...name.split('/').filter((part) => part !== '..' && !part.includes(sep)))).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        },
      ),
    rows: (table, problems, tags) => readTable(join(dir, table.file), table, problems, tags),
    label: ({ file }) => file,
  };
}

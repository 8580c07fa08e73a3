import type { Category, OtherLists } from '../../main/contract';
import { splitPath } from '../search';
import { TEXTS_SCHEMA_VERSION } from './catalog-schema';
import type { Database } from './open';
import { listsOf, readTexts } from './other-texts';

/** A category of an open catalog, with the id under which search knows it. */
export interface ListedCategory {
  id: number;
  /** The zh path as the tables write it. */
  path: string;
  category: Category;
}

/** Every category by its zh path, with its names in other languages where a file of `schema` can have any. */
export function readCategories(db: Database, schema: number): ListedCategory[] {
  const rows = db.prepare('SELECT id, path_zh, path_en, count FROM category ORDER BY path_zh').all() as {
    id: number;
    path_zh: string;
    path_en: string;
    count: number;
  }[];
  const others =
    schema >= TEXTS_SCHEMA_VERSION
      ? otherPaths(
          db,
          rows.map(({ path_zh }) => path_zh),
        )
      : undefined;
  return rows.map(({ id, path_zh, path_en, count }) => {
    const pathOther = others?.get(path_zh);
    return {
      id,
      path: path_zh,
      category: {
        pathZh: splitPath(path_zh),
        pathEn: splitPath(path_en),
        ...(pathOther && { pathOther }),
        count,
      },
    };
  });
}

/** A category is called as its first product with a text says; what stands above it takes the steps of that. */
function otherPaths(db: Database, paths: readonly string[]): Map<string, OtherLists> {
  const first = db
    .prepare(
      `SELECT texts FROM product WHERE category_zh = ? AND instr(texts, '"category_') > 0 ORDER BY id LIMIT 1`,
    )
    .pluck();
  const found = new Map<string, Record<string, readonly string[]>>();
  for (const whole of paths) {
    const steps = splitPath(whole);
    const lists = listsOf(readTexts(first.get(whole) as string | undefined), 'category', splitPath) ?? {};
    for (const [tag, path] of Object.entries(lists)) {
      // A path of other length names other things step by step.
      if (path.length !== steps.length) continue;
      for (let depth = 1; depth <= steps.length; depth++) {
        const key = steps.slice(0, depth).join(' > ');
        const known = found.get(key) ?? {};
        known[tag] ??= path.slice(0, depth);
        found.set(key, known);
      }
    }
  }
  return found;
}

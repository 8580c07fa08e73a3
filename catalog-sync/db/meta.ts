import { z } from 'zod';
import { DaogouError, type CatalogInfo } from '../../main/contract';
import type { Database } from './open';

/** Keys of the `meta` table; every value is text. */
const Meta = z.object({
  store_id: z.string().min(1),
  sequence: z.coerce.number().int().positive(),
  schema_version: z.coerce.number().int().positive(),
  published_at: z.string().min(1),
  expires_at: z.string().min(1),
});

export function writeMeta(db: Database, info: CatalogInfo): void {
  const put = db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');
  put.run('store_id', info.storeId);
  put.run('sequence', String(info.sequence));
  put.run('schema_version', String(info.schemaVersion));
  put.run('published_at', info.publishedAt);
  put.run('expires_at', info.expiresAt);
}

/** What a catalog file says about itself; other keys of `meta` are left alone. */
export function readMeta(db: Database): CatalogInfo {
  const rows = db.prepare('SELECT key, value FROM meta').all() as { key: string; value: string }[];
  const parsed = Meta.safeParse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
  if (!parsed.success)
    throw new DaogouError('integrity', 'The catalog file does not say what it is; sync again.');
  const { store_id, sequence, schema_version, published_at, expires_at } = parsed.data;
  return {
    storeId: store_id,
    sequence,
    schemaVersion: schema_version,
    publishedAt: published_at,
    expiresAt: expires_at,
  };
}

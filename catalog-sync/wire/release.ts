import { z } from 'zod';
import { publishedTables } from '../db/catalog-schema';

/**
 * A name that is safe as a part of a topic, a path and an address: ids of stores and offers, and terminals'
 * names.
 */
export const SafeName = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters (a–z), digits, - . _')
  .refine((name) => name !== '.' && name !== '..', 'must not be . or ..');
/** Names a store everywhere: in releases, topics and tables. */
export const StoreId = SafeName;

const TableFacts = z.object({ rows: z.number().int().min(0), digest: z.string().regex(/^[0-9a-f]{64}$/) });

/** Who may take a release: a share of all terminals, and named cohorts whole. Absent: everyone. */
export const Rollout = z.object({
  /** 0–100. */
  percent: z.number().min(0).max(100),
  cohorts: z.array(z.string().min(1)).default([]),
});
export type Rollout = z.infer<typeof Rollout>;

/** One published state of a store's catalog, as the signed manifest tells it. */
export const Release = z.object({
  store: StoreId,
  sequence: z.number().int().positive(),
  /** Catalog schema that its objects are written in. */
  schema: z.number().int().positive(),
  /** Oldest application version that may take it, `major.minor.patch`. */
  minApp: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** RFC 3339, UTC. */
  publishedAt: z.iso.datetime(),
  /** Past this, stock and offers must not be told any more. */
  expiresAt: z.iso.datetime(),
  facts: z.record(z.enum(publishedTables), TableFacts),
  rollout: Rollout.optional(),
});
export type Release = z.infer<typeof Release>;

/** The `custom` field of a TUF target: which object it is, and the release it leads to. */
export const ObjectInfo = z.object({
  /** Sequence it applies to; 0: a snapshot. */
  base: z.number().int().min(0),
  /** Bytes unpacked. */
  rawLength: z.number().int().positive(),
  release: Release,
});
export type ObjectInfo = z.infer<typeof ObjectInfo>;

/** Field of the targets metadata beside the targets: what holds for the whole repository. */
export const REPOSITORY_FIELD = 'x-daogou';
export const RepositoryInfo = z.object({ store: StoreId, cohorts: z.array(z.string().min(1)).default([]) });
export type RepositoryInfo = z.infer<typeof RepositoryInfo>;

/**
 * Target path of an object; on the server the SHA-256 goes before the last part (TUF consistent snapshots,
 * section 6.2.1).
 */
export const objectPath = (base: number, sequence: number): string =>
  base === 0 ? `catalog/${sequence}.snapshot.jsonl.br` : `catalog/${base}-${sequence}.delta.jsonl.br`;
export const objectUrlPath = (path: string, sha256: string): string =>
  path.replace(/([^/]+)$/, `${sha256}.$1`);

/** Name of the role to which HQ delegates a store's own offers. */
export const STORE_ROLE = 'store';

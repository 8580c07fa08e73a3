import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DaogouError } from '../../main/contract';
import { publishedTables } from '../db/catalog-schema';
import { openDatabase } from '../db/open';
import { readRows, rowWriter } from '../db/rows';
import type { Rollout } from '../wire/release';
import { changedNames, type NameChange } from './changed-products';
import type { FeedProblem, ProblemGroups } from './feed/problems';
import type { FeedReport } from './feed/read-feed';
import type { FeedSource } from './feed/source';
import type { FeedLimits } from './guard';
import { catalogAt } from './head';
import type { ObjectSizes } from './objects';
import { publishRelease, type ReleaseResult } from './release';
import { ProductIds, stageFeed } from './staging';

export interface PublishOptions {
  /** One store's feed: its folder, or another source. */
  feedDir: string | FeedSource;
  /** The repository: any static host can serve it. */
  outDir: string;
  /** Signing keys; made on first use. Default: `<outDir>-keys`, beside the repository and never inside it. */
  keysDir?: string;
  now?: Date;
  /** Publish although the feed shrank or prices jumped beyond the limits. */
  force?: boolean;
  limits?: FeedLimits;
  /** Days for which stock and offers may be told without hearing from HQ again; default 7. */
  validDays?: number;
  /** Oldest application version that may take it; default `0.0.0`. */
  minApp?: string;
  /**
   * Who may take it; default everyone. Publishing the same feed with another rollout widens or narrows the
   * newest release.
   */
  rollout?: Rollout;
  /** Names of cohorts that terminals may be in; kept from the last time by default. */
  cohorts?: string[];
  /** Names of cohorts beside those known already. */
  addCohorts?: string[];
  /**
   * Shown every product that is new or called otherwise than in the release before, or gone, once the feed
   * has proved whole; the publication waits for it.
   */
  onNameChange?: (change: NameChange) => void;
}

export interface PublishResult extends ObjectSizes {
  store: string;
  sequence: number;
  /**
   * False: the feed says what is published already; only expiries and rollout were renewed, where it was
   * time.
   */
  changed: boolean;
  products: number;
  /** First trusted root for terminals. */
  rootFile: string;
  /** Faults of rows that are not in the release: few enough to go without them. Up to 1,000. */
  errors: readonly FeedProblem[];
  /** Rows that are left out for them, by file. */
  leftOut: Readonly<Record<string, number>>;
  warnings: readonly FeedProblem[];
  /** The same by kind. */
  groups: ProblemGroups;
  /** Milliseconds it took. */
  ms: number;
}

export const defaultKeysDir = (outDir: string): string => join(dirname(outDir), `${basename(outDir)}-keys`);

/**
 * Checks a feed whole, and publishes it as the next release: objects first, then metadata, the timestamp
 * last, so that a terminal sees the old release or the new one. Publishing the same feed again makes no new
 * release. Rows with faults are left out where they are few. Throws `FeedError`
 * where the feed can't do without them or has other errors, `FeedGuardError` where it differs too much from the
 * last one, and `conflict` where another publisher is at work.
 */
export async function publish({
  feedDir,
  keysDir,
  now = new Date(),
  onNameChange,
  ...options
}: PublishOptions): Promise<PublishResult> {
  const started = performance.now();
  let read: FeedReport | undefined;
  const result = await publishRelease(
    { ...options, now, keysDir: keysDir ?? defaultKeysDir(options.outDir) },
    async (staging, { previous }) => {
      const report = await stageFeed(staging, feedDir, new ProductIds(previous), {
        now,
        badRows: options.limits?.badRows,
      });
      read = report;
      if (onNameChange) for (const change of changedNames(staging, previous)) onNameChange(change);
      return { store: report.store?.id ?? '' };
    },
  );
  return {
    ...result,
    products: read?.rows.product ?? 0,
    errors: read?.errors ?? [],
    leftOut: Object.fromEntries(Object.entries(read?.faulty ?? {}).map(([file, { rows }]) => [file, rows])),
    warnings: read?.warnings ?? [],
    groups: read?.groups ?? { errors: [], warnings: [] },
    ms: performance.now() - started,
  };
}

export interface RollBackOptions {
  outDir: string;
  keysDir?: string;
  /** Sequence whose content comes back. */
  to: number;
  now?: Date;
  validDays?: number;
}

/**
 * Publishes the content of an earlier release again, as a new release with a higher sequence: terminals never
 * go down.
 */
export function rollBack({
  keysDir,
  to,
  now = new Date(),
  ...options
}: RollBackOptions): Promise<ReleaseResult> {
  return publishRelease(
    { ...options, now, keysDir: keysDir ?? defaultKeysDir(options.outDir), force: true },
    async (staging, { objects, repository }) => {
      const release = objects.find(({ info }) => info.release.sequence === to)?.info.release;
      if (!release)
        throw new DaogouError(
          'not_found',
          `Release ${to} is not on offer any more; publish the feed of that day instead.`,
        );
      const old = openDatabase(await catalogAt(repository, objects, release), { readonly: true });
      try {
        staging.exec('BEGIN');
        for (const table of publishedTables) {
          const write = rowWriter(staging, table);
          for (const row of readRows(old, table)) write(row);
        }
        staging.exec('COMMIT');
      } finally {
        old.close();
      }
      return { store: release.store };
    },
  );
}

/** Whether anything is published there. */
export const isPublished = (outDir: string): boolean =>
  existsSync(join(outDir, 'metadata', 'timestamp.json'));

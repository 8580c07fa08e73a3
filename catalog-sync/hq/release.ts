import { mkdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { moveIntoPlace } from '../db/atomic-file';
import { OLDEST_SCHEMA_VERSION, TEXTS_SCHEMA_VERSION } from '../db/catalog-schema';
import { computeFacts, firstDifference } from '../db/digest';
import { takeLock } from '../db/lock';
import { writeMeta } from '../db/meta';
import { openDatabase, type Database } from '../db/open';
import { DaogouError } from '../../main/contract';
import type { Release, RepositoryInfo, Rollout } from '../wire/release';
import { guardFeed, type FeedLimits } from './guard';
import { catalogAt, headFile, headRelease } from './head';
import { ofRelease, prune, removeUnoffered, renewHeld, writeObjects, type ObjectSizes } from './objects';
import { objectsOf, Repository, roleDays, type PublishedObject } from './repository';
import { createStaging } from './staging';

export interface ReleaseOptions {
  /** The repository: any static host can serve it. */
  outDir: string;
  keysDir: string;
  now: Date;
  force?: boolean;
  limits?: FeedLimits;
  validDays?: number;
  minApp?: string;
  rollout?: Rollout;
  cohorts?: string[];
  addCohorts?: string[];
}

export interface ReleaseResult extends ObjectSizes {
  store: string;
  sequence: number;
  changed: boolean;
  rootFile: string;
}

/** Fills an empty staging catalog and says whose it is. */
export type FillStaging = (
  staging: Database,
  before: { objects: readonly PublishedObject[]; repository: Repository; previous: Database | undefined },
) => Promise<{ store: string }>;

const DAY = 86_400_000;
/** The share of a validity after which an unchanged feed renews it. */
const RENEW_AFTER = 1 / 14;

/** Publishes what `fill` makes as the next release of a repository, under its lock. */
export async function publishRelease(options: ReleaseOptions, fill: FillStaging): Promise<ReleaseResult> {
  const repository = new Repository(options.outDir, options.keysDir, options.now);
  mkdirSync(repository.workDir, { recursive: true });
  const unlock = takeLock(join(repository.workDir, 'lock.db'), 'Another publisher');
  try {
    await clearWork(repository);
    const before = await publishedBefore(repository);
    const stagingFile = join(repository.workDir, 'staging.db');
    const staging = createStaging(stagingFile);
    try {
      return await publishStaged({ options, repository, before, staging, stagingFile }, fill);
    } finally {
      staging.close();
    }
  } finally {
    await clearWork(repository);
    unlock();
  }
}

/** What the repository offers already; no `head` where nothing was published yet. */
interface Before {
  objects: PublishedObject[];
  head: Release | undefined;
  /** The catalog of the head. */
  file: string | undefined;
}

interface Publication {
  options: ReleaseOptions;
  repository: Repository;
  before: Before;
  staging: Database;
  stagingFile: string;
}

async function publishedBefore(repository: Repository): Promise<Before> {
  const objects = repository.exists ? objectsOf(repository.targets()) : [];
  const head = headRelease(objects);
  return { objects, head, file: head && (await catalogAt(repository, objects, head)) };
}

async function publishStaged(publication: Publication, fill: FillStaging): Promise<ReleaseResult> {
  const { options, repository, before, staging } = publication;
  const { objects, head } = before;
  const previous = before.file ? openDatabase(before.file, { readonly: true }) : undefined;
  const { store } = await fill(staging, { objects, repository, previous }).finally(() => previous?.close());
  if (head && head.store !== store)
    throw new DaogouError(
      'conflict',
      `The repository is of store '${head.store}', the feed of '${store}'; give each store a repository of its own.`,
    );
  const release = nextRelease(options, store, head, staging);
  if (head && firstDifference(head.facts, release.facts) === undefined) {
    renew(repository, objects, head, release, options);
    return { store, sequence: head.sequence, changed: false, rootFile: repository.rootFile };
  }
  if (head && before.file && !options.force) guardAgainst(staging, head, before.file, release, options);
  const sizes = await offer(publication, release);
  return { store, sequence: release.sequence, changed: true, ...sizes, rootFile: repository.rootFile };
}

const nextRelease = (
  { now, minApp, validDays, rollout }: ReleaseOptions,
  store: string,
  head: Release | undefined,
  staging: Database,
): Release => ({
  store,
  sequence: (head?.sequence ?? 0) + 1,
  schema: schemaFor(staging, head),
  minApp: minApp ?? '0.0.0',
  publishedAt: now.toISOString(),
  expiresAt: new Date(now.getTime() + (validDays ?? 7) * DAY).toISOString(),
  facts: computeFacts(staging),
  ...(rollout && { rollout }),
});

/**
 * The oldest schema that holds what is published, so that terminals of before go on reading a store that has
 * `zh` and `en` alone. It never falls again: a delta may lead through texts in other languages.
 */
function schemaFor(staging: Database, head: Release | undefined): number {
  const before = head?.schema ?? OLDEST_SCHEMA_VERSION;
  const others = staging
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM product WHERE texts <> '') OR EXISTS (SELECT 1 FROM promotion WHERE texts <> '')
       OR EXISTS (SELECT 1 FROM knowledge WHERE texts <> '')`,
    )
    .pluck()
    .get();
  return others === 1 ? Math.max(before, TEXTS_SCHEMA_VERSION) : before;
}

/** Throws where the feed changed more since the head than a feed does. */
function guardAgainst(
  staging: Database,
  head: Release,
  headFile: string,
  release: Release,
  { limits }: ReleaseOptions,
): void {
  staging.prepare('ATTACH ? AS base').run(headFile);
  guardFeed(staging, head.facts, release.facts, limits);
  staging.exec('DETACH base');
}

/** Writes the objects of a release and signs what the repository offers from now on. */
async function offer(
  { options, repository, before, staging, stagingFile }: Publication,
  release: Release,
): Promise<ObjectSizes> {
  repository.init();
  const made = await writeObjects(repository, staging, before.objects, release, before.file);
  const offered = prune([...renewHeld(before.objects, release), ...made.objects], release.sequence);
  const targets = repository.exists ? repository.targets() : undefined;
  const cohorts = cohortsOf(options, targets && repository.info(targets));
  const { store, sequence, schema, publishedAt, expiresAt } = release;
  writeMeta(staging, { storeId: store, sequence, schemaVersion: schema, publishedAt, expiresAt });
  staging.close();
  repository.writeTargets({ store, cohorts }, offered, (targets?.version ?? 0) + 1);
  // After the timestamp: if power fails in between, the head is made again from the objects.
  moveIntoPlace(stagingFile, headFile(repository));
  removeUnoffered(repository, offered);
  return made.sizes;
}

const cohortsOf = (
  { cohorts, addCohorts = [] }: ReleaseOptions,
  before: RepositoryInfo | undefined,
): string[] => [...new Set([...(cohorts ?? before?.cohorts ?? []), ...addCohorts])];

const LASTING = new Set(['head.db', 'lock.db', 'lock.db-journal']);

/** Left-overs of a publisher that was killed. */
async function clearWork({ workDir }: Repository): Promise<void> {
  for (const name of await readdir(workDir))
    if (!LASTING.has(name)) rmSync(join(workDir, name), { recursive: true, force: true });
}

/**
 * The feed was looked at again and still holds: says so for longer, and to whom. Expiries are not moved at
 * every call, so that publishing twice changes nothing.
 */
function renew(
  repository: Repository,
  objects: PublishedObject[],
  head: Release,
  fresh: Release,
  options: ReleaseOptions,
): void {
  const validity = Date.parse(fresh.expiresAt) - repository.now.getTime();
  const due = Date.parse(fresh.expiresAt) - Date.parse(head.expiresAt) > validity * RENEW_AFTER;
  const targets = repository.targets();
  const info = repository.info(targets);
  const widened = JSON.stringify(head.rollout) !== JSON.stringify(fresh.rollout);
  const cohorts = cohortsOf(options, info);
  const renamed = JSON.stringify(cohorts) !== JSON.stringify(info.cohorts);
  if (due || widened || renamed) {
    const { rollout: _, ...kept } = head;
    const release: Release = {
      ...kept,
      expiresAt: due ? fresh.expiresAt : head.expiresAt,
      ...(fresh.rollout && { rollout: fresh.rollout }),
    };
    const renewed = objects.map((object) =>
      object.info.release.sequence === head.sequence ? ofRelease(object, release) : object,
    );
    repository.writeTargets({ ...info, cohorts }, renewHeld(renewed, release), targets.version + 1);
    return;
  }
  const left = Date.parse(repository.timestamp().expires) - repository.now.getTime();
  if (left < roleDays.timestamp * DAY * (1 - RENEW_AFTER)) repository.writeTimestamp();
}

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TargetFile } from '@tufjs/models';
import { DaogouError } from '../../main/contract';
import { moveIntoPlace, syncFile } from '../db/atomic-file';
import { CATALOG_SCHEMA_VERSION } from '../db/catalog-schema';
import { computeFacts, firstDifference } from '../db/digest';
import { takeLock } from '../db/lock';
import { writeMeta } from '../db/meta';
import { openDatabase, type Database } from '../db/open';
import { compressFile } from '../wire/compress';
import { objectPath, objectUrlPath, type ObjectInfo, type Release, type Rollout } from '../wire/release';
import { planRoute } from '../wire/route';
import { writeDelta, writeSnapshot } from '../wire/write-changes';
import type { FeedProblem } from './feed/problems';
import { catalogAt, headFile, headRelease, workDir } from './head';
import { objectsOf, Repository, roleDays, type PublishedObject } from './repository';
import { createStaging, ProductIds, stageFeed } from './staging';

export interface PublishOptions {
  /** Folder with one store's feed. */
  feedDir: string;
  /** The repository: any static host can serve it. */
  outDir: string;
  /** Signing keys; made on first use. Default: `<outDir>-keys`, beside the repository and never inside it. */
  keysDir?: string;
  now?: Date;
  /** Publish although the feed shrank or prices jumped beyond the limits. */
  force?: boolean;
  /** Days for which stock and offers may be told without hearing from HQ again; default 7. */
  validDays?: number;
  /** Oldest application version that may take it; default `0.0.0`. */
  minApp?: string;
  /** Who may take it; default everyone. */
  rollout?: Rollout;
  /** Names of cohorts that terminals may be in; kept from the last time by default. */
  cohorts?: string[];
}

export interface PublishResult {
  store: string;
  sequence: number;
  /** False: the feed says what is published already; only expiries were renewed, where it was time. */
  changed: boolean;
  products: number;
  /** Bytes of the new objects; absent where none was made. */
  snapshotBytes?: number;
  deltaBytes?: number;
  deltaRows?: number;
  /** First trusted root for terminals. */
  rootFile: string;
  warnings: readonly FeedProblem[];
  ms: number;
}

const DAY = 86_400_000;
/** A new snapshot at least so often, in releases. */
const SNAPSHOT_EVERY = 7;
/** Releases that stay reachable and on disk. */
const KEEP_RELEASES = 21;
/** The share of a validity after which an unchanged feed renews it. */
const RENEW_AFTER = 1 / 14;

export const defaultKeysDir = (outDir: string): string => join(dirname(outDir), `${basename(outDir)}-keys`);

/**
 * Checks a feed whole, and publishes it as the next release: objects first, then metadata, the timestamp last, so that a terminal sees
 * the old release or the new one. Publishing the same feed again makes no new release. Throws `FeedError` where the feed has errors.
 */
export async function publish(options: PublishOptions): Promise<PublishResult> {
  const started = performance.now();
  const { feedDir, outDir, now = new Date() } = options;
  const repository = new Repository(outDir, options.keysDir ?? defaultKeysDir(outDir), now);
  mkdirSync(workDir(repository), { recursive: true });
  const unlock = takeLock(join(workDir(repository), 'lock.db'), 'Another publisher');
  const stagingFile = join(workDir(repository), 'staging.db');
  try {
    await clearWork(repository);
    const objects = repository.exists ? objectsOf(repository.targets()) : [];
    const head = headRelease(objects);
    const previousFile = head && (await catalogAt(repository, objects, head));
    const previous = previousFile ? openDatabase(previousFile, { readonly: true }) : undefined;
    const ids = new ProductIds(previous);
    previous?.close();

    const staging = createStaging(stagingFile);
    try {
      const report = await stageFeed(staging, feedDir, ids);
      const store = report.store?.id ?? '';
      if (head && head.store !== store) {
        throw new DaogouError('conflict', `The repository is of store '${head.store}', the feed of '${store}'; give each store a repository of its own.`);
      }
      const release: Release = {
        store,
        sequence: (head?.sequence ?? 0) + 1,
        schema: CATALOG_SCHEMA_VERSION,
        minApp: options.minApp ?? '0.0.0',
        publishedAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + (options.validDays ?? 7) * DAY).toISOString(),
        facts: computeFacts(staging),
        ...(options.rollout && { rollout: options.rollout }),
      };
      const common = { store, products: report.rows.product, rootFile: repository.rootFile, warnings: report.warnings };
      if (head && firstDifference(head.facts, release.facts) === undefined) {
        renew(repository, objects, head, release);
        staging.close();
        return { ...common, sequence: head.sequence, changed: false, ms: performance.now() - started };
      }
      repository.init();
      const made = await writeObjects(repository, staging, objects, release, previousFile);
      const cohorts = options.cohorts ?? (repository.exists ? repository.info(repository.targets()).cohorts : []);
      const version = repository.exists ? repository.targets().version + 1 : 1;
      const offered = prune([...objects, ...made.objects], release.sequence);
      writeMeta(staging, { storeId: store, sequence: release.sequence, schemaVersion: release.schema, publishedAt: release.publishedAt, expiresAt: release.expiresAt });
      staging.close();
      repository.writeTargets({ store, cohorts }, offered, version);
      // After the timestamp: if power fails in between, the head is made again from the objects.
      moveIntoPlace(stagingFile, headFile(repository));
      return { ...common, sequence: release.sequence, changed: true, ...made.sizes, ms: performance.now() - started };
    } finally {
      staging.close();
    }
  } finally {
    await clearWork(repository);
    unlock();
  }
}

/** Left-overs of a publisher that was killed. */
async function clearWork(repository: Repository): Promise<void> {
  for (const name of await readdir(workDir(repository))) {
    if (!['head.db', 'lock.db', 'lock.db-journal'].includes(name)) rmSync(join(workDir(repository), name), { recursive: true, force: true });
  }
}

/** The feed was looked at again and still holds: says so for longer, but not at every call, so that publishing twice changes nothing. */
function renew(repository: Repository, objects: PublishedObject[], head: Release, fresh: Release): void {
  const validity = Date.parse(fresh.expiresAt) - repository.now.getTime();
  if (Date.parse(fresh.expiresAt) - Date.parse(head.expiresAt) > validity * RENEW_AFTER) {
    const renewed = objects.map((object) => {
      if (object.info.release.sequence !== head.sequence) return object;
      const info: ObjectInfo = { ...object.info, release: { ...object.info.release, expiresAt: fresh.expiresAt } };
      return { ...object, info, target: targetOf(object.target.path, object.target.length, object.sha256, info) };
    });
    const targets = repository.targets();
    repository.writeTargets(repository.info(targets), renewed, targets.version + 1);
    return;
  }
  const left = Date.parse(repository.timestamp().expires) - repository.now.getTime();
  if (left < roleDays.timestamp * DAY * (1 - RENEW_AFTER)) repository.writeTimestamp();
}

async function writeObjects(
  repository: Repository,
  staging: Database,
  objects: readonly PublishedObject[],
  release: Release,
  previousFile: string | undefined,
): Promise<{ objects: PublishedObject[]; sizes: Pick<PublishResult, 'snapshotBytes' | 'deltaBytes' | 'deltaRows'> }> {
  const { store, sequence, schema } = release;
  const made: PublishedObject[] = [];
  const sizes: Pick<PublishResult, 'snapshotBytes' | 'deltaBytes' | 'deltaRows'> = {};
  const raw = join(workDir(repository), 'changes.jsonl');
  const base = sequence - 1;
  if (previousFile) {
    staging.prepare('ATTACH ? AS base').run(previousFile);
    const { length, rows } = writeDelta(staging, raw, { format: 'daogou-changes/1', store, base, sequence, schema });
    staging.exec('DETACH base');
    made.push(await pack(repository, raw, { base, rawLength: length, release }));
    sizes.deltaBytes = made[0]?.target.length ?? 0;
    sizes.deltaRows = rows;
  }
  if (snapshotDue([...objects, ...made], sequence)) {
    const length = writeSnapshot(staging, raw, { format: 'daogou-changes/1', store, sequence, schema });
    const snapshot = await pack(repository, raw, { base: 0, rawLength: length, release });
    made.push(snapshot);
    sizes.snapshotBytes = snapshot.target.length;
  }
  return { objects: made, sizes };
}

/** Weekly, and earlier once a newcomer would fetch more than half as much again in deltas. */
function snapshotDue(objects: readonly PublishedObject[], sequence: number): boolean {
  const snapshots = objects.filter(({ info }) => info.base === 0);
  const last = Math.max(0, ...snapshots.map(({ info }) => info.release.sequence));
  if (last === 0 || sequence - last >= SNAPSHOT_EVERY) return true;
  const route = planRoute(objects.map(({ target, info }) => ({ base: info.base, sequence: info.release.sequence, length: target.length })), 0, sequence);
  const bytes = route?.reduce((sum, { length }) => sum + length, 0) ?? Infinity;
  return bytes > 1.5 * (route?.[0]?.length ?? 0);
}

async function pack(repository: Repository, raw: string, info: ObjectInfo): Promise<PublishedObject> {
  const packed = `${raw}.br`;
  await compressFile(raw, packed, { thorough: info.base !== 0 });
  rmSync(raw);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(packed)) hash.update(chunk as Buffer);
  const sha256 = hash.digest('hex');
  const path = objectPath(info.base, info.release.sequence);
  const { size } = statSync(packed);
  syncFile(packed);
  moveIntoPlace(packed, join(repository.targetsDir, objectUrlPath(path, sha256)));
  return { target: targetOf(path, size, sha256, info), sha256, info };
}

function targetOf(path: string, length: number, sha256: string, info: ObjectInfo): TargetFile {
  return TargetFile.fromJSON(path, { length, hashes: { sha256 }, custom: JSON.parse(JSON.stringify(info)) });
}

/** What stays on offer: the last releases, and the snapshot from which the oldest of them can still be reached. */
function prune(objects: readonly PublishedObject[], newest: number): PublishedObject[] {
  const oldest = newest - KEEP_RELEASES;
  const anchor = Math.max(0, ...objects.filter(({ info }) => info.base === 0 && info.release.sequence <= oldest).map(({ info }) => info.release.sequence));
  return objects.filter(({ info }) => info.release.sequence > anchor || (info.base === 0 && info.release.sequence === anchor));
}

/** Whether anything is published there. */
export const isPublished = (outDir: string): boolean => existsSync(join(outDir, 'metadata', 'timestamp.json'));

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TargetFile } from '@tufjs/models';
import { moveIntoPlace, syncFile } from '../db/atomic-file';
import type { Database } from '../db/open';
import { CHANGES_FORMAT } from '../wire/changes';
import { compressFile } from '../wire/compress';
import { objectPath, objectUrlPath, type ObjectInfo, type Release } from '../wire/release';
import { planRoute, type RouteStep } from '../wire/route';
import { writeDelta, writeSnapshot } from '../wire/write-changes';
import type { PublishedObject, Repository } from './repository';

/** A new snapshot at least so often, in releases. */
const SNAPSHOT_EVERY = 7;
/** Releases that stay reachable and on disk. */
const KEEP_RELEASES = 21;
/**
 * Objects that are no longer offered stay for terminals that read the metadata a moment ago, milliseconds.
 */
const LEAVE_ON_DISK_MS = 2 * 86_400_000;

export interface ObjectSizes {
  snapshotBytes?: number;
  deltaBytes?: number;
  deltaRows?: number;
}

export const stepsOf = (objects: readonly PublishedObject[]): RouteStep[] =>
  objects.map(({ target, info }) => ({
    base: info.base,
    sequence: info.release.sequence,
    length: target.length,
  }));

/** Writes the delta from the release before, and a snapshot where one is due. */
export async function writeObjects(
  repository: Repository,
  staging: Database,
  objects: readonly PublishedObject[],
  release: Release,
  previousFile: string | undefined,
): Promise<{ objects: PublishedObject[]; sizes: ObjectSizes }> {
  const { store, sequence, schema } = release;
  const made: PublishedObject[] = [];
  const sizes: ObjectSizes = {};
  const raw = join(repository.workDir, 'changes.jsonl');
  const base = sequence - 1;
  if (previousFile) {
    staging.prepare('ATTACH ? AS base').run(previousFile);
    const { length, rows } = writeDelta(staging, raw, {
      format: CHANGES_FORMAT,
      store,
      base,
      sequence,
      schema,
    });
    staging.exec('DETACH base');
    made.push(await pack(repository, raw, { base, rawLength: length, release }));
    sizes.deltaBytes = made[0]?.target.length ?? 0;
    sizes.deltaRows = rows;
  }
  if (snapshotDue([...objects, ...made], sequence)) {
    const length = writeSnapshot(staging, raw, { format: CHANGES_FORMAT, store, sequence, schema });
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
  const route = planRoute(stepsOf(objects), 0, sequence);
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

export function targetOf(path: string, length: number, sha256: string, info: ObjectInfo): TargetFile {
  return TargetFile.fromJSON(path, { length, hashes: { sha256 }, custom: JSON.parse(JSON.stringify(info)) });
}

/**
 * The newest release for everyone: terminals that no staged release takes in are held there. 0: there is
 * none.
 */
export const heldSequence = (objects: readonly PublishedObject[]): number =>
  Math.max(
    0,
    ...objects.filter(({ info }) => !info.release.rollout).map(({ info }) => info.release.sequence),
  );

/** The object with another word about its release: the bytes stay, what is signed of them changes. */
export function ofRelease(object: PublishedObject, release: Release): PublishedObject {
  const info: ObjectInfo = { ...object.info, release };
  return { ...object, info, target: targetOf(object.target.path, object.target.length, object.sha256, info) };
}

/**
 * While the newest release is staged, HQ's word that what it publishes holds goes for those too that are held
 * on an older one: their stock and offers may be told as long.
 */
export function renewHeld(objects: readonly PublishedObject[], newest: Release): PublishedObject[] {
  const held = heldSequence(objects.filter(({ info }) => info.release.sequence < newest.sequence));
  return objects.map((object) => {
    const { sequence, expiresAt } = object.info.release;
    const older =
      newest.rollout !== undefined &&
      sequence >= held &&
      sequence < newest.sequence &&
      Date.parse(expiresAt) < Date.parse(newest.expiresAt);
    return older ? ofRelease(object, { ...object.info.release, expiresAt: newest.expiresAt }) : object;
  });
}

/**
 * What stays on offer: the last releases, what a staged one holds terminals on, and the snapshot from which
 * the oldest of them can still be reached.
 */
export function prune(objects: readonly PublishedObject[], newest: number): PublishedObject[] {
  const oldest = Math.min(newest - KEEP_RELEASES, heldSequence(objects));
  const anchor = Math.max(
    0,
    ...objects
      .filter(({ info }) => info.base === 0 && info.release.sequence <= oldest)
      .map(({ info }) => info.release.sequence),
  );
  return objects.filter(
    ({ info }) => info.release.sequence > anchor || (info.base === 0 && info.release.sequence === anchor),
  );
}

/** Deletes object files that have not been on offer for two days. */
export function removeUnoffered(repository: Repository, offered: readonly PublishedObject[]): void {
  const dir = join(repository.targetsDir, 'catalog');
  if (!existsSync(dir)) return;
  const keep = new Set(
    offered.map(({ target, sha256 }) => objectUrlPath(target.path, sha256).replace('catalog/', '')),
  );
  for (const name of readdirSync(dir)) {
    const old = repository.now.getTime() - statSync(join(dir, name)).mtimeMs > LEAVE_ON_DISK_MS;
    if (!keep.has(name) && old) rmSync(join(dir, name), { force: true });
  }
}

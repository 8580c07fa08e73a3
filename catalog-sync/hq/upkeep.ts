import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Root } from '@tufjs/models';
import { takeLock } from '../db/lock';
import { DaogouError } from '../../main/contract';
import { loadKey, makeKey, type KeyRole, type SigningKey } from './keys';
import { defaultKeysDir } from './publish';
import type { Rollout } from '../wire/release';
import { Repository } from './repository';

export interface UpkeepOptions {
  outDir: string;
  keysDir?: string;
  now?: Date;
}

function underLock<T>(
  { outDir, keysDir, now = new Date() }: UpkeepOptions,
  work: (repository: Repository) => T,
): T {
  const repository = new Repository(outDir, keysDir ?? defaultKeysDir(outDir), now);
  if (!repository.exists) throw new DaogouError('not_found', `Nothing is published in ${outDir} yet.`);
  const unlock = takeLock(join(repository.workDir, 'lock.db'), 'Another publisher');
  try {
    return work(repository);
  } finally {
    unlock();
  }
}

/**
 * Signs the timestamp anew, with the online key alone. To be run more often than the timestamp lasts (7
 * days), whatever the feed does.
 */
export function refreshTimestamp(options: UpkeepOptions): { expires: string } {
  return underLock(options, (repository) => {
    repository.writeTimestamp();
    return { expires: repository.timestamp().expires };
  });
}

/** One release on offer. */
export interface PublishedRelease {
  sequence: number;
  publishedAt: string;
  expiresAt: string;
  products: number;
  /** Absent: for everyone. */
  rollout?: Rollout;
  minApp: string;
  snapshotBytes?: number;
  deltaBytes?: number;
}

/** What is on offer, newest first. */
export function publishedReleases({ outDir, keysDir, now = new Date() }: UpkeepOptions): PublishedRelease[] {
  const repository = new Repository(outDir, keysDir ?? defaultKeysDir(outDir), now);
  if (!repository.exists) throw new DaogouError('not_found', `Nothing is published in ${outDir} yet.`);
  const releases = new Map<number, PublishedRelease>();
  for (const { target, info } of repository.objects()) {
    const { sequence, publishedAt, expiresAt, rollout, minApp, facts } = info.release;
    const known = releases.get(sequence) ?? {
      sequence,
      publishedAt,
      expiresAt,
      products: facts.product?.rows ?? 0,
      ...(rollout && { rollout }),
      minApp,
    };
    releases.set(sequence, { ...known, [info.base === 0 ? 'snapshotBytes' : 'deltaBytes']: target.length });
  }
  return [...releases.values()].sort((a, b) => b.sequence - a.sequence);
}

/**
 * Puts a new key in the place of a role's, in a new root signed by the old root key and, where root itself
 * changes, by the new one too (TUF specification 1.0, section 6.1). Everything the old key signed is signed
 * again. Old keys are kept as `<role>.<version>.pem`.
 */
export function rotateKey(role: KeyRole, options: UpkeepOptions): { rootVersion: number; keyId: string } {
  return underLock(options, (repository) => {
    const { keysDir } = repository;
    const before = repository.root().signed;
    // The store's key is delegated to by the targets, the others are named in the root.
    const oldRootKey = role === 'store' ? undefined : loadKey(keysDir, 'root');
    const old = join(keysDir, `${role}.pem`);
    const kept = join(keysDir, `${role}.${before.version}.pem`);
    if (existsSync(old) && !existsSync(kept)) renameSync(old, kept);
    const fresh = makeKey(keysDir, role);
    if (oldRootKey && role !== 'store')
      repository.writeRoot(
        nextRoot(repository, before, role, fresh),
        role === 'root' ? [oldRootKey, fresh] : [oldRootKey],
      );
    const targets = repository.targets();
    repository.writeTargets(repository.info(targets), repository.objects(), targets.version + 1);
    return { rootVersion: repository.root().signed.version, keyId: fresh.key.keyID };
  });
}

function nextRoot(
  repository: Repository,
  before: Root,
  role: Exclude<KeyRole, 'store'>,
  fresh: SigningKey,
): Root {
  const root = new Root({
    version: before.version + 1,
    specVersion: before.specVersion,
    expires: repository.expires('root'),
    consistentSnapshot: true,
  });
  for (const [name, { keyIDs }] of Object.entries(before.roles)) {
    if (name === role) root.addKey(fresh.key, name);
    else for (const id of keyIDs) if (before.keys[id]) root.addKey(before.keys[id], name);
  }
  return root;
}

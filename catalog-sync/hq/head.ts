import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DaogouError } from '../../main/contract';
import { computeFacts, firstDifference } from '../db/digest';
import { readMeta } from '../db/meta';
import { openDatabase } from '../db/open';
import { applyObjects } from '../wire/build';
import { planRoute } from '../wire/route';
import { objectUrlPath, type Release } from '../wire/release';
import { stepsOf } from './objects';
import type { PublishedObject, Repository } from './repository';
import { createStaging } from './staging';

export const headFile = (repository: Repository): string => join(repository.workDir, 'head.db');

/** The newest release on offer, or nothing before the first. */
export function headRelease(objects: readonly PublishedObject[]): Release | undefined {
  return objects.reduce<Release | undefined>(
    (newest, { info }) => (newest && newest.sequence >= info.release.sequence ? newest : info.release),
    undefined,
  );
}

/**
 * A catalog file at a published release. The one kept from the last publication is used where it proves to be
 * that release, else it is made from the published objects themselves, so that a publisher can lose its work
 * folder.
 */
export async function catalogAt(
  repository: Repository,
  objects: readonly PublishedObject[],
  release: Release,
): Promise<string> {
  const kept = headFile(repository);
  if (existsSync(kept) && isAt(kept, release)) return kept;
  const file = join(repository.workDir, `at-${release.sequence}.db`);
  const route = planRoute(stepsOf(objects), 0, release.sequence);
  if (!route)
    throw new DaogouError(
      'not_found',
      `Release ${release.sequence} can't be made any more from what is published.`,
    );
  const db = createStaging(file);
  try {
    const steps = route.map(({ base, sequence }) => {
      const step = objects.find(
        ({ info }) => info.base === base && info.release.sequence === sequence,
      ) as PublishedObject;
      return {
        file: join(repository.targetsDir, objectUrlPath(step.target.path, step.sha256)),
        info: step.info,
      };
    });
    await applyObjects(db, steps, undefined);
  } catch (error) {
    db.close();
    rmSync(file, { force: true });
    throw error;
  }
  db.close();
  return file;
}

function isAt(file: string, release: Release): boolean {
  try {
    const db = openDatabase(file, { readonly: true, mustExist: true });
    try {
      return (
        readMeta(db).sequence === release.sequence &&
        firstDifference(computeFacts(db), release.facts) === undefined
      );
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

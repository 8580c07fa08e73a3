import { createHash } from 'node:crypto';
import { CATALOG_SCHEMA_VERSION } from '../db/catalog-schema';
import type { Release } from '../wire/release';
import { planRoute } from '../wire/route';
import { SyncError } from './sync-error';
import type { Offer, OfferedObject } from './trust';

/** What this terminal is, as far as a release may ask. */
export interface TerminalFacts {
  /** Never changes; spreads terminals over a staged rollout. */
  terminalId: string;
  /** Named cohort that the operator put it in; absent: none. */
  cohort?: string;
  appVersion: string;
}

/**
 * Whether a staged release is for this terminal. The same terminals come first only by chance: the sequence
 * salts the draw.
 */
export function isOffered(release: Release, { terminalId, cohort }: TerminalFacts): boolean {
  const { rollout } = release;
  if (!rollout) return true;
  if (cohort !== undefined && rollout.cohorts.includes(cohort)) return true;
  const draw =
    createHash('sha256').update(`${release.sequence}/${terminalId}`).digest().readUInt32BE(0) / 2 ** 32;
  return draw * 100 < rollout.percent;
}

/**
 * The newest release that is for this terminal and that it can use; refuses where the newest needs a newer
 * application.
 */
export function chooseRelease({ repository, objects }: Offer, terminal: TerminalFacts): Release {
  const { cohort } = terminal;
  if (cohort !== undefined && !repository.cohorts.includes(cohort)) {
    const known = repository.cohorts.length > 0 ? repository.cohorts.join(', ') : 'none';
    throw new SyncError(
      'unknown_cohort',
      `This terminal is set to cohort '${cohort}', which the repository does not know (it knows ${known}).`,
    );
  }
  const newest = objects
    .map(({ info }) => info.release)
    .filter((release) => release.store === repository.store && isOffered(release, terminal))
    .sort((a, b) => b.sequence - a.sequence)[0];
  if (!newest) throw new SyncError('malformed', 'The repository offers no catalog to this terminal.');
  if (newest.schema > CATALOG_SCHEMA_VERSION) {
    throw new SyncError(
      'newer_schema',
      `Catalog ${newest.sequence} has schema ${newest.schema}; this version knows ${CATALOG_SCHEMA_VERSION}. Update the application.`,
    );
  }
  if (compareVersions(terminal.appVersion, newest.minApp) < 0) {
    throw new SyncError(
      'newer_app',
      `Catalog ${newest.sequence} needs version ${newest.minApp}; this is ${terminal.appVersion}. Update the application.`,
    );
  }
  return newest;
}

/**
 * The objects to fetch, in order, for the fewest bytes; nothing where no way leads there. `from` 0: from
 * nothing.
 */
export function routeFrom(
  objects: readonly OfferedObject[],
  from: number,
  to: number,
): OfferedObject[] | undefined {
  const steps = objects.map((object) => ({
    base: object.info.base,
    sequence: object.info.release.sequence,
    length: object.length,
    object,
  }));
  return (planRoute(steps, from, to) as typeof steps | undefined)?.map(({ object }) => object);
}

export function chooseObjects(objects: readonly OfferedObject[], from: number, to: number): OfferedObject[] {
  const route = routeFrom(objects, from, to);
  if (!route)
    throw new SyncError(
      'wrong_base',
      `No way leads from catalog ${from} to ${to} in what the repository offers.`,
    );
  return route;
}

export function compareVersions(a: string, b: string): number {
  const parts = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number);
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0);
  return 0;
}

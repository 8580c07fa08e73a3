import type { ScreenPatch, ScreenSnapshot } from '../../main/contract';

/** What a patch does to what the screen holds. */
export type Applied = { kind: 'applied'; snapshot: ScreenSnapshot } | { kind: 'stale' } | { kind: 'gap' };

/**
 * Lays a patch of whole top-level keys over a snapshot. Revisions count by one: an older patch is already
 * inside the snapshot (`stale`); one that skips a number means that something was lost and the snapshot must
 * be asked for again (`gap`).
 */
export function applyPatch(held: ScreenSnapshot, patch: ScreenPatch): Applied {
  if (patch.revision <= held.revision) return { kind: 'stale' };
  if (patch.revision !== held.revision + 1) return { kind: 'gap' };
  const changes = Object.fromEntries(
    Object.entries(patch.changes).filter(([, value]) => value !== undefined),
  );
  return { kind: 'applied', snapshot: { revision: patch.revision, state: { ...held.state, ...changes } } };
}

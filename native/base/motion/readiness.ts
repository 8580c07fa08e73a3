import { DaogouError, type StoreMap } from '../../../main/contract';
import type { BasePort, BaseState, Hazard } from '../port';
import { hazardWords } from './hazards';
import { BATTERY_REFUSE, SILENT_REFUSE_MS } from './policy';

/** Throws with the reason when no trip may start now. */
export function refuseUnlessReady(
  base: BasePort | undefined,
  latched: Hazard | undefined,
  now: number,
): asserts base is BasePort {
  if (!base)
    throw new DaogouError('unavailable', 'This terminal has no robot base.', false, { reason: 'no_base' });
  const state: BaseState = base.state(now);
  if (latched)
    throw new DaogouError(
      'conflict',
      `The robot is locked because of ${hazardWords(latched)}; staff must reset it on the screen.`,
      false,
      { reason: 'locked' },
    );
  if (state.line !== 'open')
    throw new DaogouError(
      'not_ready',
      `The robot base is not connected${state.detail ? ` (${state.detail})` : ''}; check its cable and power.`,
      true,
      { reason: 'not_connected' },
    );
  if (state.silentMs > SILENT_REFUSE_MS)
    throw new DaogouError('not_ready', 'The robot base does not answer; switch it on.', true, {
      reason: 'no_answer',
    });
  if (state.battery !== undefined && state.battery < BATTERY_REFUSE && !state.charging)
    throw new DaogouError('not_ready', 'The robot’s battery is nearly empty; put it on its charger.', false, {
      reason: 'battery_low',
    });
}

/** Throws when the target stands on another level: a robot takes no stairs and no lift. */
export function refuseOtherLevel(
  map: StoreMap,
  target: { readonly aisle?: string; readonly amenity?: string; readonly label: string },
): void {
  const same = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
  const on = (plan: Pick<StoreMap, 'fixtures' | 'amenities'>) =>
    plan.fixtures.some(({ aisle }) => same(aisle, target.aisle)) ||
    plan.amenities.some(({ id, category }) => id === target.amenity || category === target.amenity);
  if (on(map)) return;
  const other = map.otherLevels?.find(on);
  if (!other) return;
  const { name, ordinal } = other.level;
  throw new DaogouError(
    'not_found',
    `${target.label} is on another floor (${[name?.zh, name?.en].filter(Boolean).join(', ') || `level ${ordinal}`}); the robot stays on its own.`,
    false,
    { reason: 'other_floor' },
  );
}

import type { Amenity, LevelName, Place, StoreMap } from '../../../main/contract';
import { fixturesAt } from './geometry';

/**
 * The plan to show for what is looked for: the terminal's own floor, or the other one it stands on, which is
 * then named.
 */
export function shownFloor(
  map: StoreMap,
  places: readonly Place[],
  amenity?: string,
): { plan: StoreMap; elsewhere?: LevelName } {
  const first = places[0];
  const on = (plan: Pick<StoreMap, 'fixtures' | 'amenities'>): boolean =>
    first
      ? fixturesAt(plan as StoreMap, first).length > 0
      : plan.amenities.some((a) => a.id === amenity || a.category === amenity);
  if ((!first && amenity === undefined) || on(map)) return { plan: map };
  const other = map.otherLevels?.find(on);
  return other ? { plan: other, elsewhere: other.level } : { plan: map };
}

/** The facilities of all floors, those of the terminal's own first. */
export function allAmenities(map: StoreMap): Amenity[] {
  return [...map.amenities, ...(map.otherLevels ?? []).flatMap((level) => level.amenities)];
}

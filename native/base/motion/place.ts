import { DaogouError, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import type { BaseState } from '../port';
import { DOCKED_BOUND } from './policy';
import { halfWidth, homeOf } from './route';
import type { Trip } from './trip';

/** The pose of a known place: the post, or an anchor or kiosk of the floor plan by its id. */
export function knownPlace(map: StoreMap, id: string | undefined): Pose {
  if (id === undefined) return homeOf(map);
  const found = [...map.kiosks, ...map.anchors].find((place) => place.id === id);
  if (!found)
    throw new DaogouError(
      'not_found',
      `The floor plan has no kiosk or anchor ${id}; check the map folder of the store feed.`,
    );
  if (found.heading === undefined && !map.kiosks.includes(found))
    throw new DaogouError(
      'not_found',
      `Anchor ${id} has no heading, so it does not say which way the robot faces; add one to the floor plan.`,
    );
  return { x: found.at[0], y: found.at[1], theta: found.heading ?? Math.PI / 2 };
}

/** Where the charger holds the robot, by the id of its anchor; undefined where there is none. */
export function dockOf(map: StoreMap, id: string | undefined): Pose | undefined {
  return id === undefined ? undefined : knownPlace(map, id);
}

/**
 * The pose of a robot that stands on charging contacts less than a metre from where its charger should be;
 * undefined where that tells nothing new.
 */
export function correctionAtDock(state: BaseState, map: StoreMap, id: string | undefined): Pose | undefined {
  if (!state.docked || !state.pose || state.poseBound <= DOCKED_BOUND + 0.01) return undefined;
  const dock = dockOf(map, id) ?? homeOf(map);
  return distance([state.pose.x, state.pose.y], [dock.x, dock.y]) < 1 ? dock : undefined;
}

/** Why a robot of this radius may not go on by what is known of its place; undefined where it may. */
export function howLost(
  { pose, poseBound }: Pick<BaseState, 'pose' | 'poseBound'>,
  floor: Trip['floor'],
  radius: number,
): string | undefined {
  if (!pose) return 'lost: the position is unknown; bring the robot to its post';
  const allowed = Math.max(0.3, halfWidth(floor, [pose.x, pose.y]) - radius);
  return poseBound > allowed
    ? `lost: the position is only known to ${poseBound.toFixed(2)} m; bring the robot to its post`
    : undefined;
}

/** What a marker on a shelf end carries as bar code or QR: `DGA:` and the id of an anchor. */
export function anchorOfMarker(raw: string): string | undefined {
  return /^(?:\]\w\w)?DGA[:-](\S{1,64})$/i.exec(raw)?.[1];
}

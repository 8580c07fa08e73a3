import type { Point, Pose, StoreMap } from '../../../main/contract';
import type { Floor } from '../plan/desk';
import type { DockApproach } from './docking';
import type { PathFollower } from './follower';

/** A trip under way. */
export interface Trip {
  readonly map: StoreMap;
  readonly floor: Floor;
  readonly label: string;
  /** Where it ends, and how the robot faces there. */
  readonly goal: Pose;
  readonly home: boolean;
  path: Point[];
  follower: PathFollower;
  /** Metres. */
  remaining: number;
  /**
   * The last bit onto the charger, once the path has been driven; where the dock stands is known to the
   * surveyor.
   */
  readonly dock?: { readonly at: Pose; readonly approach: DockApproach };
  docking: boolean;
  /** It stands and waits for another way around something. */
  replanning: boolean;
}

import type { Point, Pose } from '../../../main/contract';
import type { Planner } from '../plan/planner';
import type { DockApproach } from './docking';
import type { PathFollower } from './follower';

/** A trip under way. */
export interface Trip {
  readonly planner: Planner;
  readonly label: string;
  /** Where it ends, and how the robot faces there. */
  readonly goal: Pose;
  readonly home: boolean;
  path: Point[];
  follower: PathFollower;
  /** Metres. */
  remaining: number;
  /** The last bit onto the charger, once the path has been driven; where the dock stands is known to the surveyor. */
  readonly dock?: { readonly at: Pose; readonly approach: DockApproach };
  docking: boolean;
}

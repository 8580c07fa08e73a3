import type { NavState, Pose } from '../../../main/contract';
import { EVENT_MS } from './policy';

/** The state of the trip as others see it: told when it changes, and five times a second while it lasts. */
export class NavReport {
  #state: NavState = { state: 'idle', path: [] };
  #toldAt = -Infinity;

  constructor(
    readonly emit: (state: NavState) => void,
    /** Where the robot is now, and metres still to go; undefined when not known. */
    readonly live: () => { pose: Pose | undefined; remaining: number | undefined },
  ) {}

  get state(): NavState {
    return this.#state;
  }

  /** Changes state, reason or detail; nothing is told when both stay. */
  set(change: Partial<NavState> & Pick<NavState, 'state'>): void {
    if (
      change.state === this.#state.state &&
      change.reason === this.#state.reason &&
      change.detail === this.#state.detail
    )
      return;
    this.enter({ ...this.#state, ...change });
  }

  /** Takes a whole new state and tells it. */
  enter(state: NavState): NavState {
    const { pose, remaining } = this.live();
    this.#state = { ...state, pose: pose ?? state.pose, remaining: remaining ?? state.remaining };
    this.emit(this.#state);
    return this.#state;
  }

  /** Tells pose and way to go anew, when that is due. */
  refresh(now: number): void {
    if (now - this.#toldAt < EVENT_MS) return;
    this.#toldAt = now;
    this.enter(this.#state);
  }
}

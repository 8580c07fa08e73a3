import { DaogouError, type NavState, type Pose, type StoreMap } from '../../../main/contract';
import type { Destination } from '../plan/desk';
import type { Obstacle } from '../plan/planner';

/** A trip that was asked for. */
export interface Order {
  readonly map: StoreMap;
  readonly from: Pose;
  readonly to: Destination;
  readonly label: string;
  readonly home: boolean;
  readonly obstacles: readonly Obstacle[];
  /** The charger to end on. */
  readonly dock?: Pose;
}

/** A trip that was asked for and whose way is being planned. It ends once: departed, refused, or called off. */
export class Planning {
  #end: NavState | DaogouError | undefined;
  #resolve!: (state: NavState) => void;
  #reject!: (error: DaogouError) => void;
  readonly #ended: Promise<NavState>;
  /** Somebody wants it to wait before it has begun. */
  held = false;

  constructor(
    readonly order: Order,
    /** What was so before it was asked for. */
    readonly before: NavState,
  ) {
    this.#ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody need be waiting for it.
    this.#ended.catch(() => undefined);
  }

  end(end: NavState | DaogouError): void {
    this.#end = end;
    if (end instanceof DaogouError) this.#reject(end);
    else this.#resolve(end);
  }

  /** How it ended, undefined while it has not; throws where no trip came of it. */
  get ended(): NavState | undefined {
    if (this.#end instanceof DaogouError) throw this.#end;
    return this.#end;
  }

  /** When it has ended; rejects where no trip came of it. */
  wait(): Promise<NavState> {
    return this.#ended;
  }
}

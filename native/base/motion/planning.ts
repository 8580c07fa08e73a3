import { DaogouError, type NavState, type NavTarget, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import type { Destination, PlanAnswer, PlanDesk, Planned } from '../plan/desk';
import type { Obstacle } from '../plan/planner';
import { MOVED_WHILE_PLANNING } from './policy';

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

/**
 * A trip that was asked for and whose way is being planned. It ends once: departed, refused, or called off.
 */
class Planning {
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

/** What a trip's planning needs of whoever drives. */
export interface Departing {
  state(): NavState;
  enter(state: NavState): NavState;
  /** Where it stands, ready to go; throws where no trip may start now. */
  ready(map: StoreMap): Pose;
  /** The base finds its own way and may move while it is planned for show. */
  steersItself(): boolean;
  depart(order: Order, planned: Planned): void;
  hold(): void;
}

/**
 * Has the way of a trip planned, and lets it depart when the way is there, unless it was called off in
 * between. One at a time; the latest counts.
 */
export class TripPlanning {
  #planning: Planning | undefined;

  constructor(
    readonly desk: PlanDesk,
    /** Robot radius, metres. */
    readonly radius: number,
    readonly departing: Departing,
  ) {}

  get busy(): boolean {
    return this.#planning !== undefined;
  }

  /**
   * When the trip last asked for has begun; rejects where it came to nothing. At once where nothing is being
   * planned.
   */
  ended(): Promise<NavState> {
    return this.#planning?.wait() ?? Promise.resolve(this.departing.state());
  }

  /** Somebody wants the trip to wait as soon as it has begun, or no longer. */
  hold(on: boolean): void {
    if (this.#planning) this.#planning.held = on;
  }

  /** The trip that is being planned comes to nothing. */
  callOff(why = 'The trip was stopped before it began.'): void {
    this.#planning?.end(new DaogouError('conflict', why));
    this.#planning = undefined;
  }

  /** The way to a target, for show; rejects where there is none. */
  preview(map: StoreMap, target: NavTarget, from: Pose): Promise<NavState> {
    return new Promise((resolve, reject) => {
      this.desk.ask(
        { map, radius: this.radius, from, to: { kind: 'target', target }, obstacles: [] },
        (answer) => {
          if (answer instanceof DaogouError) reject(answer);
          else
            resolve({
              state: 'idle',
              path: answer.path,
              pose: from,
              goal: [answer.goal.x, answer.goal.y],
              target: target.label,
              remaining: answer.length,
            });
        },
      );
    });
  }

  /**
   * Answers with the state after departure, or `planning` while the planner is at work; throws where it
   * refused at once.
   */
  order(order: Order): NavState {
    this.callOff('Another trip was asked for.');
    const planning = new Planning(order, this.departing.state());
    this.#planning = planning;
    const { map, from, to, obstacles, label } = order;
    this.desk.ask({ map, radius: this.radius, from, to, obstacles }, (answer) =>
      this.#answered(planning, answer),
    );
    return planning.ended ?? this.departing.enter({ state: 'planning', path: [], pose: from, target: label });
  }

  #answered(planning: Planning, answer: PlanAnswer): void {
    if (this.#planning !== planning) return;
    this.#planning = undefined;
    const { departing } = this;
    const { order } = planning;
    try {
      if (answer instanceof DaogouError) throw answer;
      const pose = departing.ready(order.map);
      if (
        !departing.steersItself() &&
        distance([pose.x, pose.y], [order.from.x, order.from.y]) > MOVED_WHILE_PLANNING
      )
        throw new DaogouError('conflict', 'The robot was moved while its way was planned.', true, {
          reason: 'moved',
        });
      departing.depart(order, answer);
      if (planning.held) departing.hold();
      planning.end(departing.state());
    } catch (error) {
      if (departing.state().state === 'planning') departing.enter(planning.before);
      planning.end(error instanceof DaogouError ? error : new DaogouError('internal', String(error)));
    }
  }
}

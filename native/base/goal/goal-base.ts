import type { Pose } from '../../../main/contract';
import { canHaveMoved } from '../believable';
import { distance, wrapAngle } from '../geometry';
import type { KobukiLine } from '../kobuki/kobuki-base';
import { SILENT_MS, type BaseCapabilities, type BasePort, type BaseState, type Hazard } from '../port';
import { GoalState, LineDecoder, encodeLine, type HostMessage } from './line-codec';

/**
 * A base that finds itself by what it sees corrects its heading by so much at once, radians. Its place it
 * corrects within the bound that it gave.
 */
const CORRECTED_TURN = 0.35;
/**
 * Lines may come late and bunched: between two lies at least as much time as a base may be silent for,
 * seconds.
 */
const BETWEEN_LINES = SILENT_MS / 1_000;

export interface GoalBaseOptions {
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** m/s. */
  readonly speed: number;
}

/**
 * A base that plans and steers by itself, spoken to by the goal line protocol (`PROTOCOL.md`). What it shall
 * do is repeated every tick; silence stops it.
 */
export class GoalBase implements BasePort {
  readonly capabilities: BaseCapabilities = {
    steering: 'goal',
    maxLinear: 1,
    maxAngular: 1.5,
    bumper: true,
    cliff: true,
    wheelDrop: true,
    dock: true,
  };
  #decoder = new LineDecoder<GoalState>(GoalState);
  #state: GoalState | undefined;
  #heardAt = -Infinity;
  #seq = 0;
  #goal: { id: number; goal: Pose } | undefined;
  #lastId = 0;
  #place: { id: number; pose: Pose; bound: number } | undefined;
  /** Where it was last believed to be, and when that was heard. */
  #believed: { pose: Pose; bound: number; at: number } | undefined;
  /** It said a place where it can't be: only staff can say where it is. */
  #lost = false;
  /** It knew its place and now says that it does not. */
  #forgot = false;
  #rejected = 0;
  #listeners: (() => void)[] = [];

  constructor(
    readonly line: KobukiLine,
    readonly options: GoalBaseOptions,
  ) {
    line.on('data', (chunk) => {
      for (const state of this.#decoder.push(chunk.toString('utf8'))) {
        this.#heardAt = options.now();
        this.#state = this.#placed(state, this.#heardAt);
      }
      for (const listener of this.#listeners) listener();
    });
    line.on('state', () => {
      this.#decoder = new LineDecoder<GoalState>(GoalState);
      this.#state = undefined;
      this.#heardAt = -Infinity;
      this.#goal = undefined;
      this.#seq = 0;
    });
  }

  start(): void {
    this.line.start();
  }

  async close(): Promise<void> {
    this.#goal = undefined;
    if (this.line.state === 'open')
      await this.line.write(this.#bytes({ type: 'cancel' })).catch(() => undefined);
    await this.line.close();
  }

  setVelocity(): void {
    // Such a base has its own wheels in hand; standstill goes by `stop`.
  }

  stop(): void {
    this.#goal = undefined;
    this.#send({ type: 'cancel' });
  }

  goTo(goal: Pose): void {
    this.#lastId += 1;
    this.#goal = { id: this.#lastId, goal: Number.isNaN(goal.theta) ? { ...goal, theta: 0 } : goal };
  }

  locate(pose: Pose, bound: number): void {
    this.#lastId += 1;
    this.#place = { id: this.#lastId, pose, bound };
    this.#believed = { pose, bound, at: this.options.now() };
    this.#lost = false;
    this.#forgot = false;
    if (this.#state) this.#state = { ...this.#state, pose, bound };
  }

  tick(now: number): void {
    if (this.line.state !== 'open') return;
    // After a silence the trip is over for the navigator as well; until it asks anew the base is told to
    // stand.
    if (this.#goal && this.#state && now - this.#heardAt > 2_000) this.#goal = undefined;
    // The base has braked by its deadman and forgotten the goal, after a pause on this side: it is asked
    // anew.
    if (this.#goal && this.#state?.goalId === this.#goal.id && this.#state.nav === 'idle')
      this.goTo(this.#goal.goal);
    if (this.#place) this.#send({ type: 'pose', ...this.#place });
    this.#send(this.#goal ? { type: 'goto', ...this.#goal, speed: this.options.speed } : { type: 'cancel' });
  }

  onFeedback(listener: () => void): void {
    this.#listeners.push(listener);
  }

  signal(): void {
    // The protocol has no sounds.
  }

  state(now: number): BaseState {
    const line = this.line.state;
    const state = this.#state;
    const { reason, detail } = line === 'open' && !state ? UNANSWERED : this.line;
    return {
      line,
      reason,
      detail,
      hazards: this.#hazards(now),
      silentMs: now - this.#heardAt,
      ...(state ? told(state) : UNTOLD),
      displaced: this.#lost || this.#forgot,
      goal: this.#progress(state),
      counters: this.#counters(),
    };
  }

  #hazards(now: number): Hazard[] {
    const hazards: Hazard[] = [...(this.#state?.hazards ?? [])];
    if (this.line.state !== 'open') hazards.push('disconnected');
    else if (!this.#state || now - this.#heardAt > SILENT_MS) hazards.push('silent');
    return hazards;
  }

  #counters(): BaseState['counters'] {
    const { lines, damaged, lost } = this.#decoder.counters;
    return {
      lines,
      damaged,
      lost,
      commandsRejected: this.#rejected,
      reconnects: Math.max(0, this.line.counters.opens - 1),
    };
  }

  /**
   * The state with the place that is believed of it: what it was told until it has taken that over, none
   * after a jump.
   */
  #placed(state: GoalState, at: number): GoalState {
    const place = this.#place;
    if (place && state.poseId !== place.id) {
      this.#believed = { ...place, at };
      return { ...state, pose: place.pose, bound: place.bound };
    }
    this.#place = undefined;
    const { pose, bound } = state;
    if (!this.#lost && pose && !this.#canBe(pose, at)) {
      this.#lost = true;
      this.stop();
    }
    if (this.#lost) return { ...state, pose: null };
    this.#forgot = !pose && (this.#forgot || this.#believed !== undefined);
    this.#believed = pose ? { pose, bound, at } : undefined;
    return state;
  }

  /** Whether it can have come there from where it was. */
  #canBe({ x, y, theta }: Pose, at: number): boolean {
    const from = this.#believed;
    if (!from) return true;
    const noise = { travel: from.bound, turn: CORRECTED_TURN };
    const seconds = Math.max(BETWEEN_LINES, (at - from.at) / 1_000);
    return canHaveMoved(
      this.capabilities,
      noise,
      distance([x, y], [from.pose.x, from.pose.y]),
      wrapAngle(theta - from.pose.theta),
      seconds,
    );
  }

  /** What the base says of the goal it was given last; word of an older goal counts as on its way. */
  #progress(state: GoalState | undefined): BaseState['goal'] {
    if (!this.#goal) return 'none';
    if (!state || state.goalId !== this.#goal.id) return 'driving';
    return state.nav === 'idle' ? 'driving' : state.nav;
  }

  #bytes(message: HostMessage): Buffer {
    return Buffer.from(encodeLine(this.#seq++, message), 'utf8');
  }

  #send(message: HostMessage): void {
    if (this.line.state === 'open') this.line.write(this.#bytes(message)).catch(() => (this.#rejected += 1));
  }
}

const UNANSWERED = { reason: 'silent', detail: 'it does not answer; is it switched on?' } as const;

/** What a base tells of itself. */
type Told = Pick<
  BaseState,
  'battery' | 'charging' | 'docked' | 'linear' | 'angular' | 'pose' | 'poseBound' | 'caution'
>;

const UNTOLD: Told = {
  battery: undefined,
  charging: false,
  docked: false,
  linear: 0,
  angular: 0,
  pose: undefined,
  poseBound: Infinity,
  caution: undefined,
};

const told = ({ battery, charging, docked, linear, angular, pose, bound, caution }: GoalState): Told => ({
  battery,
  charging: charging ?? false,
  docked: docked ?? false,
  linear: linear ?? 0,
  angular: angular ?? 0,
  pose: pose ?? undefined,
  poseBound: pose ? bound : Infinity,
  caution,
});

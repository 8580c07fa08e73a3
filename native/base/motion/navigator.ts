import { DaogouError, type NavState, type NavTarget, type Point, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import { clearanceAt } from '../plan/grid';
import { PlannerCache, type Planner } from '../plan/planner';
import { lineIsClear } from '../plan/smooth';
import type { BasePort, BaseState, Hazard } from '../port';
import { ClockWatch } from './clock-watch';
import { PathFollower, limitsFor, type Surroundings } from './follower';
import { LATCHING, hazardWords } from './hazards';
import { ObstacleMemory } from './obstacle-memory';
import { BATTERY_HOME, BATTERY_REFUSE, EVENT_MS, MAX_REPLANS, SILENT_FAULT_MS, SILENT_REFUSE_MS, SILENT_SHOWN_MS, STALL_MS } from './policy';
import { halfWidth, homeOf, remainingAlong, routeHome, routeTo } from './route';

export interface NavigatorOptions {
  /** m/s. */
  readonly speed: number;
  /** Robot radius, metres. */
  readonly radius: number;
  readonly emit: (state: NavState) => void;
  /** Called when the pose should be remembered across a restart. */
  readonly onStandstill?: () => void;
}

/** A trip under way. */
interface Trip {
  readonly planner: Planner;
  readonly label: string;
  readonly goal: Pose;
  readonly home: boolean;
  path: Point[];
  follower: PathFollower;
  remaining: number;
}

/**
 * Drives one base: plans, follows, watches the hazards and says what it does. Nothing moves unless a trip was asked for after start-up, and every way out of
 * driving sends zero first.
 */
export class Navigator {
  readonly #planners = new PlannerCache();
  #state: NavState = { state: 'idle', path: [] };
  #trip: Trip | undefined;
  #latched: Hazard | undefined;
  readonly #clock = new ClockWatch();
  #now = 0;
  #lastEvent = -Infinity;
  #silentSince: number | undefined;
  #stalledSince: number | undefined;
  #backing: { until: number; from: Point } | undefined;
  readonly #obstacles = new ObstacleMemory();
  #replans = 0;
  #waitUntil: number | undefined;
  #broughtHome = false;
  #map: StoreMap | undefined;

  constructor(
    readonly base: BasePort | undefined,
    readonly options: NavigatorOptions,
  ) {}

  get state(): NavState {
    return this.#state;
  }
  get latched(): Hazard | undefined {
    return this.#latched;
  }
  /** True at the post, false away from it, undefined while no map was seen. */
  get atPost(): boolean | undefined {
    const pose = this.#poseNow();
    if (!this.#map || !pose) return undefined;
    const home = homeOf(this.#map);
    return !this.underWay && distance([pose.x, pose.y], [home.x, home.y]) < 0.5;
  }
  /** True while a trip is not over, also while it waits. */
  get underWay(): boolean {
    return this.#trip !== undefined;
  }

  /** The way from a pose (default: where the robot or the terminal stands) to the target. Nothing moves. */
  plan(map: StoreMap, target: NavTarget, from?: Pose): NavState {
    const start = from ?? this.#poseNow() ?? homeOf(map);
    const { path, goal, length } = routeTo(this.#planner(map), start, target, []);
    return { state: 'idle', path, pose: start, goal: [goal.x, goal.y], target: target.label, remaining: length };
  }

  /** Begins the trip; answers with the planned path. */
  navigate(map: StoreMap, target: NavTarget, now: number): NavState {
    const pose = this.#ready(map, now);
    const planner = this.#planner(map);
    this.#obstacles.clear();
    const { path, goal } = routeTo(planner, pose, target, []);
    return this.#depart({ planner, label: target.label, goal, home: false, path, follower: this.#follower(path, goal), remaining: 0 });
  }

  /** Drives back to the terminal's post. */
  goHome(map: StoreMap, now: number): NavState {
    const pose = this.#ready(map, now);
    const planner = this.#planner(map);
    const { path, goal } = routeHome(planner, pose, this.#obstacles.all);
    return this.#depart({ planner, label: 'home', goal, home: true, path, follower: this.#follower(path, goal), remaining: 0 });
  }

  /** Stands still at once; the trip is over. */
  stop(detail?: string): NavState {
    this.base?.stop();
    const had = this.#trip !== undefined;
    this.#end();
    return had ? this.#enter({ ...this.#state, state: 'stopped', detail }) : this.#state;
  }

  /** Staff has looked at the robot: lets go of what latched, unless its cause is still there. */
  reset(now: number): void {
    const still = this.base?.state(now).hazards.filter((hazard) => LATCHING.has(hazard)) ?? [];
    if (still.length > 0) {
      this.#latched = still[0];
      throw new DaogouError('conflict', `The robot still reports ${hazardWords(still[0]!)}; remove the cause first.`, true);
    }
    this.#latched = undefined;
    // Staff were asked to bring it to its post, and say now that they have.
    if (this.#state.detail?.startsWith('lost') || this.base?.state(now).displaced) this.#broughtHome = true;
    this.#enter({ state: 'idle', path: [], pose: this.#poseNow() });
  }

  /** The control step, 20 times a second. `wall` is Date.now(), to notice that the machine slept. */
  tick(now: number, wall: number): void {
    const base = this.base;
    if (!base) return;
    const { elapsed, verdict } = this.#clock.tick(now, wall);
    this.#now = now;
    const state = base.state(now);
    this.#latch(state);
    this.#correctAtDock(state);
    const trip = this.#trip;
    if (!trip) return;
    if (verdict === 'slept') {
      this.#halt('stopped', 'the machine slept or its clock jumped');
      return;
    }
    if (verdict === 'late') trip.follower.hold();
    if (this.#latched) return;
    if (base.capabilities.steering === 'goal') this.#superviseGoal(trip, state, now);
    else this.#drive(base, trip, state, now, Math.min(Math.max(elapsed, 1), 100) / 1000);
    this.#report(now);
  }

  #drive(base: BasePort, trip: Trip, state: BaseState, now: number, seconds: number): void {
    if (!this.#healthy(base, trip, state, now)) return;
    const pose = state.pose;
    if (!pose) {
      this.#halt('fault', 'lost: the position is unknown; bring the robot to its post');
      return;
    }
    const at: Point = [pose.x, pose.y];
    if (this.#backing) {
      if (now < this.#backing.until && distance(at, this.#backing.from) < 0.15) {
        base.setVelocity(-0.1, 0, now);
        return;
      }
      this.#backing = undefined;
      base.setVelocity(0, 0, now);
      this.#replan(trip, at, now);
      return;
    }
    if (this.#waitUntil !== undefined) {
      base.setVelocity(0, 0, now);
      if (now < this.#waitUntil) return;
      this.#waitUntil = undefined;
      this.#replan(trip, at, now);
      return;
    }
    const allowed = Math.max(0.3, halfWidth(trip.planner, at) - this.options.radius);
    if (state.poseBound > allowed) {
      this.#halt('fault', `lost: the position is only known to ${state.poseBound.toFixed(2)} m; bring the robot to its post`);
      return;
    }
    const command = trip.follower.step(pose, seconds, this.#surroundings(trip, state.caution ?? 1));
    trip.remaining = command.remaining;
    if (command.done) {
      this.#arrive(base, trip, now);
      return;
    }
    this.#watchStall(trip, state, command.linear, at, now);
    if (this.#trip !== trip || this.#waitUntil !== undefined) return;
    base.setVelocity(command.linear, command.angular, now);
    this.#set({ state: trip.home ? 'returning' : 'driving', detail: undefined });
  }

  /** Handles everything that must stop the wheels; true when the trip may go on this tick. */
  #healthy(base: BasePort, trip: Trip, state: BaseState, now: number): boolean {
    const { hazards } = state;
    if (hazards.includes('disconnected')) {
      this.#halt('fault', 'the base was unplugged');
      return false;
    }
    if (hazards.includes('silent')) {
      base.setVelocity(0, 0, now);
      trip.follower.hold();
      this.#silentSince ??= now;
      if (now - this.#silentSince > SILENT_FAULT_MS) this.#halt('fault', 'the base stopped answering');
      else if (now - this.#silentSince > SILENT_SHOWN_MS) this.#set({ state: 'waiting', detail: 'silent' });
      return false;
    }
    this.#silentSince = undefined;
    if (hazards.includes('button')) {
      this.#halt('stopped', 'a button on the base was pressed');
      return false;
    }
    if (hazards.includes('bumper')) {
      if (this.#backing) return true;
      base.stop();
      trip.follower.hold();
      this.#bumped(state, now);
      return false;
    }
    return true;
  }

  #bumped(state: BaseState, now: number): void {
    const pose = state.pose;
    if (!pose) {
      this.#halt('blocked', 'something is in the way');
      return;
    }
    const side = state.bumperSide === 'left' ? 0.6 : state.bumperSide === 'right' ? -0.6 : 0;
    this.#obstacles.add(pose, side, this.options.radius, now);
    // Backing off retraces floor just driven over; only forward contact leaves that way known to be free.
    this.#backing = { until: now + 2_500, from: [pose.x, pose.y] };
    this.#set({ state: 'blocked', detail: 'bumper' });
  }

  #watchStall(trip: Trip, state: BaseState, wanted: number, at: Point, now: number): void {
    if (wanted < 0.07 || Math.abs(state.linear) > 0.02) {
      this.#stalledSince = undefined;
      return;
    }
    this.#stalledSince ??= now;
    if (now - this.#stalledSince < STALL_MS) return;
    this.#stalledSince = undefined;
    if (state.pose) this.#obstacles.add(state.pose, 0, this.options.radius, now);
    this.#replan(trip, at, now);
  }

  #replan(trip: Trip, at: Point, now: number): void {
    this.base?.setVelocity(0, 0, now);
    this.#replans += 1;
    if (this.#replans > MAX_REPLANS) {
      this.#halt('blocked', 'the way stays blocked; staff, please clear it');
      return;
    }
    const goal: Point = [trip.goal.x, trip.goal.y];
    const planned = trip.planner.plan(at, [goal], this.#obstacles.all) ?? undefined;
    if (!planned) {
      this.#waitUntil = now + 3_000;
      this.#obstacles.keepLatest();
      this.#set({ state: 'blocked', detail: 'waiting for the way to clear' });
      return;
    }
    trip.path = planned.path;
    trip.follower = this.#follower(planned.path, trip.goal);
    this.#enter({ ...this.#state, state: trip.home ? 'returning' : 'driving', path: trip.path, detail: 'went around something in the way' });
  }

  #superviseGoal(trip: Trip, state: BaseState, now: number): void {
    if (state.hazards.includes('disconnected')) return this.#halt('fault', 'the base was unplugged');
    if (state.hazards.includes('silent')) {
      this.#silentSince ??= now;
      if (now - this.#silentSince > SILENT_FAULT_MS) this.#halt('fault', 'the base stopped answering');
      return;
    }
    this.#silentSince = undefined;
    if (state.hazards.length > 0) return this.#halt('stopped', hazardWords(state.hazards[0]!));
    if (state.pose) trip.remaining = remainingAlong(trip.path, [state.pose.x, state.pose.y]);
    switch (state.goal) {
      case 'arrived':
        this.#arrive(this.base!, trip, now);
        return;
      case 'failed':
        return this.#halt('fault', 'the base gave the trip up');
      case 'blocked':
        return this.#set({ state: 'blocked', detail: 'the base waits for the way to clear' });
      default:
        return this.#set({ state: trip.home ? 'returning' : 'driving', detail: undefined });
    }
  }

  #arrive(base: BasePort, trip: Trip, now: number): void {
    base.setVelocity(0, 0, now);
    base.signal('arrived');
    this.#end();
    this.#enter({ ...this.#state, state: trip.home ? 'idle' : 'arrived', remaining: 0, detail: undefined, pose: this.#poseNow(now) });
  }

  #halt(state: 'stopped' | 'fault' | 'blocked', detail: string): void {
    this.base?.stop();
    if (state !== 'stopped') this.base?.signal('error');
    this.#end();
    this.#enter({ ...this.#state, state, detail, pose: this.#poseNow() ?? this.#state.pose });
  }

  #end(): void {
    this.#trip = undefined;
    this.#backing = undefined;
    this.#waitUntil = undefined;
    this.#silentSince = undefined;
    this.#stalledSince = undefined;
    this.options.onStandstill?.();
  }

  #latch(state: BaseState): void {
    const hazard = state.hazards.find((h) => LATCHING.has(h));
    if (!hazard) return;
    const fresh = this.#latched === undefined;
    this.#latched ??= hazard;
    if (this.#trip || fresh) this.#halt('fault', `${hazardWords(hazard)}; staff must look and reset`);
  }

  /** On the charging contacts the position is known again. */
  #correctAtDock(state: BaseState): void {
    if (!state.docked || !state.pose || !this.#map || this.#trip) return;
    const home = homeOf(this.#map);
    if (state.poseBound > 0.06 && distance([state.pose.x, state.pose.y], [home.x, home.y]) < 1) this.base?.locate(home, 0.05);
  }

  #ready(map: StoreMap, now: number): Pose {
    const base = this.base;
    if (!base) throw new DaogouError('unavailable', 'This terminal has no robot base.');
    const state = base.state(now);
    if (this.#latched) throw new DaogouError('conflict', `The robot is locked because of ${hazardWords(this.#latched)}; staff must reset it on the screen.`);
    if (state.line !== 'open') throw new DaogouError('not_ready', `The robot base is not connected${state.detail ? ` (${state.detail})` : ''}; check its cable and power.`, true);
    if (state.silentMs > SILENT_REFUSE_MS) throw new DaogouError('not_ready', 'The robot base does not answer; switch it on.', true);
    if (state.battery !== undefined && state.battery < BATTERY_REFUSE && !state.charging) throw new DaogouError('not_ready', 'The robot’s battery is nearly empty; put it on its charger.');
    this.#map = map;
    if (state.displaced && !this.#broughtHome) throw new DaogouError('not_ready', 'The robot was moved or switched off away from its post; bring it to its post and reset it on the screen.');
    if (!state.pose || this.#broughtHome) base.locate(homeOf(map), 0.05);
    this.#broughtHome = false;
    const pose = base.state(now).pose;
    if (!pose) throw new DaogouError('not_ready', 'The robot does not know where it stands; bring it to its post.');
    return pose;
  }

  /** True when the battery is so low that the robot should go home by itself. */
  wantsHome(now: number): boolean {
    const state = this.base?.state(now);
    return !this.#trip && !this.#latched && this.#state.state === 'arrived' && state?.battery !== undefined && state.battery < BATTERY_HOME && !state.charging;
  }

  #depart(trip: Trip): NavState {
    this.base?.stop();
    this.#end();
    this.#trip = trip;
    this.#replans = 0;
    if (!trip.home) this.base?.signal('start');
    this.base?.goTo?.(trip.goal);
    trip.remaining = remainingAlong(trip.path, trip.path[0]!);
    return this.#enter({
      state: trip.home ? 'returning' : 'driving',
      path: trip.path,
      pose: this.#poseNow(),
      goal: [trip.goal.x, trip.goal.y],
      target: trip.label,
      remaining: trip.remaining,
    });
  }

  #planner(map: StoreMap): Planner {
    return this.#planners.get(map, { radius: this.options.radius });
  }

  #follower(path: readonly Point[], goal: Pose): PathFollower {
    return new PathFollower(path, goal.theta, limitsFor(this.options.speed));
  }

  #surroundings(trip: Trip, caution: number): Surroundings {
    const { grid } = trip.planner;
    const hull = this.options.radius + 0.02;
    return { clearance: (at) => clearanceAt(grid, at), clear: (a, b) => lineIsClear(grid, a, b, hull), caution };
  }

  #poseNow(now = this.#now): Pose | undefined {
    return this.base?.state(now).pose;
  }

  #set(change: Partial<NavState> & Pick<NavState, 'state'>): void {
    if (change.state === this.#state.state && change.detail === this.#state.detail) return;
    this.#enter({ ...this.#state, ...change });
  }

  #enter(state: NavState): NavState {
    this.#state = { ...state, pose: this.#poseNow() ?? state.pose, remaining: this.#trip?.remaining ?? state.remaining };
    this.options.emit(this.#state);
    return this.#state;
  }

  #report(now: number): void {
    if (!this.#trip || now - this.#lastEvent < EVENT_MS) return;
    this.#lastEvent = now;
    this.#enter(this.#state);
  }
}


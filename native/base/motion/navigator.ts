import { DaogouError, type NavReason, type NavState, type NavTarget, type Point, type Pose, type StoreMap } from '../../../main/contract';
import { distance } from '../geometry';
import { clearanceAt } from '../plan/grid';
import { PlannerCache, type Planner } from '../plan/planner';
import { lineIsClear } from '../plan/smooth';
import type { BasePort, BaseState, Hazard } from '../port';
import { ClockWatch } from './clock-watch';
import { Detours } from './detours';
import { DockApproach } from './docking';
import { NavReport } from './report';
import { PathFollower, limitsFor, type Surroundings } from './follower';
import { judgeGoalBase } from './goal-trip';
import { LATCHING, hazardWords, reasonOf } from './hazards';
import { knownPlace } from './place';
import { BATTERY_HOME, BATTERY_STOP, DOCKED_BOUND, HOLD_MS, PLACED_BOUND, SILENT_FAULT_MS, SILENT_SHOWN_MS } from './policy';
import { refuseOtherLevel, refuseUnlessReady } from './readiness';
import { halfWidth, homeOf, remainingAlong, routeHome, routeTo, stagingOf } from './route';
import type { Trip } from './trip';
import { Since, StallWatch } from './watches';

export interface NavigatorOptions {
  /** m/s. */
  readonly speed: number;
  /** Robot radius, metres. */
  readonly radius: number;
  /** Anchor of the floor plan at which the charger holds the robot; undefined: it stands at its post. */
  readonly dock?: string;
  readonly emit: (state: NavState) => void;
  /** Called when the pose should be remembered across a restart. */
  readonly onStandstill?: () => void;
}

/**
 * Drives one base: plans, follows, watches the hazards and says what it does. Nothing moves unless a trip was asked for after start-up, and every way out of
 * driving sends zero first.
 */
export class Navigator {
  readonly #planners = new PlannerCache();
  #trip: Trip | undefined;
  #latched: Hazard | undefined;
  readonly #clock = new ClockWatch();
  #now = 0;
  readonly #report: NavReport;
  readonly #silence = new Since();
  readonly #stall = new StallWatch();
  readonly #detours: Detours;
  #broughtHome = false;
  /** Since when the trip waits at somebody's wish. */
  #heldSince: number | undefined;
  #lastPose: Pose | undefined;
  #map: StoreMap | undefined;

  constructor(
    readonly base: BasePort | undefined,
    readonly options: NavigatorOptions,
  ) {
    this.#detours = new Detours(options.radius);
    this.#report = new NavReport(options.emit, () => ({ pose: this.#poseNow(), remaining: this.#trip?.remaining }));
  }

  get state(): NavState {
    return this.#report.state;
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
    refuseOtherLevel(map, target);
    const planner = this.#planner(map);
    this.#detours.begin(true);
    const { path, goal } = routeTo(planner, pose, target, []);
    return this.#depart({ planner, label: target.label, goal, home: false, path, follower: this.#follower(path, goal), remaining: 0, docking: false });
  }

  /** Drives back to the terminal's post, or onto its charger where it has one. */
  goHome(map: StoreMap, now: number): NavState {
    const pose = this.#ready(map, now);
    const planner = this.#planner(map);
    const dock = this.#dockOf(map);
    const { path, goal } = routeHome(planner, pose, this.#detours.obstacles, dock && stagingOf(dock));
    return this.#depart({ planner, label: 'home', goal, home: true, path, follower: this.#follower(path, goal), remaining: 0, docking: false, ...(dock && { dock: { at: dock, approach: new DockApproach() } }) });
  }

  /** Holds a trip where it is, or goes on with it. Without a trip nothing changes. */
  wait(on: boolean, now: number): NavState {
    if (!this.#trip || on === (this.#heldSince !== undefined)) return this.state;
    if (on) {
      this.#heldSince = now;
      this.base?.stop();
      this.#trip.follower.hold();
      return this.#report.enter({ ...this.state, state: 'waiting', reason: 'asked', detail: 'asked' });
    }
    this.#heldSince = undefined;
    this.base?.goTo?.(this.#trip.goal);
    return this.#report.enter({ ...this.state, state: this.#trip.home ? 'returning' : 'driving', reason: undefined, detail: undefined });
  }

  /** Somebody who sees it says that the robot stands at this place of the map: its post, or an anchor. Not while it drives. */
  here(map: StoreMap, anchor: string | undefined): NavState {
    const { base } = this;
    if (!base) throw new DaogouError('unavailable', 'This terminal has no robot base.', false, { reason: 'no_base' });
    if (this.#trip) throw new DaogouError('conflict', 'The robot is driving; stop it before saying where it stands.', true);
    const place = knownPlace(map, anchor);
    this.#map = map;
    base.locate(place, PLACED_BOUND);
    this.#broughtHome = false;
    this.options.onStandstill?.();
    return this.#report.enter({ state: 'idle', path: [], pose: place });
  }

  /** Stands still at once; the trip is over. */
  stop(): NavState {
    this.base?.stop();
    const had = this.#trip !== undefined;
    this.#end();
    return had ? this.#report.enter({ ...this.state, state: 'stopped', reason: undefined, detail: undefined }) : this.state;
  }

  /** Staff has looked at the robot: lets go of what latched, unless its cause is still there. */
  reset(now: number): void {
    const still = this.base?.state(now).hazards.filter((hazard) => LATCHING.has(hazard)) ?? [];
    if (still.length > 0) {
      this.#latched = still[0];
      throw new DaogouError('conflict', `The robot still reports ${hazardWords(still[0]!)}; remove the cause first.`, true, { reason: reasonOf(still[0]!) });
    }
    this.#latched = undefined;
    // Staff were asked to bring it to its post, and say now that they have.
    if (this.state.reason === 'lost' || this.base?.state(now).displaced) this.#broughtHome = true;
    this.#report.enter({ state: 'idle', path: [], pose: this.#poseNow() });
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
      this.#halt('stopped', 'slept', 'the machine slept or its clock jumped');
      return;
    }
    if (verdict === 'late') trip.follower.hold();
    if (this.#latched) return;
    if (state.battery !== undefined && state.battery < BATTERY_STOP && !state.charging) {
      this.#halt('fault', 'battery_empty', 'the battery is empty; staff, please put it on its charger');
      return;
    }
    if (base.capabilities.steering === 'goal') this.#superviseGoal(base, trip, state, now);
    else this.#drive(base, trip, state, now, Math.min(Math.max(elapsed, 1), 100) / 1000);
    if (this.#trip) this.#report.refresh(now);
  }

  #drive(base: BasePort, trip: Trip, state: BaseState, now: number, seconds: number): void {
    if (!this.#healthy(base, trip, state, now)) return;
    const pose = state.pose;
    if (!pose) {
      this.#halt('fault', 'lost', 'lost: the position is unknown; bring the robot to its post');
      return;
    }
    const at: Point = [pose.x, pose.y];
    const step = this.#lastPose ? distance(at, [this.#lastPose.x, this.#lastPose.y]) : 0;
    this.#lastPose = pose;
    if (this.#stillHeld(trip, now)) {
      base.setVelocity(0, 0, now);
      return;
    }
    const back = this.#detours.backOff(at, now);
    if (back) {
      base.setVelocity(back === 'on' ? -0.1 : 0, 0, now);
      if (back === 'over' && !trip.docking) this.#replan(trip, at, now);
      return;
    }
    if (trip.docking) return this.#dock(base, trip, state, pose, step, now);
    const pause = this.#detours.pause(now);
    if (pause) {
      base.setVelocity(0, 0, now);
      if (pause === 'over') this.#replan(trip, at, now);
      return;
    }
    const allowed = Math.max(0.3, halfWidth(trip.planner, at) - this.options.radius);
    if (state.poseBound > allowed) {
      this.#halt('fault', 'lost', `lost: the position is only known to ${state.poseBound.toFixed(2)} m; bring the robot to its post`);
      return;
    }
    const command = trip.follower.step(pose, seconds, this.#surroundings(trip, state.caution ?? 1));
    trip.remaining = command.remaining;
    if (command.done) {
      trip.docking = trip.dock !== undefined && state.dockBeams !== undefined;
      if (!trip.docking) this.#arrive(base, trip, now);
      return;
    }
    if (this.#stall.update(command.linear, state.linear, now)) {
      this.#detours.stalled(pose, now);
      return this.#replan(trip, at, now);
    }
    base.setVelocity(command.linear, command.angular, now);
    this.#report.set({ state: trip.home ? 'returning' : 'driving', reason: undefined, detail: undefined });
  }

  /** True while the trip waits at somebody's wish; who waits too long has gone. */
  #stillHeld(trip: Trip, now: number): boolean {
    if (this.#heldSince === undefined) return false;
    if (now - this.#heldSince > HOLD_MS) this.#halt('stopped', 'nobody_went_on', 'nobody said go on');
    else trip.follower.hold();
    return true;
  }

  /** The last bit onto the charger, by its beams. */
  #dock(base: BasePort, trip: Trip, state: BaseState, pose: Pose, step: number, now: number): void {
    const { dock } = trip;
    if (!dock || !state.dockBeams) return;
    const command = dock.approach.step(state.dockBeams, state.docked, pose.theta, step, now);
    base.setVelocity(command.linear, command.angular, now);
    if (command.state === 'lost') this.#halt('fault', 'charger_not_found', 'the charger was not found; staff, please put the robot on it');
    if (command.state !== 'contact') return;
    base.locate(dock.at, DOCKED_BOUND);
    this.#arrive(base, trip, now);
  }

  /** Handles everything that must stop the wheels; true when the trip may go on this tick. */
  #healthy(base: BasePort, trip: Trip, state: BaseState, now: number): boolean {
    const { hazards } = state;
    if (hazards.includes('disconnected')) {
      this.#halt('fault', 'unplugged', 'the base was unplugged');
      return false;
    }
    const silent = this.#silence.update(hazards.includes('silent'), now);
    if (hazards.includes('silent')) {
      base.setVelocity(0, 0, now);
      trip.follower.hold();
      if (silent > SILENT_FAULT_MS) this.#halt('fault', 'base_silent', 'the base stopped answering');
      else if (silent > SILENT_SHOWN_MS) this.#report.set({ state: 'waiting', reason: 'silent', detail: 'silent' });
      return false;
    }
    if (hazards.includes('button')) {
      this.#halt('stopped', 'button', 'a button on the base was pressed');
      return false;
    }
    if (hazards.includes('bumper')) {
      // Against the charger, on its contacts, is where it shall be; and a robot that waits may be leant on.
      if (this.#detours.backing || this.#heldSince !== undefined || (trip.docking && state.docked)) return true;
      base.stop();
      trip.follower.hold();
      if (!state.pose) this.#halt('blocked', 'way_blocked', 'something is in the way; staff, please clear it');
      else {
        this.#detours.bumped(state.pose, state.bumperSide, now, !trip.docking);
        this.#report.set({ state: 'blocked', reason: 'bumper', detail: 'bumper' });
      }
      return false;
    }
    return true;
  }

  #replan(trip: Trip, at: Point, now: number): void {
    this.base?.setVelocity(0, 0, now);
    const detour = this.#detours.plan(trip.planner, at, [trip.goal.x, trip.goal.y], now);
    if (detour.kind === 'give up') return this.#halt('blocked', 'way_blocked', 'the way stays blocked; staff, please clear it');
    if (detour.kind === 'pause') return this.#report.set({ state: 'blocked', reason: 'way_closed', detail: 'waiting for the way to clear' });
    trip.path = detour.path;
    trip.follower = this.#follower(detour.path, trip.goal);
    this.#report.enter({ ...this.state, state: trip.home ? 'returning' : 'driving', path: trip.path, reason: 'detour', detail: 'went around something in the way' });
  }

  #superviseGoal(base: BasePort, trip: Trip, state: BaseState, now: number): void {
    const silent = this.#silence.update(state.hazards.includes('silent'), now);
    const verdict = judgeGoalBase(this.#heldSince === undefined ? state : { ...state, goal: 'driving' }, silent);
    if (verdict.kind === 'halt') return this.#halt(verdict.state, verdict.reason, verdict.detail);
    if (verdict.kind === 'unheard' || this.#stillHeld(trip, now)) return;
    if (state.pose) trip.remaining = remainingAlong(trip.path, [state.pose.x, state.pose.y]);
    if (verdict.kind === 'arrived') this.#arrive(base, trip, now);
    else if (verdict.kind === 'blocked') this.#report.set({ state: 'blocked', reason: 'way_closed', detail: 'the base waits for the way to clear' });
    else this.#report.set({ state: trip.home ? 'returning' : 'driving', reason: undefined, detail: undefined });
  }

  #arrive(base: BasePort, trip: Trip, now: number): void {
    base.setVelocity(0, 0, now);
    base.signal('arrived');
    this.#end();
    this.#report.enter({ ...this.state, state: trip.home ? 'idle' : 'arrived', remaining: 0, reason: undefined, detail: undefined, pose: this.#poseNow(now) });
  }

  #halt(state: 'stopped' | 'fault' | 'blocked', reason: NavReason, detail: string): void {
    this.base?.stop();
    if (state !== 'stopped') this.base?.signal('error');
    this.#end();
    this.#report.enter({ ...this.state, state, reason, detail, pose: this.#poseNow() ?? this.state.pose });
  }

  #end(): void {
    this.#trip = undefined;
    this.#detours.end();
    this.#silence.clear();
    this.#stall.clear();
    this.#heldSince = undefined;
    this.#lastPose = undefined;
    this.options.onStandstill?.();
  }

  #latch(state: BaseState): void {
    const hazard = state.hazards.find((h) => LATCHING.has(h));
    if (!hazard) return;
    const fresh = this.#latched === undefined;
    this.#latched ??= hazard;
    if (this.#trip || fresh) this.#halt('fault', reasonOf(hazard), `${hazardWords(hazard)}; staff must look and reset`);
  }

  #dockOf(map: StoreMap): Pose | undefined {
    return this.options.dock === undefined ? undefined : knownPlace(map, this.options.dock);
  }

  /** On the charging contacts the position is known again. */
  #correctAtDock(state: BaseState): void {
    if (!state.docked || !state.pose || !this.#map || this.#trip || state.poseBound <= DOCKED_BOUND + 0.01) return;
    const dock = this.#dockOf(this.#map) ?? homeOf(this.#map);
    if (distance([state.pose.x, state.pose.y], [dock.x, dock.y]) < 1) this.base?.locate(dock, DOCKED_BOUND);
  }

  #ready(map: StoreMap, now: number): Pose {
    const { base } = this;
    refuseUnlessReady(base, this.#latched, now);
    const state = base.state(now);
    this.#map = map;
    if (state.displaced && !this.#broughtHome) throw new DaogouError('not_ready', 'The robot was moved or switched off away from its post; bring it to its post and reset it on the screen.', false, { reason: 'displaced' });
    if (!state.pose || this.#broughtHome) base.locate(state.docked ? (this.#dockOf(map) ?? homeOf(map)) : homeOf(map), DOCKED_BOUND);
    this.#broughtHome = false;
    const pose = base.state(now).pose;
    if (!pose) throw new DaogouError('not_ready', 'The robot does not know where it stands; bring it to its post.', false, { reason: 'no_position' });
    return pose;
  }

  /** True when the battery is so low that the robot should go home by itself. */
  wantsHome(now: number): boolean {
    const state = this.base?.state(now);
    return !this.#trip && !this.#latched && this.state.state === 'arrived' && state?.battery !== undefined && state.battery < BATTERY_HOME && !state.charging;
  }

  #depart(trip: Trip): NavState {
    this.base?.stop();
    this.#end();
    this.#trip = trip;
    this.#detours.begin(false);
    if (!trip.home) this.base?.signal('start');
    this.base?.goTo?.(trip.goal);
    trip.remaining = remainingAlong(trip.path, trip.path[0]!);
    return this.#report.enter({
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
}

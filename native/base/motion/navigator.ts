import {
  DaogouError,
  type NavReason,
  type NavState,
  type NavTarget,
  type Point,
  type Pose,
  type StoreMap,
} from '../../../main/contract';
import { distance } from '../geometry';
import type { PlanAnswer, PlanDesk, Planned } from '../plan/desk';
import type { BasePort, BaseState, Hazard } from '../port';
import { ClockWatch } from './clock-watch';
import { Detours } from './detours';
import { DockApproach } from './docking';
import { NavReport } from './report';
import { PathFollower, limitsFor } from './follower';
import { judgeGoalBase } from './goal-trip';
import { LATCHING, hazardWords, reasonOf } from './hazards';
import { correctionAtDock, dockOf, howLost, knownPlace } from './place';
import {
  BATTERY_HOME,
  BATTERY_STOP,
  DOCKED_BOUND,
  HOLD_MS,
  PLACED_BOUND,
  SILENT_FAULT_MS,
  SILENT_SHOWN_MS,
} from './policy';
import { refuseOtherLevel, refuseUnlessReady } from './readiness';
import { TripPlanning, type Order } from './planning';
import { homeOf, remainingAlong, stagingOf, surroundingsOn } from './route';
import type { Trip } from './trip';
import { Since, StallWatch } from './watches';

export interface NavigatorOptions {
  /** m/s. */
  readonly speed: number;
  /** Robot radius, metres. */
  readonly radius: number;
  /** Where ways are planned; it may answer at once or later. */
  readonly desk: PlanDesk;
  /** Anchor of the floor plan at which the charger holds the robot; undefined: it stands at its post. */
  readonly dock?: string;
  readonly emit: (state: NavState) => void;
  /** Called when the pose should be remembered across a restart. */
  readonly onStandstill?: () => void;
}

/**
 * Drives one base: plans, follows, watches the hazards and says what it does. Nothing moves unless a trip was
 * asked for after start-up, and every way out of driving sends zero first.
 */
export class Navigator {
  /** The trip that was asked for and has no way yet. */
  readonly planning: TripPlanning;
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
    this.planning = new TripPlanning(options.desk, options.radius, {
      state: () => this.state,
      enter: (state) => this.#report.enter(state),
      ready: (map) => this.#ready(map, this.#now),
      steersItself: () => base?.capabilities.steering === 'goal',
      depart: (order, planned) => this.#depart(order, planned),
      hold: () => this.wait(true, this.#now),
    });
    this.#report = new NavReport(options.emit, () => ({
      pose: this.#poseNow(),
      remaining: this.#trip?.remaining,
    }));
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

  /**
   * The way from a pose (default: where the robot or the terminal stands) to the target. Nothing moves.
   * Rejects with `not_found` or `cannot_plan`.
   */
  plan(map: StoreMap, target: NavTarget, from?: Pose): Promise<NavState> {
    return this.planning.preview(map, target, from ?? this.#poseNow() ?? homeOf(map));
  }

  /**
   * Begins the trip. Answers with the planned path, or `planning` while the planner is at work;
   * `planning.ended` tells what came of it. Throws where no trip may start, or none can.
   */
  navigate(map: StoreMap, target: NavTarget, now: number): NavState {
    const from = this.#ready(map, now);
    refuseOtherLevel(map, target);
    return this.planning.order({
      map,
      from,
      to: { kind: 'target', target },
      label: target.label,
      home: false,
      obstacles: [],
    });
  }

  /** Drives back to the terminal's post, or onto its charger where it has one; as `navigate`. */
  goHome(map: StoreMap, now: number): NavState {
    const from = this.#ready(map, now);
    const dock = dockOf(map, this.options.dock);
    const pose = dock ? stagingOf(dock) : homeOf(map);
    return this.planning.order({
      map,
      from,
      to: { kind: 'home', pose },
      label: 'home',
      home: true,
      obstacles: [...this.#detours.obstacles],
      ...(dock && { dock }),
    });
  }

  /** Holds a trip where it is, or goes on with it. Without a trip nothing changes. */
  wait(on: boolean, now: number): NavState {
    this.planning.hold(on);
    if (this.planning.busy || !this.#trip || on === (this.#heldSince !== undefined)) return this.state;
    if (on) {
      this.#heldSince = now;
      this.base?.stop();
      this.#trip.follower.hold();
      return this.#report.enter({ ...this.state, state: 'waiting', reason: 'asked', detail: 'asked' });
    }
    this.#heldSince = undefined;
    this.base?.goTo?.(this.#trip.goal);
    return this.#report.enter({
      ...this.state,
      state: this.#trip.home ? 'returning' : 'driving',
      reason: undefined,
      detail: undefined,
    });
  }

  /**
   * Somebody who sees it says that the robot stands at this place of the map: its post, or an anchor. Not
   * while it drives.
   */
  here(map: StoreMap, anchor: string | undefined): NavState {
    const { base } = this;
    if (!base)
      throw new DaogouError('unavailable', 'This terminal has no robot base.', false, { reason: 'no_base' });
    if (this.#trip || this.planning.busy)
      throw new DaogouError('conflict', 'The robot is driving; stop it before saying where it stands.', true);
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
    const had = this.#trip !== undefined || this.planning.busy;
    this.#end();
    return had
      ? this.#report.enter({ ...this.state, state: 'stopped', reason: undefined, detail: undefined })
      : this.state;
  }

  /** Staff has looked at the robot: lets go of what latched, unless its cause is still there. */
  reset(now: number): void {
    const still = this.base?.state(now).hazards.filter((hazard) => LATCHING.has(hazard)) ?? [];
    if (still.length > 0) {
      this.#latched = still[0];
      throw new DaogouError(
        'conflict',
        `The robot still reports ${hazardWords(still[0]!)}; remove the cause first.`,
        true,
        { reason: reasonOf(still[0]!) },
      );
    }
    this.#latched = undefined;
    this.planning.callOff();
    // Staff were asked to bring it to its post, and say now that they have.
    if (this.state.reason === 'lost' || this.base?.state(now).displaced) this.#broughtHome = true;
    this.#report.enter({ state: 'idle', path: [], pose: this.#poseNow() });
  }

  /** The control step, 20 times a second. `wall` is the wall clock, to notice that the machine slept. */
  tick(now: number, wall: number): void {
    const { base } = this;
    if (!base) return;
    const { elapsed, verdict } = this.#clock.tick(now, wall);
    this.#now = now;
    const state = base.state(now);
    this.#latch(state);
    // On the charging contacts the position is known again.
    const dock = this.#map && !this.#trip ? correctionAtDock(state, this.#map, this.options.dock) : undefined;
    if (dock) base.locate(dock, DOCKED_BOUND);
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
    const lost = howLost(state, trip.floor, this.options.radius);
    const { pose } = state;
    if (!pose) return this.#halt('fault', 'lost', lost ?? 'lost');
    const at: Point = [pose.x, pose.y];
    const step = this.#lastPose ? distance(at, [this.#lastPose.x, this.#lastPose.y]) : 0;
    this.#lastPose = pose;
    if (this.#stands(base, trip, now)) return;
    const back = this.#detours.backOff(at, now);
    if (back) {
      base.setVelocity(back === 'on' ? -0.1 : 0, 0, now);
      if (back === 'over' && !trip.docking) this.#replan(trip, pose, now);
      return;
    }
    if (trip.docking) return this.#dock(base, trip, state, pose, step, now);
    const pause = this.#detours.pause(now);
    if (pause) {
      base.setVelocity(0, 0, now);
      if (pause === 'over') this.#replan(trip, pose, now);
      return;
    }
    if (lost !== undefined) return this.#halt('fault', 'lost', lost);
    this.#follow(base, trip, state, pose, now, seconds);
  }

  /** Keeps the base standing while the trip is held or its way is being planned; false when it may drive. */
  #stands(base: BasePort, trip: Trip, now: number): boolean {
    if (!this.#stillHeld(trip, now)) {
      if (!this.planning.busy && !trip.replanning) return false;
      trip.follower.hold();
    }
    base.setVelocity(0, 0, now);
    return true;
  }

  /** The next bit along the path. */
  #follow(base: BasePort, trip: Trip, state: BaseState, pose: Pose, now: number, seconds: number): void {
    const command = trip.follower.step(
      pose,
      seconds,
      surroundingsOn(trip.floor, this.options.radius, state.caution ?? 1),
    );
    trip.remaining = command.remaining;
    if (command.done) {
      trip.docking = trip.dock !== undefined && state.dockBeams !== undefined;
      if (!trip.docking) this.#arrive(base, trip, now);
      return;
    }
    if (this.#stall.update(command.linear, state.linear, now)) {
      this.#detours.stalled(pose, now);
      return this.#replan(trip, pose, now);
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
    if (command.state === 'lost')
      this.#halt(
        'fault',
        'charger_not_found',
        'the charger was not found; staff, please put the robot on it',
      );
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
      else if (silent > SILENT_SHOWN_MS)
        this.#report.set({ state: 'waiting', reason: 'silent', detail: 'silent' });
      return false;
    }
    if (hazards.includes('button')) {
      this.#halt('stopped', 'button', 'a button on the base was pressed');
      return false;
    }
    if (hazards.includes('bumper')) {
      // Against the charger, on its contacts, is where it shall be; and a robot that waits may be leant on.
      if (this.#detours.backing || this.#heldSince !== undefined || (trip.docking && state.docked))
        return true;
      base.stop();
      trip.follower.hold();
      if (!state.pose)
        this.#halt('blocked', 'way_blocked', 'something is in the way; staff, please clear it');
      else {
        this.#detours.bumped(state.pose, state.bumperSide, now, !trip.docking);
        this.#report.set({ state: 'blocked', reason: 'bumper', detail: 'bumper' });
      }
      return false;
    }
    return true;
  }

  /** Asks for another way; the robot stands until there is one. */
  #replan(trip: Trip, from: Pose, now: number): void {
    this.base?.setVelocity(0, 0, now);
    if (!this.#detours.another())
      return this.#halt('blocked', 'way_blocked', 'the way stays blocked; staff, please clear it');
    trip.replanning = true;
    const to = { kind: 'point', at: [trip.goal.x, trip.goal.y] as Point } as const;
    this.options.desk.ask(
      { map: trip.map, radius: this.options.radius, from, to, obstacles: [...this.#detours.obstacles] },
      (answer) => {
        if (this.#trip !== trip) return;
        trip.replanning = false;
        this.#rerouted(trip, answer);
      },
    );
  }

  #rerouted(trip: Trip, answer: PlanAnswer): void {
    if (answer instanceof DaogouError) {
      if (answer.code !== 'not_found')
        return this.#halt(
          'fault',
          'cannot_plan',
          `${answer.message} Staff, please bring the robot to its post.`,
        );
      this.#detours.closed(this.#now);
      return this.#report.set({
        state: 'blocked',
        reason: 'way_closed',
        detail: 'waiting for the way to clear',
      });
    }
    trip.path = answer.path;
    trip.follower = this.#follower(answer.path, trip.goal);
    this.#report.enter({
      ...this.state,
      state: trip.home ? 'returning' : 'driving',
      path: trip.path,
      reason: 'detour',
      detail: 'went around something in the way',
    });
  }

  #superviseGoal(base: BasePort, trip: Trip, state: BaseState, now: number): void {
    const silent = this.#silence.update(state.hazards.includes('silent'), now);
    const verdict = judgeGoalBase(
      this.#heldSince === undefined ? state : { ...state, goal: 'driving' },
      silent,
      howLost(state, trip.floor, this.options.radius),
    );
    if (verdict.kind === 'halt') return this.#halt(verdict.state, verdict.reason, verdict.detail);
    if (this.planning.busy || verdict.kind === 'unheard' || this.#stillHeld(trip, now)) return;
    if (state.pose) trip.remaining = remainingAlong(trip.path, [state.pose.x, state.pose.y]);
    if (verdict.kind === 'arrived') this.#arrive(base, trip, now);
    else if (verdict.kind === 'blocked')
      this.#report.set({
        state: 'blocked',
        reason: 'way_closed',
        detail: 'the base waits for the way to clear',
      });
    else
      this.#report.set({ state: trip.home ? 'returning' : 'driving', reason: undefined, detail: undefined });
  }

  #arrive(base: BasePort, trip: Trip, now: number): void {
    base.setVelocity(0, 0, now);
    base.signal('arrived');
    this.#end();
    this.#report.enter({
      ...this.state,
      state: trip.home ? 'idle' : 'arrived',
      remaining: 0,
      reason: undefined,
      detail: undefined,
      pose: this.#poseNow(now),
    });
  }

  #halt(state: 'stopped' | 'fault' | 'blocked', reason: NavReason, detail: string): void {
    this.base?.stop();
    if (state !== 'stopped') this.base?.signal('error');
    this.#end();
    this.#report.enter({ ...this.state, state, reason, detail, pose: this.#poseNow() ?? this.state.pose });
  }

  #end(): void {
    this.planning.callOff();
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
    if (this.#trip || fresh)
      this.#halt('fault', reasonOf(hazard), `${hazardWords(hazard)}; staff must look and reset`);
  }

  #ready(map: StoreMap, now: number): Pose {
    const { base } = this;
    refuseUnlessReady(base, this.#latched, now);
    const state = base.state(now);
    this.#map = map;
    if (state.displaced && !this.#broughtHome)
      throw new DaogouError(
        'not_ready',
        'The robot was moved or switched off away from its post; bring it to its post and reset it on the screen.',
        false,
        { reason: 'displaced' },
      );
    if (!state.pose || this.#broughtHome)
      base.locate(state.docked ? (dockOf(map, this.options.dock) ?? homeOf(map)) : homeOf(map), DOCKED_BOUND);
    this.#broughtHome = false;
    const pose = base.state(now).pose;
    if (!pose)
      throw new DaogouError(
        'not_ready',
        'The robot does not know where it stands; bring it to its post.',
        false,
        { reason: 'no_position' },
      );
    return pose;
  }

  /** True when the battery is so low that the robot should go home by itself. */
  wantsHome(now: number): boolean {
    const state = this.base?.state(now);
    return (
      !this.#trip &&
      !this.planning.busy &&
      !this.#latched &&
      this.state.state === 'arrived' &&
      state?.battery !== undefined &&
      state.battery < BATTERY_HOME &&
      !state.charging
    );
  }

  #depart({ map, label, home, dock }: Order, { path, goal, floor }: Planned): void {
    this.base?.stop();
    this.#end();
    const trip: Trip = {
      map,
      floor,
      label,
      goal,
      home,
      path,
      follower: this.#follower(path, goal),
      remaining: remainingAlong(path, path[0]!),
      docking: false,
      replanning: false,
      ...(dock && { dock: { at: dock, approach: new DockApproach() } }),
    };
    this.#trip = trip;
    this.#detours.begin(!home);
    if (!home) this.base?.signal('start');
    this.base?.goTo?.(goal);
    this.#report.enter({
      state: home ? 'returning' : 'driving',
      path,
      pose: this.#poseNow(),
      goal: [goal.x, goal.y],
      target: label,
      remaining: trip.remaining,
    });
  }

  #follower(path: readonly Point[], goal: Pose): PathFollower {
    return new PathFollower(path, goal.theta, limitsFor(this.options.speed));
  }

  #poseNow(now = this.#now): Pose | undefined {
    return this.base?.state(now).pose;
  }
}

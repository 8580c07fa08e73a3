import type { DeviceReason, Pose } from '../../main/contract';
import type { LineState } from '../serial/connection';

/** What a base can do; the navigator asks this and nothing else about the make. */
export interface BaseCapabilities {
  /** `velocity`: this program steers. `goal`: the base plans and steers by itself. */
  readonly steering: 'velocity' | 'goal';
  /** m/s and rad/s. */
  readonly maxLinear: number;
  readonly maxAngular: number;
  readonly bumper: boolean;
  readonly cliff: boolean;
  readonly wheelDrop: boolean;
  readonly dock: boolean;
}

/** Why a base must not move now. `silent`: its feedback stopped. */
export type Hazard =
  'bumper' | 'cliff' | 'wheel_drop' | 'overcurrent' | 'emergency_stop' | 'button' | 'silent' | 'disconnected';

/**
 * What the three infrared receivers see of the charger's beams, a bit each: 0 near left, 1 near middle, 2
 * near right, 3 far middle, 4 far left, 5 far right (kobuki_driver, Appendix: Protocol Specification,
 * "Docking IR").
 */
export interface DockBeams {
  readonly left: number;
  readonly center: number;
  readonly right: number;
}

export interface BaseState {
  readonly line: LineState;
  /** Why nothing is heard of it, as a code and in plain English. */
  readonly reason?: DeviceReason;
  readonly detail?: string;
  /** What is pressed, open or missing at this moment; latching is the navigator's business. */
  readonly hazards: readonly Hazard[];
  /** Milliseconds since the last feedback; Infinity before the first. */
  readonly silentMs: number;
  /** Where the bumper was hit, seen from the robot. */
  readonly bumperSide?: 'left' | 'center' | 'right';
  /** In [0,1]; undefined until first heard. */
  readonly battery?: number;
  readonly charging: boolean;
  readonly docked: boolean;
  /** Measured speed, m/s and rad/s. */
  readonly linear: number;
  readonly angular: number;
  /** Undefined until the base has been told or knows where it stands. */
  readonly pose?: Pose;
  /** The base was switched off or carried away from its post: only staff can say where it is. */
  readonly displaced?: boolean;
  /** How far the true position may be from `pose`, metres (two sigma). */
  readonly poseBound: number;
  /**
   * Speed factor in [0,1] a base with its own sensors asks for, e.g. with people near; undefined: it has
   * none.
   */
  readonly caution?: number;
  /** What is seen of the charger; undefined on bases without such receivers. */
  readonly dockBeams?: DockBeams;
  /** What a goal-steering base says of its goal. */
  readonly goal?: 'none' | 'driving' | 'arrived' | 'blocked' | 'failed';
  readonly counters: Readonly<Record<string, number>>;
}

/**
 * The port every make of base is plugged into. Speeds in m/s and rad/s, poses in the store's local frame
 * (metres, radians).
 */
export interface BasePort {
  readonly capabilities: BaseCapabilities;
  start(): void;
  close(): Promise<void>;
  state(now: number): BaseState;
  /**
   * Wanted speed. Must be repeated: without a new call for `DEADMAN_MS` the base is sent zero. Bases that
   * steer by themselves ignore it.
   */
  setVelocity(linear: number, angular: number, now: number): void;
  /** Stands still at once. */
  stop(): void;
  /** Drives by itself to the pose; only where `capabilities.steering` is `goal`. */
  goTo?(goal: Pose): void;
  /** Tells the base where it really stands, known to `bound` metres. */
  locate(pose: Pose, bound: number): void;
  /** Called every `STREAM_MS`: sends the command stream. */
  tick(now: number): void;
  /** Called whenever feedback arrived, before the next tick. */
  onFeedback(listener: () => void): void;
  /** Plays a short signal, where the base can. */
  signal(kind: 'start' | 'arrived' | 'error'): void;
}

/** Command stream: 20 Hz. */
export const STREAM_MS = 50;
/** Without a new command for so long the wheels are sent zero. */
export const DEADMAN_MS = 200;
/** A base silent for so long is taken for dead and stopped. Feedback comes every 20 ms. */
export const SILENT_MS = 100;

import type { Pose } from '../../../main/contract';
import type { SerialConnection, Trouble } from '../../serial/connection';
import {
  DEADMAN_MS,
  SILENT_MS,
  type BaseCapabilities,
  type BasePort,
  type BaseState,
  type DockBeams,
  type Hazard,
} from '../port';
import { Extra, Output, baseControl, command, outputs, requestExtra, sound } from './commands';
import { parseFeedback, type Feedback, type Sides } from './feedback';
import { FrameParser } from './framing';
import { Odometry } from './odometry';

/** What the driver needs of a serial line; `SerialConnection` is one. */
export type KobukiLine = Pick<
  SerialConnection,
  'state' | 'detail' | 'reason' | 'path' | 'counters' | 'start' | 'close' | 'write' | 'reopen'
> & {
  on(event: 'data', listener: (chunk: Buffer) => void): unknown;
  on(event: 'state', listener: (state: SerialConnection['state']) => void): unknown;
};

export interface KobukiOptions {
  /** Digital input (0..3) wired to the emergency stop; undefined: none. */
  readonly emergencyStopInput?: number;
  /** The level that means "stop". A fail-safe chain opens: `low`. */
  readonly emergencyStopLevel?: 'high' | 'low';
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** A line that is open but silent for so long is opened anew: a half-open port looks just like that. */
const REOPEN_MS = 5_000;
/** More bytes than this without one good frame are another device, or the wrong speed. */
const NONSENSE_BYTES = 600;

/**
 * Volts: full, and where the base must be charged (kobuki_driver Battery: 16.5 V capacity, 13.2 V dangerous).
 */
const FULL_VOLTS = 16.5;
const EMPTY_VOLTS = 13.2;

/**
 * A Kobuki base on a serial line. Decodes feedback, keeps odometry, sends the 20 Hz command stream with a
 * deadman. Never moves unless told within `DEADMAN_MS`.
 */
export class KobukiBase implements BasePort {
  readonly capabilities: BaseCapabilities = {
    steering: 'velocity',
    maxLinear: 0.7,
    maxAngular: 1.9,
    bumper: true,
    cliff: true,
    wheelDrop: true,
    dock: true,
  };
  readonly odometry = new Odometry();
  /** Set when the base came back from another power cycle at a place nobody knows; `locate` clears it. */
  displaced = false;
  #parser = new FrameParser();
  #basic: Extract<Feedback, { type: 'basic' }> | undefined;
  #angle = 0;
  #inputs: number | undefined;
  #beams: DockBeams | undefined;
  #heardAt = -Infinity;
  #openedAt = 0;
  #wanted = { linear: 0, angular: 0, at: -Infinity };
  #hardware: string | undefined;
  #firmware: string | undefined;
  #udid: string | undefined;
  #malformed = 0;
  #rejected = 0;
  #deadman = 0;
  #sent = 0;
  #listeners: (() => void)[] = [];

  constructor(
    readonly line: KobukiLine,
    readonly options: KobukiOptions,
  ) {
    line.on('data', (chunk) => this.#receive(chunk));
    line.on('state', (state) => {
      if (state === 'open') {
        this.#parser = new FrameParser();
        this.#openedAt = options.now();
        this.#send(command(baseControl(0, 0)));
        this.#send(command(requestExtra(Extra.hardware | Extra.firmware | Extra.udid)));
      } else {
        this.#basic = undefined;
        this.#beams = undefined;
        this.#heardAt = -Infinity;
        this.#wanted = { linear: 0, angular: 0, at: -Infinity };
      }
    });
  }

  get identity(): { hardware?: string; firmware?: string; udid?: string } {
    return { hardware: this.#hardware, firmware: this.#firmware, udid: this.#udid };
  }

  /** Raw encoder counts and gyro angle, to recognise the same power cycle after a restart of this program. */
  get raw(): { left: number; right: number; angle: number } | undefined {
    return (
      this.#basic && { left: this.#basic.leftEncoder, right: this.#basic.rightEncoder, angle: this.#angle }
    );
  }

  start(): void {
    this.line.start();
  }

  async close(): Promise<void> {
    if (this.line.state === 'open') await this.line.write(command(baseControl(0, 0))).catch(() => undefined);
    await this.line.close();
  }

  setVelocity(linear: number, angular: number, now: number): void {
    const { maxLinear, maxAngular } = this.capabilities;
    const clamp = (value: number, limit: number) =>
      Number.isFinite(value) ? Math.max(-limit, Math.min(limit, value)) : 0;
    this.#wanted = { linear: clamp(linear, maxLinear), angular: clamp(angular, maxAngular), at: now };
  }

  stop(): void {
    this.#wanted = { linear: 0, angular: 0, at: -Infinity };
    if (this.line.state === 'open') this.#send(command(baseControl(0, 0)));
  }

  locate(pose: Pose, bound: number): void {
    this.displaced = false;
    this.odometry.locate(pose, bound);
  }

  tick(now: number): void {
    if (this.line.state !== 'open') return;
    if (now - Math.max(this.#heardAt, this.#openedAt) > REOPEN_MS) {
      this.line.reopen(this.#silence());
      return;
    }
    const moving = this.#wanted.linear !== 0 || this.#wanted.angular !== 0;
    const expired = now - this.#wanted.at > DEADMAN_MS || now < this.#wanted.at;
    if (moving && expired) this.#deadman += 1;
    if (expired) this.#wanted = { linear: 0, angular: 0, at: this.#wanted.at };
    this.#send(command(baseControl(this.#wanted.linear, this.#wanted.angular)));
  }

  onFeedback(listener: () => void): void {
    this.#listeners.push(listener);
  }

  signal(kind: 'start' | 'arrived' | 'error'): void {
    if (this.line.state !== 'open') return;
    const led = kind === 'error' ? Output.led1Red : Output.led1Green;
    this.#send(command(sound(SOUNDS[kind]), outputs(led)));
  }

  state(now: number): BaseState {
    const line = this.line.state;
    const { reason, detail } = line === 'open' && !this.#basic ? this.#silence() : this.line;
    const basic = this.#basic;
    return {
      line,
      reason,
      detail,
      hazards: this.#hazards(now),
      silentMs: now - this.#heardAt,
      bumperSide: basic && sideOf(basic.bumper),
      battery: basic && charge(basic.battery),
      charging: basic?.charger === 'docking_charging' || basic?.charger === 'adapter_charging',
      docked: basic?.charger === 'docking_charging' || basic?.charger === 'docking_charged',
      linear: this.odometry.linear,
      angular: this.odometry.angular,
      pose: this.odometry.pose,
      displaced: this.displaced,
      poseBound: this.odometry.bound,
      dockBeams: this.#beams,
      counters: {
        frames: this.#parser.counters.frames,
        badChecksums: this.#parser.counters.badChecksums,
        skipped: this.#parser.counters.skipped,
        malformed: this.#malformed,
        commands: this.#sent,
        commandsRejected: this.#rejected,
        deadman: this.#deadman,
        reconnects: Math.max(0, this.line.counters.opens - 1),
      },
    };
  }

  #hazards(now: number): Hazard[] {
    const hazards: Hazard[] = [];
    const basic = this.#basic;
    if (this.line.state !== 'open') hazards.push('disconnected');
    else if (!basic || now - this.#heardAt > SILENT_MS) hazards.push('silent');
    if (!basic) return hazards;
    if (sideOf(basic.bumper)) hazards.push('bumper');
    if (sideOf(basic.cliff)) hazards.push('cliff');
    if (basic.wheelDrop.left || basic.wheelDrop.right) hazards.push('wheel_drop');
    if (basic.overcurrent.left || basic.overcurrent.right) hazards.push('overcurrent');
    if (basic.buttons !== 0) hazards.push('button');
    if (this.#emergencyStop()) hazards.push('emergency_stop');
    return hazards;
  }

  /** Why nothing is heard. */
  #silence(): Trouble {
    const { frames, skipped } = this.#parser.counters;
    return frames === 0 && skipped > NONSENSE_BYTES
      ? { reason: 'nonsense', detail: 'it answers nonsense: wrong speed, or another device' }
      : { reason: 'silent', detail: 'it does not answer; is it switched on?' };
  }

  #emergencyStop(): boolean {
    const input = this.options.emergencyStopInput;
    if (input === undefined) return false;
    if (this.#inputs === undefined) return true;
    const high = (this.#inputs & (1 << input)) !== 0;
    return (this.options.emergencyStopLevel ?? 'low') === 'high' ? high : !high;
  }

  #send(bytes: Uint8Array): void {
    this.line.write(bytes).then(
      () => (this.#sent += 1),
      () => (this.#rejected += 1),
    );
  }

  #receive(chunk: Buffer): void {
    for (const payload of this.#parser.push(chunk)) {
      const parts = parseFeedback(payload);
      if (!parts) {
        this.#malformed += 1;
        continue;
      }
      for (const part of parts) if (part.type === 'inertia') this.#angle = part.angle;
      for (const part of parts) this.#take(part);
    }
    for (const listener of this.#listeners) listener();
  }

  #update(part: Extract<Feedback, { type: 'basic' }>): void {
    const known = this.odometry.pose !== undefined;
    this.odometry.update(
      part.leftEncoder,
      part.rightEncoder,
      this.#angle,
      part.timestamp,
      this.options.now(),
    );
    if (!known || this.odometry.pose !== undefined) return;
    this.displaced = true;
    this.stop();
  }

  #take(part: Feedback): void {
    switch (part.type) {
      case 'basic':
        this.#basic = part;
        this.#heardAt = this.options.now();
        this.#update(part);
        break;
      case 'dockIr':
        this.#beams = part;
        break;
      case 'gpInput':
        this.#inputs = part.digital;
        break;
      case 'hardware':
        this.#hardware = part.version;
        break;
      case 'firmware':
        this.#firmware = part.version;
        break;
      case 'udid':
        this.#udid = part.id;
        break;
      default:
        break;
    }
  }
}

const SOUNDS = { start: 'button', arrived: 'cleaningEnd', error: 'error' } as const;

/** The side on which a sensor tells something, the middle first. */
function sideOf({ left, center, right }: Sides): 'left' | 'center' | 'right' | undefined {
  if (center) return 'center';
  if (left) return 'left';
  return right ? 'right' : undefined;
}

/** How full the battery is, by its voltage. */
const charge = (volts: number): number =>
  Math.max(0, Math.min(1, (volts - EMPTY_VOLTS) / (FULL_VOLTS - EMPTY_VOLTS)));

import { beamsAt, onContacts } from './dock-beams';
import { Body, type PhysicsOptions, type World } from './kobuki-physics';

/** What tests and people can do to the simulated base while it runs. */
export interface KobukiControl {
  bumper?: 'left' | 'center' | 'right' | null;
  cliff?: 'left' | 'center' | 'right' | null;
  wheelDrop?: 'left' | 'right' | null;
  button?: number;
  overcurrent?: boolean;
  /** Digital inputs of the expansion port, a bit each. */
  inputs?: number;
  /** Puts the base here, as somebody carrying it would. */
  pose?: { x: number; y: number; theta: number };
  /** Stops all feedback. */
  silent?: boolean;
  /** Share of frames damaged on the way out, in [0,1]. */
  damage?: number;
  volts?: number;
  /** More solids, e.g. a pallet somebody left in the aisle. */
  obstacles?: [number, number][][];
}

export interface KobukiSimOptions extends Omit<PhysicsOptions, 'radius'> {
  readonly world: World;
  /** Without a command for so long the simulated motor controller brakes, milliseconds. */
  readonly deadmanMs: number;
  /** Commands take effect so much later, milliseconds. */
  readonly latencyMs: number;
  readonly radius?: number;
  /**
   * Where the robot stands when it stands on its charger; without one the place it started at charges it, and
   * no beams are sent.
   */
  readonly dock?: { readonly x: number; readonly y: number; readonly theta: number };
}

/**
 * A Kobuki seen from its serial port: eats command bytes, moves, answers feedback bytes every 20 ms. Its time
 * is whatever `advance` is told.
 */
export class KobukiSim {
  readonly body: Body;
  control: KobukiControl = {};
  #now = 0;
  #pending: { at: number; left: number; right: number }[] = [];
  #want = { left: 0, right: 0 };
  #lastCommand = -Infinity;
  #buffer: number[] = [];
  #requested = 0;
  #gains = false;
  #frameId = 0;
  deadmanTrips = 0;
  commands = 0;
  badFrames = 0;
  #braked = true;
  leds = 0;
  lastSound: number | undefined;
  #home: { x: number; y: number; theta: number };

  constructor(readonly options: KobukiSimOptions) {
    const solids = [...options.world.solids];
    this.body = new Body(
      { ...options, radius: options.radius ?? 0.177 },
      {
        get solids() {
          return [...solids, ...extra()];
        },
      },
    );
    const extra = () => this.control.obstacles ?? [];
    this.#home = { ...options.start };
  }

  /** Takes new switches; a pose in them is a new place on the floor, where its charger then stands. */
  setControl(control: KobukiControl): void {
    this.control = control;
    if (!control.pose) return;
    Object.assign(this.body, { ...control.pose, left: 0, right: 0 });
    this.#home = { ...control.pose };
  }

  get docked(): boolean {
    const { x, y, theta } = this.body;
    if (this.options.dock) return onContacts(this.body, this.options.dock);
    const turned = Math.atan2(Math.sin(theta - this.#home.theta), Math.cos(theta - this.#home.theta));
    return (
      Math.hypot(x - this.#home.x, y - this.#home.y) < 0.12 &&
      Math.abs(turned) < 0.3 &&
      Math.abs(this.body.left) + Math.abs(this.body.right) < 0.01
    );
  }

  /** Bytes from the computer. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.#buffer.push(byte);
    for (;;) {
      const start = this.#buffer.indexOf(0xaa);
      if (start < 0) {
        this.#buffer.length = 0;
        return;
      }
      if (start > 0) this.#buffer.splice(0, start);
      if (this.#buffer.length < 4) return;
      const size = this.#buffer[2]!;
      if (this.#buffer[1] !== 0x55) {
        this.#buffer.shift();
        continue;
      }
      if (this.#buffer.length < size + 4) {
        // A damaged length may promise what never comes; a whole command behind it is not kept waiting.
        const next = this.#wholeCommand();
        if (next === undefined) return;
        this.badFrames += 1;
        this.#buffer.splice(0, next);
        continue;
      }
      let check = 0;
      for (let k = 2; k < size + 4; k++) check ^= this.#buffer[k]!;
      if (check !== 0) {
        this.badFrames += 1;
        this.#buffer.shift();
        continue;
      }
      this.#execute(this.#buffer.slice(3, 3 + size));
      this.#buffer.splice(0, size + 4);
    }
  }

  /**
   * Where a whole, sound frame begins behind the first header; a frame of commands is no longer than 64
   * bytes.
   */
  #wholeCommand(): number | undefined {
    const b = this.#buffer;
    for (let at = 1; at + 6 < b.length; at++) {
      if (b[at] !== 0xaa || b[at + 1] !== 0x55 || b[at + 2]! > 60 || at + b[at + 2]! + 4 > b.length) continue;
      let check = 0;
      for (let k = at + 2; k < at + b[at + 2]! + 4; k++) check ^= b[k]!;
      if (check === 0) return at;
    }
    return undefined;
  }

  #execute(payload: number[]): void {
    for (let at = 0; at + 1 < payload.length;) {
      const id = payload[at]!;
      const size = payload[at + 1]!;
      const data = Buffer.from(payload.slice(at + 2, at + 2 + size));
      at += 2 + size;
      if (data.length < size) return;
      this.commands += 1;
      if (id === 1 && size === 4) this.#drive(data.readInt16LE(0) / 1000, data.readInt16LE(2) / 1000);
      else if (id === 4 && size === 1) this.lastSound = data[0];
      else if (id === 9 && size === 2) this.#requested |= data.readUInt16LE(0);
      else if (id === 12 && size === 2) this.leds = data.readUInt16LE(0) >> 8;
      else if (id === 14) this.#gains = true;
    }
  }

  /** Speed (of the outer wheel) and arc radius, as the firmware takes them apart. */
  #drive(speed: number, radius: number): void {
    const half = 0.115;
    let left = speed;
    let right = speed;
    if (radius === 0.001) {
      left = -speed;
      right = speed;
    } else if (radius > 0) left = (speed * (radius - half)) / (radius + half);
    else if (radius < 0) right = (speed * (radius + half)) / (radius - half);
    this.#pending.push({ at: this.#now + this.options.latencyMs, left, right });
    this.#lastCommand = this.#now;
  }

  /** Goes on by 20 ms and returns the feedback frame of that moment; empty when silenced. */
  advance(): Uint8Array {
    for (let k = 0; k < 4; k++) {
      this.#now += 5;
      while (this.#pending.length > 0 && this.#pending[0]!.at <= this.#now)
        this.#want = this.#pending.shift()!;
      const moving = this.#want.left !== 0 || this.#want.right !== 0;
      if (this.#now - this.#lastCommand > this.options.deadmanMs) {
        if (moving && !this.#braked) this.deadmanTrips += 1;
        this.#braked = true;
        this.#want = { left: 0, right: 0 };
        this.#pending = [];
      } else this.#braked = false;
      const lifted = this.control.wheelDrop;
      this.body.step(0.005, this.#want.left, this.#want.right);
      if (Math.abs(this.body.left) > 1e-3 || Math.abs(this.body.right) > 1e-3) this.lastMovingMs = this.#now;
      if (lifted) this.body.left = this.body.right = 0;
    }
    if (this.control.volts !== undefined) this.body.volts = this.control.volts;
    else if (this.docked) this.body.volts = Math.min(16.6, this.body.volts + 0.00002);
    if (this.control.silent) return new Uint8Array(0);
    return this.#feedback();
  }

  get milliseconds(): number {
    return this.#now;
  }
  /** When the last command came, and when a wheel last turned, in the simulator's milliseconds. */
  get lastCommandMs(): number {
    return this.#lastCommand;
  }
  lastMovingMs = 0;

  #feedback(): Uint8Array {
    const { body, control } = this;
    const out: number[] = [];
    const part = (id: number, ...data: number[]) => out.push(id, data.length, ...data.map((b) => b & 0xff));
    part(1, ...this.#basic());
    const beams = this.options.dock ? beamsAt(body, this.options.dock) : { left: 0, center: 0, right: 0 };
    part(3, beams.right, beams.center, beams.left);
    const centidegrees = Math.round(
      (Math.atan2(Math.sin(body.gyro), Math.cos(body.gyro)) * 18_000) / Math.PI,
    );
    part(4, ...word(centidegrees), ...word(Math.round((body.rate * 18_000) / Math.PI)), 0, 0, 0);
    part(
      5,
      ...word(control.cliff === 'right' ? 400 : 1800),
      ...word(control.cliff === 'center' ? 400 : 1800),
      ...word(control.cliff === 'left' ? 400 : 1800),
    );
    part(6, Math.round(Math.abs(body.left) * 60), Math.round(Math.abs(body.right) * 60));
    this.#frameId = (this.#frameId + 2) & 0xff;
    const digit = Math.round((body.rate * 180) / Math.PI / 0.00875);
    const clipped = Math.max(-32_768, Math.min(32_767, digit));
    // Two readings of x, y and z.
    part(13, this.#frameId, 6, ...[0, 0, clipped, 0, 0, clipped].flatMap(word));
    // Digital inputs, four analog ones, and what the protocol keeps free.
    part(16, ...[control.inputs ?? 0x0f, 0, 0, 0, 0, 0, 0, 0].flatMap(word));
    if (this.#requested & 1) part(10, 4, 0, 1, 0);
    if (this.#requested & 2) part(11, 0, 2, 1, 0);
    if (this.#requested & 8) part(19, ...'DaogouSim001'.split('').map((c) => c.charCodeAt(0)));
    if (this.#gains) part(21, 0, 0xa0, 0x86, 1, 0, 100, 0, 0, 0, 0xd0, 7, 0, 0);
    this.#requested = 0;
    this.#gains = false;
    return this.#frame(out);
  }

  /** Basic sensor data. */
  #basic(): number[] {
    const { body, control } = this;
    const bump = control.bumper === undefined ? body.touching : control.bumper;
    return [
      ...word(this.#now & 0xffff),
      flag(SIDES, bump),
      flag(WHEELS, control.wheelDrop),
      flag(SIDES, control.cliff),
      ...word(body.leftTicks & 0xffff),
      ...word(body.rightTicks & 0xffff),
      Math.round(body.left * 80),
      Math.round(body.right * 80),
      control.button ?? 0,
      this.#charger(),
      Math.round(body.volts * 10),
      control.overcurrent ? 3 : 0,
    ];
  }

  /** 0 away from the charger; on it 6 while it charges, 2 when it is full. */
  #charger(): number {
    if (!this.docked) return 0;
    return this.body.volts >= 16.5 ? 2 : 6;
  }

  /** Header, length, payload and checksum, now and then with a bit turned over. */
  #frame(payload: readonly number[]): Uint8Array {
    const frame = [0xaa, 0x55, payload.length, ...payload];
    frame.push(frame.slice(2).reduce((sum, byte) => sum ^ byte, 0));
    const bytes = Uint8Array.from(frame);
    const { damage } = this.control;
    if (damage && this.options.random() < damage)
      bytes[3 + Math.floor(this.options.random() * payload.length)]! ^= 0x40;
    return bytes;
  }
}

const SIDES: Readonly<Record<string, number>> = { right: 1, center: 2, left: 4 };
const WHEELS: Readonly<Record<string, number>> = { right: 1, left: 2 };

const flag = (bits: Readonly<Record<string, number>>, side: string | null | undefined): number =>
  bits[side ?? ''] ?? 0;

/** Sixteen bits, the lower byte first. */
const word = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];

/**
 * Physics of a two-wheeled base in the store's frame. Written for the simulator alone: it shares no code with
 * the drivers it is there to check.
 */

export interface World {
  /** Solid polygons, metres. */
  readonly solids: readonly (readonly (readonly [number, number])[])[];
}

export interface PhysicsOptions {
  readonly start: { x: number; y: number; theta: number };
  /** Standard deviation of slip a wheel, as a share of its speed. */
  readonly slip: number;
  /** Systematic error of the wheels (a worn tyre), as a share. */
  readonly wheelError: number;
  /**
   * Gyro: standard deviation of its rate at 200 Hz (rad/s; 0.005 is the 0.03 dps/√Hz of the L3G4200D) and
   * constant drift (rad/s).
   */
  readonly gyroNoise: number;
  readonly gyroDrift: number;
  readonly radius: number;
  readonly random: () => number;
}

const TRACK = 0.23;
const WHEEL_RADIUS = 0.035;
const RAD_PER_TICK = 0.002436916871363930187454;
/** m/s²: what the motors can do, and what the tyres hold when they brake. */
const MOTOR_ACCELERATION = 1.5;
const BRAKE = 6;

export class Body {
  x: number;
  y: number;
  theta: number;
  /** Wheel speeds over ground, m/s. */
  left = 0;
  right = 0;
  /** Angle the gyro believes, radians, unbounded. */
  gyro = 0;
  rate = 0;
  leftTicks = 0;
  rightTicks = 0;
  leftTravel = 0;
  rightTravel = 0;
  /** Metres driven in all. */
  driven = 0;
  volts = 16.4;
  touching: 'left' | 'center' | 'right' | undefined;
  /** Deepest overlap with a solid ever, metres. */
  worstOverlap = 0;

  constructor(
    readonly options: PhysicsOptions,
    readonly world: World,
  ) {
    this.x = options.start.x;
    this.y = options.start.y;
    this.theta = options.start.theta;
  }

  /** Gaussian by Box and Muller. */
  #normal(): number {
    const u = Math.max(1e-12, this.options.random());
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.options.random());
  }

  /**
   * Moves by `dt` seconds towards the wanted wheel speeds (m/s). `held` wheels (robot lifted or blocked) turn
   * without moving it.
   */
  step(dt: number, wantLeft: number, wantRight: number): void {
    this.left = ramp(this.left, wantLeft, dt);
    this.right = ramp(this.right, wantRight, dt);
    const { slip, wheelError, gyroNoise, gyroDrift } = this.options;
    // Wheels turn as commanded; the floor gets a little less, differently on each side.
    const groundLeft = this.left * (1 + wheelError + slip * this.#normal());
    const groundRight = this.right * (1 - wheelError / 2 + slip * this.#normal());
    const v = (groundLeft + groundRight) / 2;
    const w = (groundRight - groundLeft) / TRACK;
    const theta = this.theta + w * dt;
    const mid = this.theta + (w * dt) / 2;
    const x = this.x + v * dt * Math.cos(mid);
    const y = this.y + v * dt * Math.sin(mid);
    const before = this.#overlap(this.x, this.y);
    const after = this.#overlap(x, y);
    const deeper = after.depth > 0.005 && after.depth > before.depth;
    if (!deeper) {
      this.x = x;
      this.y = y;
      this.driven += Math.abs(v) * dt;
      this.leftTravel += this.left * dt;
      this.rightTravel += this.right * dt;
    } else {
      // Blocked: the wheels stall.
      this.left *= 0.2;
      this.right *= 0.2;
    }
    this.theta = theta;
    this.rate = w + gyroNoise * this.#normal() + gyroDrift * (Math.abs(v) + Math.abs(w) > 1e-3 ? 1 : 0);
    this.gyro += this.rate * dt;
    const touch = after.depth > 0.003 ? after : before;
    this.worstOverlap = Math.max(this.worstOverlap, this.#overlap(this.x, this.y).depth);
    this.touching = undefined;
    if (touch.depth > 0.003 || deeper) {
      const bearing = wrap(Math.atan2(touch.y - this.y, touch.x - this.x) - this.theta);
      if (Math.abs(bearing) < 1.4) this.touching = sideAt(bearing);
    }
    const circumference = WHEEL_RADIUS * RAD_PER_TICK;
    this.leftTicks = Math.round(this.leftTravel / circumference);
    this.rightTicks = Math.round(this.rightTravel / circumference);
    this.volts -= dt * (2e-5 + 6e-5 * (Math.abs(this.left) + Math.abs(this.right)));
  }

  /** How deep the hull sits in the nearest solid, and its nearest point. */
  #overlap(x: number, y: number): { depth: number; x: number; y: number } {
    let best = { depth: 0, x, y };
    for (const ring of this.world.solids) {
      if (!near(ring, x, y, this.options.radius)) continue;
      let inside = false;
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [ax, ay] = ring[i]!;
        const [bx, by] = ring[j]!;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
        const length = (bx - ax) ** 2 + (by - ay) ** 2;
        const t =
          length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
        const px = ax + t * (bx - ax);
        const py = ay + t * (by - ay);
        const depth = this.options.radius - Math.hypot(px - x, py - y);
        if (depth > best.depth) best = { depth, x: px, y: py };
      }
      if (inside) best = { depth: this.options.radius, x, y };
    }
    return best;
  }
}

const boxes = new WeakMap<object, [number, number, number, number]>();

/** False when a ring's bounding box is out of reach. */
function near(ring: World['solids'][number], x: number, y: number, reach: number): boolean {
  let box = boxes.get(ring);
  if (!box) {
    box = [
      Math.min(...ring.map((p) => p[0])),
      Math.min(...ring.map((p) => p[1])),
      Math.max(...ring.map((p) => p[0])),
      Math.max(...ring.map((p) => p[1])),
    ];
    boxes.set(ring, box);
  }
  return x > box[0] - reach && y > box[1] - reach && x < box[2] + reach && y < box[3] + reach;
}

/** A wheel's speed a moment later: slow to speed up, quick to slow down. */
function ramp(speed: number, wanted: number, dt: number): number {
  const braking = Math.abs(wanted) < Math.abs(speed) || wanted * speed < 0;
  const most = (braking ? BRAKE : MOTOR_ACCELERATION) * dt;
  return speed + Math.max(-most, Math.min(most, wanted - speed));
}

export function wrap(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

/** A small repeatable generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 15), z | 1);
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
    return ((z ^ (z >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The side of the bumper at a bearing. */
function sideAt(bearing: number): 'left' | 'center' | 'right' {
  if (bearing > 0.5) return 'left';
  return bearing < -0.5 ? 'right' : 'center';
}

import { STALL_MS } from './policy';

/** How long something has been so without a break, milliseconds. */
export class Since {
  #since: number | undefined;

  /** Milliseconds since it became so; 0 while it is not. */
  update(is: boolean, now: number): number {
    if (!is) this.#since = undefined;
    else this.#since ??= now;
    return this.#since === undefined ? 0 : now - this.#since;
  }

  clear(): void {
    this.#since = undefined;
  }
}

/** Slowest command that must turn the wheels, and fastest they turn when they don't, m/s. */
const WANTED = 0.07;
const MOVING = 0.02;

/**
 * Notices that the wheels are commanded and do not turn: something holds the robot that its bumper does not
 * feel.
 */
export class StallWatch {
  readonly #stalled = new Since();

  /** True once, when it has lasted too long. */
  update(wanted: number, measured: number, now: number): boolean {
    if (this.#stalled.update(wanted >= WANTED && Math.abs(measured) <= MOVING, now) < STALL_MS) return false;
    this.clear();
    return true;
  }

  clear(): void {
    this.#stalled.clear();
  }
}

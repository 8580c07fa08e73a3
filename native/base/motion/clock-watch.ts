/** What the time since the last tick says about the machine. */
export type ClockVerdict = 'on time' | 'late' | 'slept';

/**
 * A pause after which speeds begin again from zero, and one after which the trip is over: the machine slept,
 * or its clock was moved. Milliseconds.
 */
const LATE_MS = 200;
const SLEPT_MS = 3_000;

/**
 * Compares the monotonic clock, which stands still while a machine sleeps, with the wall clock, which does
 * not.
 */
export class ClockWatch {
  #monotonic: number | undefined;
  #wall: number | undefined;

  /** Time since the last tick in milliseconds, and what to make of it. */
  tick(monotonic: number, wall: number): { elapsed: number; verdict: ClockVerdict } {
    const elapsed = this.#monotonic === undefined ? 0 : monotonic - this.#monotonic;
    const jump = this.#wall === undefined ? 0 : Math.abs(wall - this.#wall - elapsed);
    this.#monotonic = monotonic;
    this.#wall = wall;
    if (elapsed > SLEPT_MS || jump > SLEPT_MS) return { elapsed, verdict: 'slept' };
    return { elapsed, verdict: elapsed > LATE_MS || elapsed < 0 ? 'late' : 'on time' };
  }
}

/** Deviations kept for the figures: one minute at 20 Hz. */
const KEPT = 1_200;

/**
 * Calls back at a steady rate. Every call is due at a multiple of the period after the start, so that late
 * calls do not add up as they do with setInterval; what was missed by more than a period is left out, not
 * made up for in a burst.
 */
export class ControlLoop {
  readonly #deviations = new Float32Array(KEPT);
  #ticks = 0;
  #due = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    /** Milliseconds. */
    readonly period: number,
    readonly step: (now: number) => void,
    readonly clock: () => number = () => performance.now(),
  ) {}

  start(): void {
    this.#due = this.clock() + this.period;
    this.#wait();
  }

  /**
   * Begins to count anew, the next call a period from now: what came before (planning on a new map, say) was
   * no driving.
   */
  restart(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#ticks = 0;
    this.start();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** How far from due the last minute's calls came, milliseconds. */
  get jitter(): { p50: number; p99: number; max: number; ticks: number } {
    const kept = Math.min(this.#ticks, KEPT);
    const sorted = this.#deviations.slice(0, kept).sort();
    const at = (share: number) => sorted[Math.min(kept - 1, Math.floor(kept * share))] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1), ticks: this.#ticks };
  }

  #wait(): void {
    // Node rounds a timer's fraction away, so that it may fire a moment early.
    this.#timer = setTimeout(() => this.#fire(), Math.max(1, this.#due - this.clock()));
  }

  #fire(): void {
    const now = this.clock();
    this.#deviations[this.#ticks++ % KEPT] = Math.abs(now - this.#due);
    this.#due += this.period;
    if (this.#due <= now) this.#due += Math.ceil((now - this.#due) / this.period) * this.period;
    this.#wait();
    this.step(now);
  }
}

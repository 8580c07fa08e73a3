/**
 * A step of our own that took longer than so many of its lengths counts as so many: for the rest we were not
 * there to hear.
 */
const LONGEST_STEP = 2;

/**
 * How long a child has said nothing, counted only while this process itself ran. After a sleep of the
 * machine, a stop of this process or a long piece of work in it, the child's answers still lie unread; their
 * lateness is ours, so such a gap counts as two steps at most.
 */
export class SilenceWatch {
  #at = 0;
  #silent = 0;

  /** `step`: milliseconds between two calls of {@link tick}. */
  constructor(private readonly step: number) {}

  /** A new child: its silence begins now, monotonic milliseconds. */
  begin(now: number): void {
    this.#at = now;
    this.#silent = 0;
  }

  /** The child said something. */
  heard(): void {
    this.#silent = 0;
  }

  /** One step; answers the milliseconds of silence so far. */
  tick(now: number): number {
    this.#silent += Math.min(now - this.#at, LONGEST_STEP * this.step);
    this.#at = now;
    return this.#silent;
  }
}

/**
 * Seconds of sound that may come in one go: a page that was held up delivers what it heard meanwhile, and is
 * ended after half of this.
 */
const BURST_S = 30;
/** Seconds of sound a second in the long run. */
const TIMES_REAL_TIME = 4;
/** Sound that was taken and not yet dealt with, seconds. */
const MOST_WAITING_S = 30;
/** A message costs as much sound at least, however little it brings; the page's own bring 0.032 s. */
const LEAST_S = 0.002;
/** Other messages a second in the long run, and in one go; a turn has some five. */
const WORDS = { perSecond: 20, burst: 100 } as const;

/**
 * Lets through so many units a second in the long run and so many in one go; `now` is monotonic,
 * milliseconds.
 */
class Bucket {
  private left: number;
  private at: number;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
    private readonly now: () => number,
  ) {
    this.left = burst;
    this.at = now();
  }

  take(units: number): boolean {
    const at = this.now();
    this.left = Math.min(this.burst, this.left + ((at - this.at) / 1_000) * this.perSecond);
    this.at = at;
    if (this.left < units) return false;
    this.left -= units;
    return true;
  }
}

/**
 * Bounds what the page's audio port brings: no microphone comes near these bounds, a page gone wild does at
 * once.
 */
export class Inflow {
  private readonly sound: Bucket;
  private readonly words: Bucket;
  private waiting = 0;

  constructor(now: () => number) {
    this.sound = new Bucket(TIMES_REAL_TIME, BURST_S, now);
    this.words = new Bucket(WORDS.perSecond, WORDS.burst, now);
  }

  /** Whether sound of so many seconds may come in; what may counts as waiting until `done`. */
  takesSound(seconds: number): boolean {
    if (this.waiting + seconds > MOST_WAITING_S || !this.sound.take(Math.max(seconds, LEAST_S))) return false;
    this.waiting += seconds;
    return true;
  }

  /** Sound that was taken has been dealt with. */
  done(seconds: number): void {
    this.waiting -= seconds;
  }

  /** Whether a message without sound may come in. */
  takesWord(): boolean {
    return this.words.take(1);
  }
}

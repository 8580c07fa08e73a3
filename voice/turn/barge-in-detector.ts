import type { Ambient } from '../audio/ambient';
import type { EchoGuard } from '../audio/echo';
import { rms } from '../audio/level';

/** A frame speaks for a voice as far as its probability lies above this … */
const DOUBT = 0.3;
/**
 * … and a voice is over the reply when the sum reaches this: three sure frames of 32 ms, or six that are
 * hardly sure.
 */
const ENOUGH = 1.45;
/** Decibels that a shopper stands out from the shop. */
const ABOVE_AMBIENT = 5;

/**
 * Decides when somebody talks over the reply: a voice, louder than the shop, that is not the reply's own
 * echo.
 */
export class BargeInDetector {
  private evidence = 0;

  constructor(
    private readonly echo: EchoGuard,
    private readonly ambient: Ambient,
  ) {}

  /** Nothing speaks for a voice. */
  get silent(): boolean {
    return this.evidence === 0;
  }

  reset(): void {
    this.evidence = 0;
  }

  /**
   * One frame with its probability of speech, ended at `at` milliseconds; true once somebody talks over the
   * reply.
   */
  push(frame: Float32Array, probability: number, at: number): boolean {
    const loud = 20 * Math.log10(rms(frame) + 1e-9) > (this.ambient.level ?? -90) + ABOVE_AMBIENT;
    const own = this.echo.isEcho(frame, at);
    if (own || !loud || probability < DOUBT) this.evidence = Math.max(0, this.evidence - DOUBT);
    else this.evidence += probability - DOUBT;
    return this.evidence >= ENOUGH;
  }
}

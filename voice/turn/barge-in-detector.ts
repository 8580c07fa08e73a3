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
/** Frames without a voice after which what came before was another's, or the reply's: 200 ms. */
const LONGEST_GAP = 6;
/** Decibels that a shopper stands out from the shop. */
const ABOVE_AMBIENT = 5;

/**
 * Decides when somebody talks over the reply: a voice, louder than the shop, that is not the reply's own
 * echo.
 */
export class BargeInDetector {
  private evidence = 0;
  private sinceOnset: number | undefined;
  private gap = 0;

  constructor(
    private readonly echo: EchoGuard,
    private readonly ambient: Ambient,
  ) {}

  /** Frames since the voice that may be over the reply began; 0 where there is none. */
  get voiceFrames(): number {
    return this.sinceOnset ?? 0;
  }

  reset(): void {
    this.evidence = 0;
    this.sinceOnset = undefined;
  }

  /**
   * One frame with its probability of speech, ended at `at` milliseconds; true once somebody talks over the
   * reply.
   */
  push(frame: Float32Array, probability: number, at: number): boolean {
    const loud = 20 * Math.log10(rms(frame) + 1e-9) > (this.ambient.level ?? -90) + ABOVE_AMBIENT;
    const heard = this.echo.hear(frame, at);
    const voice = loud && probability >= DOUBT;
    this.follow(voice && heard !== 'echo');
    if (voice && heard === 'other') this.evidence += probability - DOUBT;
    else this.evidence = Math.max(0, this.evidence - DOUBT);
    return this.evidence >= ENOUGH;
  }

  /**
   * Where the voice began: what rises and falls as the reply does is no evidence of a shopper, but once there
   * is one it was theirs, and the first word with it.
   */
  private follow(voice: boolean): void {
    this.gap = voice ? 0 : this.gap + 1;
    if (this.gap > LONGEST_GAP) this.sinceOnset = undefined;
    else if (voice || this.sinceOnset !== undefined) this.sinceOnset = (this.sinceOnset ?? 0) + 1;
  }
}

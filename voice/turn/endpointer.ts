/** What the endpointer noticed in a frame. */
export type EndpointSign = 'speech' | 'pause' | 'endpoint' | 'nothing';

export interface EndpointerOptions {
  /** Speech is on already (barge-in, words right after the wake phrase). */
  speaking?: boolean;
}

/** How the words heard so far look: a whole question, one that hangs in the air ('我想要…'), or neither. */
export type Completeness = 'complete' | 'open' | 'unknown';

const FRAME_MS = 32;
const SPEECH = 0.5;
const SILENCE = 0.35;
/** Speech of this length begins an utterance; a click does not. */
const BEGIN_MS = 96;
const PAUSE_MS = 192;
const SHORTEST_MS = 400;
const LONGEST_MS = 1_200;
/** Silence that ends an utterance of ordinary pace, by how its words look. */
const SILENCE_MS: Readonly<Record<Completeness, number>> = { complete: 480, open: 1_100, unknown: 650 };
/** Nobody speaks for this long: the turn ends. */
const NOTHING_MS = 7_000;
/** An utterance this long is cut. */
const UTTERANCE_MS = 15_000;

/**
 * Decides when the shopper has finished, from one speech probability every 32 ms. The silence it waits for
 * adapts between 400 and 1200 ms: a complete question ends sooner; a speaker who paused before and went on,
 * who speaks slowly, or whose sentence hangs in the air is given longer.
 */
export class Endpointer {
  private heardMs = 0;
  private voicedMs = 0;
  private runMs = 0;
  private silenceMs = 0;
  private begun: boolean;
  private paused = false;
  private longestPauseMs = 0;
  private utteranceMs = 0;

  constructor(options: EndpointerOptions = {}) {
    this.begun = options.speaking ?? false;
  }

  /** True once speech has begun. */
  get speaking(): boolean {
    return this.begun;
  }

  /**
   * @param probability of speech in this frame
   * @param completeness of the words so far
   * @param syllables recognised so far, for the pace
   */
  push(probability: number, completeness: Completeness, syllables: number): EndpointSign | undefined {
    this.heardMs += FRAME_MS;
    if (this.begun) this.utteranceMs += FRAME_MS;
    if (probability >= SPEECH) return this.voiced();
    if (probability >= SILENCE && !this.paused && this.begun) return undefined;
    this.runMs = 0;
    if (!this.begun) return this.heardMs >= NOTHING_MS ? 'nothing' : undefined;
    this.silenceMs += FRAME_MS;
    if (this.silenceMs >= this.patience(completeness, syllables) || this.utteranceMs >= UTTERANCE_MS)
      return 'endpoint';
    if (!this.paused && this.silenceMs >= PAUSE_MS) {
      this.paused = true;
      return 'pause';
    }
    return undefined;
  }

  private voiced(): EndpointSign | undefined {
    this.runMs += FRAME_MS;
    this.voicedMs += FRAME_MS;
    if (this.utteranceMs >= UTTERANCE_MS) return 'endpoint';
    if (this.begun && !this.paused) {
      this.silenceMs = 0;
      return undefined;
    }
    if (this.runMs < BEGIN_MS) return undefined;
    if (this.paused) this.longestPauseMs = Math.max(this.longestPauseMs, this.silenceMs);
    this.begun = true;
    this.paused = false;
    this.silenceMs = 0;
    return 'speech';
  }

  /** Trailing silence to wait for now, milliseconds. */
  patience(completeness: Completeness, syllables: number): number {
    const pace = this.voicedMs > 800 && syllables > 0 ? (syllables * 1_000) / this.voicedMs : 4;
    const slow = pace < 2.5 ? 300 : 0;
    const hesitant = this.longestPauseMs * 1.4;
    const base = SILENCE_MS[completeness];
    return Math.max(
      SHORTEST_MS,
      Math.min(LONGEST_MS, Math.max(base + slow, completeness === 'complete' ? hesitant * 0.7 : hesitant)),
    );
  }
}

import type { Lang, StageStatus } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';
import { splitClauses, type Clause } from '../../speech/clauses';
import { normalize } from '../../speech/normalize';
import type { MouthPort } from '../../turn/mouth-port';
import { abortable } from './abortable';
import { amplify, concat, fadeIn, fadeOut, levelGain } from './pcm';
import { Prerenderer } from './prerenderer';
import { RecentSpeech } from './recent-speech';
import { SpeechCache } from './speech-cache';
import type { Synthesizer } from './synthesizer';
import { findVoices, type VoiceOptions, type Voices } from './voices';

export interface MouthOptions extends VoiceOptions {
  /** Where rendered speech is kept; without it none is. */
  cacheDir?: string;
  /** Size of the cache on disk, bytes; 400 MB (two to three hours of speech) by default. */
  cacheBudget?: number;
}

/** A piece of a reply; `text` is the clause that it begins, as written. */
export interface Sound extends Pcm {
  text?: string;
}

export interface SpeakOptions {
  signal?: AbortSignal;
  /** Pace, 1 the voice's own; multiplied by what `adjust` has set. */
  rate?: number;
}

export interface Mouth extends MouthPort {
  /** False when only captions are left. */
  readonly ready: boolean;
  /** Sound of a text as it is made: the beginning plays while the rest is being spoken. Ends early without an error when the signal fires. */
  speak(text: string, lang: Lang, options?: SpeakOptions): AsyncIterable<Sound>;
  /** Renders phrases ahead, waiting whenever something is said or `hold` is on; resolves when all are done or the signal fires. */
  prerenderAll(phrases: readonly { lang: Lang; text: string }[], signal?: AbortSignal): Promise<void>;
  /** Keeps the processor free for the ear: no rendering ahead while on. */
  hold(on: boolean): void;
}

const DEFAULT_BUDGET = 400 * 1024 * 1024;
/** Speech of replies kept in memory: 12 MB. */
const MEMORY_SECONDS = 120;
const RATE = { min: 0.7, max: 1.5, step: 1.12 } as const;
const GAIN = { min: 0.25, max: 2, step: 1.35 } as const;
/** Seconds of work a second of speech above which a reply that isn't ready is left to the plain voice. */
const TOO_SLOW = 2.5;

/**
 * Makes the mouth of the voices installed: Kokoro, with Debian's espeak-ng as a program of its own where Kokoro is absent or the machine
 * too slow for it, else captions only. Never throws for a missing or broken model: `status` says in plain words what speaks.
 */
export async function createMouth(options: MouthOptions): Promise<Mouth> {
  const voices = await findVoices(options);
  return new SpeakingMouth(voices, options.cacheDir ? new SpeechCache(options.cacheDir, options.cacheBudget ?? DEFAULT_BUDGET) : undefined);
}

/** A clause on its way to the loudspeaker. */
interface Utterance {
  readonly clause: Clause;
  /** The clause in words. */
  readonly spoken: string;
  readonly lang: Lang;
  readonly rate: number;
  readonly voice: Synthesizer;
}

/** The mouth of given voices and, if any, a cache on disk; `createMouth` is what others call. */
export class SpeakingMouth implements Mouth {
  private rate = 1;
  private gain = 1;
  private readonly prerenderer = new Prerenderer((clause, lang, signal) => this.keep(clause, lang, signal));
  private readonly memory = new RecentSpeech(MEMORY_SECONDS);
  private closed = false;
  private slow = false;

  constructor(
    private readonly voices: Voices,
    private readonly disk: SpeechCache | undefined,
  ) {}

  get ready(): boolean {
    return !this.closed && (this.voices.good ?? this.voices.plain) !== undefined;
  }

  get status(): StageStatus {
    if (!this.slow || !this.voices.plain) return this.voices.status;
    return { ...this.voices.status, detail: 'This machine is too slow for the good voice: what is not rendered ahead is said by the plain one.' };
  }

  say(request: { text: string; lang: Lang; signal: AbortSignal }): AsyncIterable<Sound> {
    return this.speak(request.text, request.lang, { signal: request.signal });
  }

  async *speak(text: string, lang: Lang, { signal, rate = 1 }: SpeakOptions = {}): AsyncGenerator<Sound> {
    if (!this.ready || signal?.aborted) return;
    const release = this.prerenderer.pause();
    try {
      const utterances = await this.utterances(text, lang, this.rate * rate);
      for (const [i, utterance] of utterances.entries()) {
        let first = true;
        let sampleRate = 0;
        for await (const sound of abortable(this.sound(utterance, signal), signal)) {
          sampleRate = sound.sampleRate;
          yield { ...sound, samples: amplify(Float32Array.from(sound.samples), this.gain), ...(first ? { text: utterance.clause.text } : {}) };
          first = false;
        }
        if (signal?.aborted) return;
        const pause = Math.round((utterance.clause.pauseMs / 1000 / utterance.rate) * sampleRate);
        if (i + 1 < utterances.length && pause > 0) yield { sampleRate, samples: new Float32Array(pause) };
      }
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      release();
    }
  }

  prerender(phrases: readonly { lang: Lang; text: string }[]): void {
    void this.prerenderAll(phrases).catch(() => undefined);
  }

  async prerenderAll(phrases: readonly { lang: Lang; text: string }[], signal?: AbortSignal): Promise<void> {
    if (!this.ready || !this.disk || !this.voices.good) return;
    const jobs = phrases.flatMap(({ lang, text }) => splitClauses(text).map((clause) => ({ clause, lang })));
    await this.prerenderer.replace(jobs, signal);
  }

  hold(on: boolean): void {
    this.prerenderer.hold(on);
  }

  adjust(change: 'louder' | 'softer' | 'slower' | 'faster'): void {
    if (change === 'louder') this.gain = Math.min(GAIN.max, this.gain * GAIN.step);
    else if (change === 'softer') this.gain = Math.max(GAIN.min, this.gain / GAIN.step);
    else if (change === 'faster') this.rate = Math.min(RATE.max, this.rate * RATE.step);
    else this.rate = Math.max(RATE.min, this.rate / RATE.step);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.prerenderer.close();
    await Promise.all([this.voices.good?.close(), this.voices.plain?.close()]);
  }

  /** The reply's clauses, all by the same voice: the good one unless it is too slow and something isn't there yet. */
  private async utterances(text: string, lang: Lang, rate: number): Promise<Utterance[]> {
    const { good, plain } = this.voices;
    const spoken = splitClauses(text).map((clause) => ({ clause, spoken: normalize(clause.text, lang), lang, rate }));
    const by = (voice: Synthesizer): Utterance[] => spoken.map((s) => ({ ...s, voice }));
    if (!good) return plain ? by(plain) : [];
    if (!plain || good.realTimeFactor < TOO_SLOW) {
      this.slow = false;
      return by(good);
    }
    this.slow = true;
    const there = await Promise.all(by(good).map(async (u) => this.has(await this.key(u))));
    return by(there.every(Boolean) ? good : plain);
  }

  /**
   * A clause's sound, levelled and faded: kept, or made now. What is made for a reply stays in memory only, since a reply may repeat
   * a shopper's words; the disk holds nothing but the store's own phrases.
   */
  private async *sound(utterance: Utterance, signal?: AbortSignal): AsyncGenerator<Pcm> {
    const key = await this.key(utterance);
    if (!key) return;
    const kept = this.memory.get(key) ?? (await this.disk?.get(key));
    if (kept) {
      yield kept;
      return;
    }
    const pieces: Pcm[] = [];
    for await (const piece of this.make(utterance, true, signal)) {
      pieces.push(piece);
      yield piece;
    }
    const [first] = pieces;
    if (first) this.memory.put(key, { sampleRate: first.sampleRate, samples: concat(pieces.map((p) => p.samples)) });
  }

  /** Renders a phrase of the store onto the disk unless it is there. */
  private async keep(clause: Clause, lang: Lang, signal: AbortSignal): Promise<void> {
    const { good } = this.voices;
    if (!good || !this.disk) return;
    const utterance: Utterance = { clause, spoken: normalize(clause.text, lang), lang, rate: this.rate, voice: good };
    const key = await this.key(utterance);
    if (!key || (await this.disk.has(key))) return;
    for await (const whole of this.make(utterance, false, signal)) await this.disk.put(key, whole);
  }

  private async *make({ spoken, lang, rate, voice }: Utterance, streaming: boolean, signal?: AbortSignal): AsyncGenerator<Pcm> {
    let gain: number | undefined;
    for await (const { sampleRate, samples, last } of voice.synthesize(spoken, lang, { rate, streaming, signal })) {
      if (gain === undefined) fadeIn(samples, sampleRate);
      gain ??= levelGain(samples, sampleRate);
      amplify(samples, gain);
      yield { sampleRate, samples: last ? fadeOut(samples, sampleRate) : samples };
    }
  }

  private async has(key: string | undefined): Promise<boolean> {
    return key === undefined || this.memory.get(key) !== undefined || (await this.disk?.has(key)) === true;
  }

  private async key({ spoken, lang, rate, voice }: Utterance): Promise<string | undefined> {
    const identity = await voice.identity(spoken, lang);
    return identity && SpeechCache.key(...identity, rate.toFixed(2));
  }
}

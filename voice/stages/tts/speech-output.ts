import type { SpokenPhrase, StageStatus, Understood } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';
import { splitClauses } from '../../speech/clauses';
import { normalize } from '../../speech/normalize';
import type { SpeechOutputPort } from '../../turn/speech-output-port';
import { abortable } from './abortable';
import { amplify } from './pcm';
import { PartBook } from './parts';
import { Prerenderer, type Job } from './prerenderer';
import { SpeechCache } from './speech-cache';
import type { Synthesizer } from './synthesizer';
import { SpeechMaker, type Utterance } from './utterances';
import { findVoices, type VoiceOptions, type Voices } from './voices';
import { Volume, type VolumeSettings } from './volume';

export interface SpeechOutputOptions extends VoiceOptions {
  /** Where rendered speech is kept; without it none is. */
  cacheDir?: string;
  /** Size of the cache on disk, bytes; 400 MB (two to three hours of speech) by default. */
  cacheBudget?: number;
  volume?: VolumeSettings;
}

/** A piece of a reply; `text` is the clause that it begins, as written. */
export interface Sound extends Pcm {
  text?: string;
}

export interface SpeakOptions {
  signal?: AbortSignal;
  /** Pace, 1 the voice's own; multiplied by what `adjust` has set. */
  rate?: number;
  /** Each clause is made in one go: nobody waits for the first sound. */
  whole?: boolean;
}

export interface SpeechOutput extends SpeechOutputPort {
  /** False when only captions are left. */
  readonly ready: boolean;
  /**
   * Sound of a text as it is made: the beginning plays while the rest is being spoken. Ends early without an
   * error when the signal fires.
   */
  speak(text: string, lang: Understood, options?: SpeakOptions): AsyncIterable<Sound>;
  /**
   * Renders phrases ahead, waiting whenever something is said or `hold` is on; resolves when all are done or
   * the signal fires.
   */
  prerenderAll(phrases: readonly SpokenPhrase[], signal?: AbortSignal): Promise<void>;
  /** Keeps the processor free for the recognizer: no rendering ahead while on. */
  hold(on: boolean): void;
}

const DEFAULT_BUDGET = 400 * 1024 * 1024;
const RATE = { min: 0.7, max: 1.5, step: 1.12 } as const;
/** Seconds of work a second of speech above which a reply that isn't ready is left to the plain voice. */
const TOO_SLOW = 2.5;

/**
 * Makes speech output of the voices installed: Kokoro, with Debian's espeak-ng as a program of its own where
 * Kokoro is absent or the machine too slow for it, else captions only. Never throws for a missing or broken
 * model: `status` says in plain words what speaks.
 */
export async function createSpeechOutput(options: SpeechOutputOptions): Promise<SpeechOutput> {
  const voices = await findVoices(options);
  return new VoicedSpeechOutput(
    voices,
    options.cacheDir ? new SpeechCache(options.cacheDir, options.cacheBudget ?? DEFAULT_BUDGET) : undefined,
    new Volume(options.volume),
  );
}

/** Speech output of given voices and, if any, a cache on disk; `createSpeechOutput` is what others call. */
export class VoicedSpeechOutput implements SpeechOutput {
  private rate = 1;
  private readonly prerenderer = new Prerenderer((job, signal) => this.keep(job, signal));
  private readonly parts = new PartBook();
  private readonly maker: SpeechMaker;
  private closed = false;
  private slow = false;

  constructor(
    private readonly voices: Voices,
    private readonly disk: SpeechCache | undefined,
    private readonly volume = new Volume(),
  ) {
    this.maker = new SpeechMaker(disk);
  }

  get ready(): boolean {
    return !this.closed && (this.voices.good ?? this.voices.plain) !== undefined;
  }

  get status(): StageStatus {
    if (!this.slow || !this.voices.plain) return this.voices.status;
    return {
      ...this.voices.status,
      detail:
        'This machine is too slow for the good voice: what is not rendered ahead is said by the plain one.',
    };
  }

  say(request: { text: string; lang: Understood; signal: AbortSignal }): AsyncIterable<Sound> {
    return this.speak(request.text, request.lang, { signal: request.signal });
  }

  async *speak(
    text: string,
    lang: Understood,
    { signal, rate = 1, whole = false }: SpeakOptions = {},
  ): AsyncGenerator<Sound> {
    if (!this.ready || signal?.aborted) return;
    const release = this.prerenderer.pause();
    try {
      const utterances = await this.utterances(text, lang, this.rate * rate);
      const { gain } = this.volume;
      for (const [i, utterance] of utterances.entries()) {
        let first = true;
        let sampleRate = 0;
        for await (const sound of abortable(
          this.maker.sound(utterance, whole ? 'one' : 'soon', signal),
          signal,
        )) {
          sampleRate = sound.sampleRate;
          yield {
            ...sound,
            samples: amplify(Float32Array.from(sound.samples), gain),
            ...(first && utterance.clause.text ? { text: utterance.clause.text } : {}),
          };
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

  prerender(phrases: readonly SpokenPhrase[]): void {
    void this.prerenderAll(phrases).catch(() => undefined);
  }

  async prerenderAll(phrases: readonly SpokenPhrase[], signal?: AbortSignal): Promise<void> {
    this.parts.clear();
    for (const { lang, text, part } of phrases) if (part) this.parts.add(lang, text);
    if (!this.ready || !this.disk || !this.voices.good) return;
    const jobs = phrases.flatMap(({ lang, text, part }): Job[] =>
      part ? [{ text, lang, part }] : splitClauses(text).map((clause) => ({ text: clause.text, lang })),
    );
    await this.prerenderer.replace(jobs, signal);
  }

  hold(on: boolean): void {
    if (on) this.voices.good?.prepare?.();
    this.prerenderer.hold(on);
  }

  adjust(change: 'louder' | 'softer' | 'slower' | 'faster'): void {
    if (change === 'louder') this.volume.louder();
    else if (change === 'softer') this.volume.softer();
    else if (change === 'faster') this.rate = Math.min(RATE.max, this.rate * RATE.step);
    else this.rate = Math.max(RATE.min, this.rate / RATE.step);
  }

  ambient(level: number): void {
    this.volume.ambient(level);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.prerenderer.close();
    await Promise.all([this.voices.good?.close(), this.voices.plain?.close()]);
  }

  /**
   * The reply's clauses, all by the same voice: the good one unless it is too slow and something isn't there
   * yet.
   */
  private async utterances(text: string, lang: Understood, rate: number): Promise<Utterance[]> {
    const { good, plain } = this.voices;
    const clauses = splitClauses(text);
    const by = (voice: Synthesizer) =>
      clauses.map((clause): Utterance => ({
        clause,
        spoken: normalize(clause.text, lang),
        lang,
        rate,
        voice,
      }));
    if (!good) return plain ? by(plain) : [];
    const pieces = (await Promise.all(by(good).map((utterance) => this.inParts(utterance)))).flat();
    if (!plain || good.realTimeFactor < TOO_SLOW) {
      this.slow = false;
      return pieces;
    }
    this.slow = true;
    const there = await Promise.all(pieces.map((piece) => this.maker.has(piece)));
    return there.every(Boolean) ? pieces : by(plain);
  }

  /**
   * A clause that has to be made, cut so that it begins with a part that is there. The caption stays the
   * clause's.
   */
  private async inParts(utterance: Utterance): Promise<Utterance[]> {
    const { clause, lang } = utterance;
    if (await this.maker.has(utterance)) return [utterance];
    const texts = this.parts.split(clause.text, lang);
    const pieces = texts.map((text, i): Utterance => {
      const last = i + 1 === texts.length;
      const spoken = last && !this.parts.has(lang, text) ? normalize(text, lang) : partAsSaid(text, lang);
      return {
        ...utterance,
        spoken,
        clause: { text: i === 0 ? clause.text : '', pauseMs: last ? clause.pauseMs : 0 },
      };
    });
    return pieces[0] && (await this.maker.has(pieces[0])) ? pieces : [utterance];
  }

  /** Renders something of the store's ahead. */
  private async keep({ text, lang, part }: Job, signal: AbortSignal): Promise<void> {
    const { good } = this.voices;
    if (good)
      await this.maker.keep(
        {
          clause: { text, pauseMs: 0 },
          spoken: part ? partAsSaid(text, lang) : normalize(text, lang),
          lang,
          rate: this.rate,
          voice: good,
        },
        signal,
      );
  }
}

/** A part as it is said before more: the voice stays up. */
const partAsSaid = (text: string, lang: Understood): string =>
  `${normalize(text, lang)}${lang === 'zh' ? '，' : ','}`;

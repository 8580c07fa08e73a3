import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang, StageStatus } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';
import { splitClauses, type Clause } from '../../speech/clauses';
import { normalize } from '../../speech/normalize';
import type { MouthPort } from '../../turn/mouth-port';
import { EspeakSynthesizer } from './espeak-synthesizer';
import { KokoroEngine } from './kokoro/engine';
import { KOKORO_DIR, KOKORO_FILES, voiceFile } from './kokoro/layout';
import { KokoroSynthesizer } from './kokoro-synthesizer';
import { fadeEnds, matchLevel, withPause } from './pcm';
import { Prerenderer } from './prerenderer';
import { RecentSpeech } from './recent-speech';
import { SpeechCache } from './speech-cache';
import type { Synthesizer } from './synthesizer';

export interface MouthOptions {
  /** Where the models lie; Kokoro in its folder `kokoro-82m-v1.0`. */
  modelsDir: string;
  /** Where rendered speech is kept; empty keeps none. */
  cacheDir?: string;
  voiceZh: string;
  voiceEn: string;
  /** onnxruntime threads. */
  threads: number;
  /** Size of the cache on disk, bytes; 400 MB (two to three hours of speech) by default. */
  cacheBudget?: number;
}

/** A piece of a reply; `text` is the clause that it begins. */
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
  /** Sound of a text, clause by clause: the first clause plays while the next is made. Ends early without an error when the signal fires. */
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

/**
 * Makes the mouth of the best voice installed: Kokoro, else Debian's espeak-ng as a program of its own, else captions only.
 * Never throws for a missing or broken model: `status` says in plain words what speaks.
 */
export async function createMouth(options: MouthOptions): Promise<Mouth> {
  const { synthesizer, status } = await chooseVoice(options);
  const cache = options.cacheDir ? new SpeechCache(options.cacheDir, options.cacheBudget ?? DEFAULT_BUDGET) : undefined;
  return new SpeakingMouth(status, synthesizer, cache);
}

async function chooseVoice(options: MouthOptions): Promise<{ synthesizer?: Synthesizer; status: StageStatus }> {
  const dir = join(options.modelsDir, KOKORO_DIR);
  const missing = [...Object.values(KOKORO_FILES), voiceFile(options.voiceZh), voiceFile(options.voiceEn)].find((f) => !existsSync(join(dir, f)));
  let why = missing ? `${join(KOKORO_DIR, missing)} is missing; run "daogou models install"` : '';
  if (!missing) {
    try {
      const engine = await KokoroEngine.open(dir, options.threads);
      const synthesizer = new KokoroSynthesizer(engine, { zh: options.voiceZh, en: options.voiceEn });
      return { synthesizer, status: { stage: 'tts', ok: true, model: synthesizer.name } };
    } catch (error) {
      why = `${KOKORO_DIR} can't be loaded: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  const espeak = await EspeakSynthesizer.find();
  if (espeak) return { synthesizer: espeak, status: { stage: 'tts', ok: true, model: espeak.name, detail: `The plain voice speaks: ${why}.` } };
  return { status: { stage: 'tts', ok: false, detail: `No voice, captions only: ${why}, and espeak-ng isn't installed.` } };
}

class SpeakingMouth implements Mouth {
  private rate = 1;
  private gain = 1;
  private readonly prerenderer = new Prerenderer((clause, lang, signal) => this.keep(clause, lang, signal));
  private readonly memory = new RecentSpeech(MEMORY_SECONDS);
  private closed = false;

  constructor(
    readonly status: StageStatus,
    private readonly synthesizer: Synthesizer | undefined,
    private readonly disk: SpeechCache | undefined,
  ) {}

  get ready(): boolean {
    return this.synthesizer !== undefined && !this.closed;
  }

  say(request: { text: string; lang: Lang; signal: AbortSignal }): AsyncIterable<Sound> {
    return this.speak(request.text, request.lang, { signal: request.signal });
  }

  async *speak(text: string, lang: Lang, { signal, rate = 1 }: SpeakOptions = {}): AsyncGenerator<Sound> {
    if (!this.ready) return;
    const pace = this.rate * rate;
    const release = this.prerenderer.pause();
    let next: Promise<Pcm | undefined> | undefined;
    let stop = (): void => undefined;
    const stopped = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)));
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const clauses = splitClauses(normalize(text, lang));
      const start = (i: number): Promise<Pcm | undefined> | undefined => {
        const clause = clauses[i];
        const made = clause && this.render(clause, lang, pace, signal);
        made?.catch(() => undefined);
        return made;
      };
      next = start(0);
      for (const [i, clause] of clauses.entries()) {
        const sound = await Promise.race([next, stopped]);
        next = start(i + 1);
        if (signal?.aborted) return;
        if (sound) yield { text: clause.text, sampleRate: sound.sampleRate, samples: this.finish(sound, clause.pauseMs / pace, i + 1 === clauses.length) };
      }
    } catch (error) {
      if (!signal?.aborted) throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      release();
    }
  }

  prerender(phrases: readonly { lang: Lang; text: string }[]): void {
    void this.prerenderAll(phrases).catch(() => undefined);
  }

  async prerenderAll(phrases: readonly { lang: Lang; text: string }[], signal?: AbortSignal): Promise<void> {
    if (!this.ready || !this.disk) return;
    const clauses = phrases.flatMap(({ lang, text }) => splitClauses(normalize(text, lang)).map((clause) => ({ clause, lang })));
    await this.prerenderer.replace(clauses, signal);
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
    await this.synthesizer?.close();
  }

  /**
   * A clause's sound, levelled and faded: kept, or made now. Undefined when nothing in it can be spoken. What is made for a reply
   * stays in memory only, since a reply may repeat a shopper's words; the disk holds nothing but the store's own phrases.
   */
  private async render(clause: Clause, lang: Lang, rate: number, signal?: AbortSignal): Promise<Pcm | undefined> {
    const key = await this.key(clause, lang, rate);
    if (!key) return undefined;
    const kept = this.memory.get(key) ?? (await this.disk?.get(key));
    if (kept) return kept;
    const made = await this.make(clause, lang, rate, signal);
    if (made) this.memory.put(key, made);
    return made;
  }

  /** Renders a phrase of the store onto the disk unless it is there. */
  private async keep(clause: Clause, lang: Lang, signal: AbortSignal): Promise<void> {
    const key = await this.key(clause, lang, this.rate);
    if (!key || !this.disk || (await this.disk.has(key))) return;
    const made = this.memory.get(key) ?? (await this.make(clause, lang, this.rate, signal));
    if (made) await this.disk.put(key, made);
  }

  private async key(clause: Clause, lang: Lang, rate: number): Promise<string | undefined> {
    const identity = await this.synthesizer?.identity(clause.text, lang);
    return identity && SpeechCache.key(...identity, rate.toFixed(2));
  }

  private async make(clause: Clause, lang: Lang, rate: number, signal?: AbortSignal): Promise<Pcm | undefined> {
    const made = await this.synthesizer?.synthesize(clause.text, lang, rate, signal);
    if (!made || made.samples.length === 0) return undefined;
    fadeEnds(matchLevel(made.samples, made.sampleRate), made.sampleRate);
    return made;
  }

  private finish(sound: Pcm, pauseMs: number, last: boolean): Float32Array {
    const samples = withPause(sound.samples, last ? 0 : pauseMs, sound.sampleRate);
    if (this.gain === 1) return samples;
    return samples.map((v) => softClip(v * this.gain));
  }
}

/** Leaves the lower nine tenths as they are and bends the rest, so that loud stays clear. */
function softClip(value: number): number {
  const size = Math.abs(value);
  return size <= 0.9 ? value : Math.sign(value) * (0.9 + 0.1 * Math.tanh((size - 0.9) / 0.1));
}

import type { Understood } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';
import type { Clause } from '../../speech/clauses';
import { amplify, concat, fadeIn, fadeOut, levelGain } from './pcm';
import { RecentSpeech } from './recent-speech';
import { SpeechCache } from './speech-cache';
import type { Synthesizer, SynthesisOptions } from './synthesizer';
import { VoiceLevel } from './voice-level';

/** Speech of replies kept in memory: 12 MB. */
const MEMORY_SECONDS = 120;

/** A clause, or a part of one, on its way to the loudspeaker. */
export interface Utterance {
  readonly clause: Clause;
  /** The clause in words. */
  readonly spoken: string;
  readonly lang: Understood;
  readonly rate: number;
  readonly voice: Synthesizer;
}

/** Turns utterances into levelled and faded sound: kept in memory, kept on disk, or made now. */
export class SpeechMaker {
  private readonly memory = new RecentSpeech(MEMORY_SECONDS);
  private readonly level = new VoiceLevel();

  constructor(private readonly disk: SpeechCache | undefined) {}

  /**
   * An utterance's sound. What is made for a reply stays in memory only, since a reply may repeat a shopper's
   * words; the disk holds nothing but the store's own phrases.
   */
  async *sound(
    utterance: Utterance,
    pieces: SynthesisOptions['pieces'],
    signal?: AbortSignal,
  ): AsyncGenerator<Pcm> {
    const key = await this.key(utterance);
    if (!key) return;
    const kept = this.memory.get(key) ?? (await this.disk?.get(key));
    if (kept) {
      yield kept;
      return;
    }
    const made: Pcm[] = [];
    for await (const piece of this.make(utterance, pieces, signal)) {
      made.push(piece);
      yield piece;
    }
    const [first] = made;
    if (first)
      this.memory.put(key, { sampleRate: first.sampleRate, samples: concat(made.map((p) => p.samples)) });
  }

  /** Renders a phrase of the store onto the disk unless it is there. */
  async keep(utterance: Utterance, signal: AbortSignal): Promise<void> {
    const key = await this.key(utterance);
    if (!key || !this.disk || (await this.disk.has(key))) return;
    const made: Pcm[] = [];
    for await (const piece of this.make(utterance, 'large', signal)) made.push(piece);
    signal.throwIfAborted();
    const [first] = made;
    if (first)
      await this.disk.put(key, { sampleRate: first.sampleRate, samples: concat(made.map((p) => p.samples)) });
  }

  /** Whether nothing has to be made for it. */
  async has(utterance: Utterance): Promise<boolean> {
    const key = await this.key(utterance);
    return key === undefined || this.memory.get(key) !== undefined || (await this.disk?.has(key)) === true;
  }

  private async *make(
    { spoken, lang, rate, voice }: Utterance,
    pieces: SynthesisOptions['pieces'],
    signal?: AbortSignal,
  ): AsyncGenerator<Pcm> {
    let gain: number | undefined;
    for await (const { sampleRate, samples, last } of voice.synthesize(spoken, lang, {
      rate,
      pieces,
      signal,
    })) {
      if (gain === undefined) fadeIn(samples, sampleRate);
      gain ??= this.level.gain(`${voice.name} ${lang}`, levelGain(samples, sampleRate), last);
      amplify(samples, gain);
      yield { sampleRate, samples: last ? fadeOut(samples, sampleRate) : samples };
    }
  }

  private async key({ spoken, lang, rate, voice }: Utterance): Promise<string | undefined> {
    const identity = await voice.identity(spoken, lang);
    return identity && SpeechCache.key(...identity, rate.toFixed(2));
  }
}

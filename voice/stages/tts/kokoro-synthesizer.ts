import type { Lang } from '../../../main/contract';
import { phonemesOf } from '../../speech/phonemes';
import { KOKORO_RATE, type KokoroEngine } from './kokoro/engine';
import type { Piece, SynthesisOptions, Synthesizer } from './synthesizer';

/** Changes whenever the same phonemes would sound different: old pieces of the cache are then never used again. */
const VERSION = 'kokoro-82m-v1.0/1';
/** Above this, a chunk isn't ready when the one before ends: better one wait before a clause than gaps within. */
const KEEPS_UP = 0.9;

/** The good voice: Kokoro, one voice a language, each speaking words of the other language too. */
export class KokoroSynthesizer implements Synthesizer {
  readonly name: string;

  constructor(
    private readonly engine: KokoroEngine,
    private readonly voices: Readonly<Record<Lang, string>>,
  ) {
    this.name = `Kokoro-82M (${voices.zh}, ${voices.en})`;
  }

  get realTimeFactor(): number {
    return this.engine.realTimeFactor;
  }

  async identity(text: string, lang: Lang): Promise<readonly string[] | undefined> {
    const phonemes = await phonemesOf(text);
    return phonemes ? [VERSION, this.voices[lang], phonemes] : undefined;
  }

  async *synthesize(text: string, lang: Lang, { rate, pieces, signal }: SynthesisOptions): AsyncGenerator<Piece> {
    const chunks = pieces === 'large' ? 'large' : pieces === 'soon' && this.realTimeFactor < KEEPS_UP ? 'growing' : 'one';
    for await (const piece of this.engine.speak(await phonemesOf(text), { voice: this.voices[lang], rate, chunks, signal })) yield { sampleRate: KOKORO_RATE, ...piece };
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

import type { Lang } from '../../../main/contract';
import type { Pcm } from '../../audio/wav';
import { phonemesOf } from '../../speech/phonemes';
import { KOKORO_RATE, KokoroEngine } from './kokoro/engine';
import type { Synthesizer } from './synthesizer';

/** Changes whenever the same phonemes would sound different: old pieces of the cache are then never used again. */
const VERSION = 'kokoro-82m-v1.0/1';

/** The good voice: Kokoro, one voice a language, each speaking words of the other language too. */
export class KokoroSynthesizer implements Synthesizer {
  readonly name: string;

  constructor(
    private readonly engine: KokoroEngine,
    private readonly voices: Readonly<Record<Lang, string>>,
  ) {
    this.name = `Kokoro-82M (${voices.zh}, ${voices.en})`;
  }

  async identity(text: string, lang: Lang): Promise<readonly string[] | undefined> {
    const phonemes = await phonemesOf(text);
    return phonemes ? [VERSION, this.voices[lang], phonemes] : undefined;
  }

  async synthesize(text: string, lang: Lang, rate: number, signal?: AbortSignal): Promise<Pcm> {
    const samples = await this.engine.synthesize(await phonemesOf(text), this.voices[lang], rate, signal);
    return { samples, sampleRate: KOKORO_RATE };
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}

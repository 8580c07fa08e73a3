import { freemem } from 'node:os';
import type { Understood } from '../../../main/contract';
import { phonemesOf } from '../../speech/phonemes';
import { KOKORO_RATE, type KokoroEngine } from './kokoro/engine';
import type { Piece, SynthesisOptions, Synthesizer } from './synthesizer';

/**
 * Changes whenever the same phonemes would sound different: old pieces of the cache are then never used
 * again.
 */
const VERSION = 'kokoro-82m-v1.0/1';
/**
 * Above this, a chunk isn't ready when the one before ends: better one wait before a clause than gaps within.
 */
const KEEPS_UP = 0.9;
/**
 * Silent for so long and with less memory left than this, the nets (300 MB) are let go until somebody comes.
 */
const IDLE_MS = 10 * 60_000;
const SHORT_OF_MEMORY = 700e6;

export interface KokoroRest {
  idleMs: number;
  /** Bytes that programs can still have. */
  available: () => number;
}

/** The good voice: Kokoro, one voice a language, each speaking words of the other language too. */
export class KokoroSynthesizer implements Synthesizer {
  readonly name: string;
  private engine: Promise<KokoroEngine> | undefined;
  private pace = 0.5;
  private busy = 0;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly open: () => Promise<KokoroEngine>,
    private readonly voices: Readonly<Record<Understood, string>>,
    private readonly rest: KokoroRest,
  ) {
    this.name = `Kokoro-82M (${voices.zh}, ${voices.en})`;
  }

  /** Opens the nets; rejects when they can't be. */
  static async load(
    open: () => Promise<KokoroEngine>,
    voices: Readonly<Record<Understood, string>>,
    rest: KokoroRest = { idleMs: IDLE_MS, available: availableMemory },
  ): Promise<KokoroSynthesizer> {
    const voice = new KokoroSynthesizer(open, voices, rest);
    await voice.ready();
    voice.settle();
    return voice;
  }

  get realTimeFactor(): number {
    return this.pace;
  }

  async identity(text: string, lang: Understood): Promise<readonly string[] | undefined> {
    const phonemes = await phonemesOf(text);
    return phonemes ? [VERSION, this.voices[lang], phonemes] : undefined;
  }

  /** Somebody is here: the nets are fetched back while they speak. */
  prepare(): void {
    if (!this.closed) this.ready().catch(() => undefined);
    this.settle();
  }

  async *synthesize(
    text: string,
    lang: Understood,
    { rate, pieces, signal }: SynthesisOptions,
  ): AsyncGenerator<Piece> {
    const chunks = this.chunksFor(pieces);
    this.busy++;
    try {
      const engine = await this.ready();
      for await (const piece of engine.speak(await phonemesOf(text), {
        voice: this.voices[lang],
        rate,
        chunks,
        signal,
      })) {
        this.pace = engine.realTimeFactor;
        yield { sampleRate: KOKORO_RATE, ...piece };
      }
    } finally {
      this.busy--;
      this.settle();
    }
  }

  /** Small pieces only where the machine makes the next one before the last has sounded. */
  private chunksFor(pieces: SynthesisOptions['pieces']): 'large' | 'growing' | 'one' {
    if (pieces === 'large') return 'large';
    return pieces === 'soon' && this.realTimeFactor < KEEPS_UP ? 'growing' : 'one';
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.letGo();
  }

  private ready(): Promise<KokoroEngine> {
    this.engine ??= this.open();
    this.engine.catch(() => (this.engine = undefined));
    return this.engine;
  }

  private settle(): void {
    clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => {
      if (this.busy === 0 && this.rest.available() < SHORT_OF_MEMORY) void this.letGo();
      else this.settle();
    }, this.rest.idleMs);
    this.timer.unref();
  }

  private async letGo(): Promise<void> {
    const engine = this.engine;
    this.engine = undefined;
    await (await engine?.catch(() => undefined))?.close();
  }
}

function availableMemory(): number {
  const { availableMemory: available } = process as { availableMemory?: () => number };
  return available ? available.call(process) : freemem();
}

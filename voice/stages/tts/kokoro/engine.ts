import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { DaogouError } from '../../../../main/contract';
import { CONTEXT, firstChunk, frameEnergy, planChunks, type Span } from './chunks';
import { BOUNDARY, TEXT_CHANNELS } from './halves';
import { Joiner } from './joiner';
import { KOKORO_FILES, voiceFile } from './layout';
import { soundingFrames } from './silence';

/** Kokoro's output rate, hertz. */
export const KOKORO_RATE = 24_000;

const FRAME = 600;
const STYLE = 256;
const STYLE_ROWS = 510;
const PAD = 0;
/** Frames of a chunk after which rendering ahead may stop: two seconds. */
const LARGE = 80;

const Vocabulary = z.record(z.string(), z.number().int().nonnegative());

export interface UtteranceOptions {
  voice: string;
  /** 1 is the voice's own pace, 0.8 slower, 1.25 faster. */
  rate?: number;
  /**
   * In how many goes the sound is made: in growing chunks that play as they come, in large ones between which
   * it can be given up, or in one.
   */
  chunks?: 'growing' | 'large' | 'one';
  signal?: AbortSignal;
}

interface Prosody {
  text: Float32Array;
  pitch: Float32Array;
  energy: Float32Array;
  frames: number;
  style: Tensor;
}

/**
 * Kokoro-82M on onnxruntime: phonemes in, sound out. Runs on onnxruntime's own threads; the event loop stays
 * free. One utterance at a time.
 */
export class KokoroEngine {
  private readonly styles = new Map<string, Promise<Float32Array>>();
  private last: Promise<unknown> = Promise.resolve();
  private pace = 0.5;

  private constructor(
    private readonly dir: string,
    private readonly prosody: InferenceSession,
    private readonly vocoder: InferenceSession,
    private readonly vocabulary: Readonly<Record<string, number>>,
  ) {}

  /** Loads the model folder (see `convertKokoro`). About a second. */
  static async open(dir: string, threads: number): Promise<KokoroEngine> {
    const vocabulary = Vocabulary.safeParse(
      JSON.parse(await readFile(join(dir, KOKORO_FILES.tokens), 'utf8')),
    );
    if (!vocabulary.success)
      throw new DaogouError(
        'integrity',
        `The speech model's ${KOKORO_FILES.tokens} is damaged: run "daogou models install".`,
      );
    const options: InferenceSession.SessionOptions = {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    };
    const prosody = await InferenceSession.create(join(dir, KOKORO_FILES.prosody), options);
    const vocoder = await InferenceSession.create(join(dir, KOKORO_FILES.vocoder), options);
    return new KokoroEngine(dir, prosody, vocoder, vocabulary.data);
  }

  /** Seconds of work a second of sound, of late. */
  get realTimeFactor(): number {
    return this.pace;
  }

  /**
   * Speaks phonemes (at most 509 symbols; more are cut). Mono samples in [-1, 1] at 24 kHz with some 50 ms of
   * silence at either end. Throws the signal's reason when aborted; a chunk that is being made is finished
   * first, unheard.
   */
  async *speak(
    phonemes: string,
    { voice, rate = 1, chunks = 'one', signal }: UtteranceOptions,
  ): AsyncGenerator<{ samples: Float32Array; last: boolean }> {
    const styles = await this.style(voice);
    const ids = [...phonemes].flatMap((s) => this.vocabulary[s] ?? []).slice(0, STYLE_ROWS - 1);
    if (ids.length === 0) return;
    const release = await this.turn();
    try {
      signal?.throwIfAborted();
      const began = performance.now();
      const prosody = await this.plan(ids, styles, rate);
      const loudness = frameEnergy(prosody.energy);
      const sounding = soundingFrames(loudness);
      const spans =
        chunks === 'one'
          ? [sounding]
          : planChunks(loudness, sounding, chunks === 'growing' ? firstChunk(this.pace) : LARGE);
      const joiner = new Joiner();
      let work = performance.now() - began;
      for (const [i, chunk] of spans.entries()) {
        signal?.throwIfAborted();
        if (chunk.end <= chunk.start) continue;
        const start = Math.max(sounding.start, chunk.start - CONTEXT);
        const end = Math.min(sounding.end, chunk.end + CONTEXT);
        const from = performance.now();
        const sound = await this.vocode(prosody, { start, end });
        work += performance.now() - from;
        this.pace += 0.25 * (work / ((chunk.end - chunk.start) * 25) - this.pace);
        work = 0;
        const last = i + 1 === spans.length;
        yield {
          samples: joiner.push(sound, (chunk.start - start) * FRAME, (end - chunk.end) * FRAME, last),
          last,
        };
      }
    } finally {
      release();
    }
  }

  /** Waits for what is being made; nothing can be spoken afterwards. */
  async close(): Promise<void> {
    await this.turn();
    await this.prosody.release();
    await this.vocoder.release();
  }

  /** Waits until nobody speaks; gives what ends one's own turn. */
  private async turn(): Promise<() => void> {
    const before = this.last;
    let release = (): void => undefined;
    this.last = new Promise<void>((resolve) => (release = resolve));
    await before;
    return release;
  }

  private async plan(ids: readonly number[], styles: Float32Array, rate: number): Promise<Prosody> {
    const row = Math.min(ids.length, STYLE_ROWS - 1) * STYLE;
    const style = new Tensor('float32', styles.slice(row, row + STYLE), [1, STYLE]);
    const out = await this.prosody.run({
      input_ids: new Tensor('int64', BigInt64Array.from([PAD, ...ids, PAD], BigInt), [1, ids.length + 2]),
      style,
      speed: new Tensor('float32', Float32Array.of(rate), [1]),
    });
    const text = floats(out[BOUNDARY.text]);
    return {
      text,
      pitch: floats(out[BOUNDARY.pitch]),
      energy: floats(out[BOUNDARY.energy]),
      frames: text.length / TEXT_CHANNELS,
      style,
    };
  }

  private async vocode(
    { text, pitch, energy, frames, style }: Prosody,
    { start, end }: Span,
  ): Promise<Float32Array> {
    const width = end - start;
    const part = new Float32Array(TEXT_CHANNELS * width);
    for (let c = 0; c < TEXT_CHANNELS; c++)
      part.set(text.subarray(c * frames + start, c * frames + end), c * width);
    const out = await this.vocoder.run({
      [BOUNDARY.text]: new Tensor('float32', part, [1, TEXT_CHANNELS, width]),
      [BOUNDARY.pitch]: new Tensor('float32', pitch.slice(2 * start, 2 * end), [1, 1, 2 * width]),
      [BOUNDARY.energy]: new Tensor('float32', energy.slice(2 * start, 2 * end), [1, 1, 2 * width]),
      style,
    });
    return Float32Array.from(floats(out['waveform']));
  }

  private style(voice: string): Promise<Float32Array> {
    const known = this.styles.get(voice);
    if (known) return known;
    const loading = readStyle(join(this.dir, voiceFile(voice)), voice);
    loading.catch(() => this.styles.delete(voice));
    this.styles.set(voice, loading);
    return loading;
  }
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array))
    throw new DaogouError('internal', 'The speech model gave no sound.');
  return tensor.data;
}

async function readStyle(file: string, voice: string): Promise<Float32Array> {
  const bytes = await readFile(file).catch(() => {
    throw new DaogouError(
      'not_found',
      `The voice ${voice} isn't installed: choose one of the model folder's voices/ or run "daogou models install".`,
    );
  });
  if (bytes.length !== STYLE_ROWS * STYLE * 4)
    throw new DaogouError('integrity', `The voice file ${file} is damaged: run "daogou models install".`);
  const floats = new Float32Array(STYLE_ROWS * STYLE);
  new Uint8Array(floats.buffer).set(bytes);
  return floats;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { DaogouError } from '../../../../main/contract';
import { BOUNDARY, TEXT_CHANNELS } from './halves';
import { KOKORO_FILES, voiceFile } from './layout';
import { soundingFrames } from './silence';

/** Kokoro's output rate, hertz. */
export const KOKORO_RATE = 24_000;

const STYLE = 256;
const STYLE_ROWS = 510;
const PAD = 0;

const Vocabulary = z.record(z.string(), z.number().int().nonnegative());

/** Kokoro-82M on onnxruntime: phonemes in, sound out. Runs on onnxruntime's own threads; the event loop stays free. One utterance at a time. */
export class KokoroEngine {
  private readonly styles = new Map<string, Promise<Float32Array>>();
  private last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly dir: string,
    private readonly prosody: InferenceSession,
    private readonly vocoder: InferenceSession,
    private readonly vocabulary: Readonly<Record<string, number>>,
  ) {}

  /** Loads the model folder (see `convertKokoro`). About a second. */
  static async open(dir: string, threads: number): Promise<KokoroEngine> {
    const vocabulary = Vocabulary.safeParse(JSON.parse(await readFile(join(dir, KOKORO_FILES.tokens), 'utf8')));
    if (!vocabulary.success) throw new DaogouError('integrity', `The speech model's ${KOKORO_FILES.tokens} is damaged: run "daogou models install".`);
    const options: InferenceSession.SessionOptions = { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' };
    const prosody = await InferenceSession.create(join(dir, KOKORO_FILES.prosody), options);
    const vocoder = await InferenceSession.create(join(dir, KOKORO_FILES.vocoder), options);
    return new KokoroEngine(dir, prosody, vocoder, vocabulary.data);
  }

  /**
   * Speaks phonemes (at most 509 symbols; more are cut) by a voice of the folder. `rate` 1 is the voice's own pace, 0.8 slower, 1.25 faster.
   * Gives mono samples in [-1, 1] at 24 kHz, with some 50 ms of silence at either end. Aborting stops before the vocoder, the long part; once that runs, its sound is given all the same.
   */
  async synthesize(phonemes: string, voice: string, rate = 1, signal?: AbortSignal): Promise<Float32Array> {
    const styles = await this.style(voice);
    const run = this.last.then(() => {
      signal?.throwIfAborted();
      return this.run(phonemes, styles, rate, signal);
    });
    this.last = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    await this.last;
    await this.prosody.release();
    await this.vocoder.release();
  }

  private async run(phonemes: string, styles: Float32Array, rate: number, signal?: AbortSignal): Promise<Float32Array> {
    const ids = [...phonemes].flatMap((s) => this.vocabulary[s] ?? []).slice(0, STYLE_ROWS - 1);
    if (ids.length === 0) return new Float32Array(0);
    const row = Math.min(ids.length, STYLE_ROWS - 1) * STYLE;
    const style = new Tensor('float32', styles.slice(row, row + STYLE), [1, STYLE]);
    const prosody = await this.prosody.run({
      input_ids: new Tensor('int64', BigInt64Array.from([PAD, ...ids, PAD], BigInt), [1, ids.length + 2]),
      style,
      speed: new Tensor('float32', Float32Array.of(rate), [1]),
    });
    signal?.throwIfAborted();
    const text = floats(prosody[BOUNDARY.text]);
    const pitch = floats(prosody[BOUNDARY.pitch]);
    const energy = floats(prosody[BOUNDARY.energy]);
    const frames = text.length / TEXT_CHANNELS;
    const { start, end } = soundingFrames(energy);
    if (end <= start) return new Float32Array(0);
    const width = end - start;
    const part = new Float32Array(TEXT_CHANNELS * width);
    for (let c = 0; c < TEXT_CHANNELS; c++) part.set(text.subarray(c * frames + start, c * frames + end), c * width);
    const sound = await this.vocoder.run({
      [BOUNDARY.text]: new Tensor('float32', part, [1, TEXT_CHANNELS, width]),
      [BOUNDARY.pitch]: new Tensor('float32', pitch.slice(2 * start, 2 * end), [1, 1, 2 * width]),
      [BOUNDARY.energy]: new Tensor('float32', energy.slice(2 * start, 2 * end), [1, 1, 2 * width]),
      style,
    });
    return Float32Array.from(floats(sound['waveform']));
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
  if (!(tensor?.data instanceof Float32Array)) throw new DaogouError('internal', 'The speech model gave no sound.');
  return tensor.data;
}

async function readStyle(file: string, voice: string): Promise<Float32Array> {
  const bytes = await readFile(file).catch(() => {
    throw new DaogouError('not_found', `The voice ${voice} isn't installed: choose one of the model folder's voices/ or run "daogou models install".`);
  });
  if (bytes.length !== STYLE_ROWS * STYLE * 4) throw new DaogouError('integrity', `The voice file ${file} is damaged: run "daogou models install".`);
  const floats = new Float32Array(STYLE_ROWS * STYLE);
  new Uint8Array(floats.buffer).set(bytes);
  return floats;
}

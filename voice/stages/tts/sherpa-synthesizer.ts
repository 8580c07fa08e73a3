import { basename } from 'node:path';
import { statSync } from 'node:fs';
import { OfflineTts } from 'sherpa-onnx-node';
import { DaogouError, type Understood } from '../../../main/contract';
import type { FoundModel } from '../../models/recognise';
import type { Piece, SynthesisOptions, Synthesizer } from './synthesizer';

/** What sherpa-onnx's `OfflineTts` is told of a folder. */
export function speechConfig({ kind, folder, files }: FoundModel): Record<string, unknown> {
  const { model, vocoder, voices, tokens, lexicon, dataDir, dictDir } = files;
  const common = { tokens, lexicon: lexicon ?? '', dataDir: dataDir ?? '', dictDir: dictDir ?? '' };
  switch (kind) {
    case 'tts-vits':
      return { vits: { model, ...common } };
    case 'tts-matcha':
      return { matcha: { acousticModel: model, vocoder, ...common } };
    case 'tts-kokoro':
      return { kokoro: { model, voices, ...common } };
    default:
      throw new DaogouError('bad_request', `${folder} holds no voice but a model of kind ${kind}`);
  }
}

/** A voice that a store installed (VITS, Matcha, Kokoro), run by sherpa-onnx on threads of its own. */
export class SherpaSynthesizer implements Synthesizer {
  readonly name: string;
  private pace = 0.5;

  private constructor(
    private readonly tts: OfflineTts,
    folder: string,
    private readonly stamp: string,
    /** Which of the model's speakers. */
    private readonly speaker: number,
  ) {
    this.name = basename(folder);
  }

  static async load(found: FoundModel, threads: number, speaker = 0): Promise<SherpaSynthesizer> {
    const tts = await OfflineTts.createAsync({
      model: { ...speechConfig(found), numThreads: threads, debug: 0 },
      maxNumSentences: 1,
    });
    const { size, mtimeMs } = statSync(found.files['model']!);
    return new SherpaSynthesizer(tts, found.folder, `${size}-${Math.round(mtimeMs)}`, speaker);
  }

  get realTimeFactor(): number {
    return this.pace;
  }

  identity(text: string, lang: Understood): Promise<readonly string[] | undefined> {
    return Promise.resolve(
      /[\p{L}\p{N}]/u.test(text) ? [this.name, this.stamp, String(this.speaker), lang, text] : undefined,
    );
  }

  async *synthesize(
    text: string,
    _lang: Understood,
    { rate, signal }: SynthesisOptions,
  ): AsyncGenerator<Piece> {
    signal?.throwIfAborted();
    const began = performance.now();
    // Electron allows no external buffers.
    const { samples, sampleRate } = await this.tts.generateAsync({
      text,
      sid: this.speaker,
      speed: rate,
      enableExternalBuffer: false,
      onProgress: () => signal?.aborted !== true,
    });
    signal?.throwIfAborted();
    if (samples.length === 0) return;
    this.pace += 0.25 * ((performance.now() - began) / ((samples.length / sampleRate) * 1_000) - this.pace);
    yield { sampleRate, samples: trimmed(samples, sampleRate), last: true };
  }

  async close(): Promise<void> {}
}

const SILENT = 0.004;
const MARGIN_S = 0.05;

/** Without the silence that nets put around a clause. */
function trimmed(samples: Float32Array, sampleRate: number): Float32Array {
  const margin = Math.round(MARGIN_S * sampleRate);
  const first = samples.findIndex((s) => Math.abs(s) > SILENT);
  const last = samples.findLastIndex((s) => Math.abs(s) > SILENT);
  return first < 0 ? samples.slice(0, margin) : samples.slice(Math.max(0, first - margin), last + margin);
}

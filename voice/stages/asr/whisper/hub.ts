import { basename, dirname } from 'node:path';
import type { AutomaticSpeechRecognitionPipeline } from '@huggingface/transformers';
import type { FoundModel } from '../../../models/recognise';
import type { SecondPass, SecondPassOptions, SecondPassResult } from '../second-pass';
import { plainResult } from '../sherpa-offline';

const LANGUAGES = { zh: 'chinese', en: 'english' } as const;

/** The number type of the weights, by the ending that the hub gives a file's name; plain ones have none. */
function numberType(file: string): 'fp32' | 'q8' | 'int8' | 'fp16' | 'q4' | 'q4f16' | 'uint8' | 'bnb4' {
  const suffix = /_(quantized|int8|fp16|q4|q4f16|uint8|bnb4)\.onnx$/.exec(file)?.[1];
  if (suffix === undefined) return 'fp32';
  return suffix === 'quantized' ? 'q8' : (suffix as ReturnType<typeof numberType>);
}

/**
 * A Whisper folder as the Hugging Face hub has it (`onnx/encoder_model*.onnx`), whole and uncropped, by
 * transformers.js on onnxruntime-node. Reads nothing but the folder.
 */
export class HubWhisper implements SecondPass {
  private constructor(private readonly recognise: AutomaticSpeechRecognitionPipeline) {}

  static async load({ folder, files }: FoundModel, threads: number): Promise<HubWhisper> {
    const { env, pipeline } = await import('@huggingface/transformers');
    env.allowRemoteModels = false;
    env.localModelPath = dirname(folder);
    return new HubWhisper(
      await pipeline('automatic-speech-recognition', basename(folder), {
        dtype: numberType(files['encoder']!),
        session_options: { intraOpNumThreads: threads },
      }),
    );
  }

  async transcribe(
    samples: Float32Array,
    { prefer, signal }: SecondPassOptions = {},
  ): Promise<SecondPassResult> {
    signal?.throwIfAborted();
    const out = await this.recognise(samples, { language: LANGUAGES[prefer ?? 'zh'], task: 'transcribe' });
    signal?.throwIfAborted();
    return plainResult((Array.isArray(out) ? out.map((o) => o.text).join(' ') : out.text).trim());
  }

  async close(): Promise<void> {
    await this.recognise.dispose();
  }
}

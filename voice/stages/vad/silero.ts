import * as ort from 'onnxruntime-node';
import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../../main/contract';
import type { VoiceActivity, VoiceActivityStream } from './port';

/** Samples of the frame before that the net sees again (snakers4/silero-vad, utils_vad.py `OnnxWrapper`). */
const CONTEXT = 64;

/** Silero VAD v5 on 16 kHz frames of 512 samples. */
export class SileroVad implements VoiceActivity {
  private constructor(private readonly session: ort.InferenceSession) {}

  static async load(file: string): Promise<SileroVad> {
    return new SileroVad(
      await ort.InferenceSession.create(file, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        logSeverityLevel: 3,
      }),
    );
  }

  stream(): SileroStream {
    return new SileroStream(this.session);
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

export class SileroStream implements VoiceActivityStream {
  private state: ort.Tensor = new ort.Tensor('float32', new Float32Array(2 * 128), [2, 1, 128]);
  private readonly window = new Float32Array(CONTEXT + MIC_FRAME);
  private readonly rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(MIC_SAMPLE_RATE)), []);

  constructor(private readonly session: ort.InferenceSession) {}

  /** The probability of speech in [0,1] in one frame of exactly 512 samples. */
  async push(frame: Float32Array): Promise<number> {
    this.window.copyWithin(0, MIC_FRAME);
    this.window.set(frame, CONTEXT);
    const out = await this.session.run({
      input: new ort.Tensor('float32', this.window.slice(), [1, this.window.length]),
      state: this.state,
      sr: this.rate,
    });
    this.state = out['stateN'] as ort.Tensor;
    return (out['output'] as ort.Tensor).data[0] as number;
  }
}

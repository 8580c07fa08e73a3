import { Vad } from 'sherpa-onnx-node';
import { MIC_SAMPLE_RATE } from '../../../main/contract';
import type { FoundModel } from '../../models/recognise';
import type { VoiceActivity, VoiceActivityStream } from './port';

/** sherpa-onnx decides and tells no probability. */
const SPEECH = 0.9;
const SILENCE = 0.05;
const BUFFER_SECONDS = 30;

/** Silero (any version) or TEN voice activity by sherpa-onnx, for a model that a store installed. */
export class SherpaVad implements VoiceActivity {
  private constructor(private readonly config: ConstructorParameters<typeof Vad>[0]) {}

  static load({ kind, files }: FoundModel): SherpaVad {
    // The endpointer weighs silence itself: the detector's own patience is kept as short as it goes.
    const net = {
      model: files['model']!,
      threshold: 0.5,
      minSilenceDuration: 0.05,
      minSpeechDuration: 0.05,
      maxSpeechDuration: BUFFER_SECONDS,
    };
    const config = {
      ...(kind === 'ten-vad'
        ? { tenVad: { ...net, windowSize: 256 } }
        : { sileroVad: { ...net, windowSize: 512 } }),
      sampleRate: MIC_SAMPLE_RATE,
      numThreads: 1,
      debug: 0,
    };
    const loaded = new SherpaVad(config);
    loaded.stream();
    return loaded;
  }

  stream(): VoiceActivityStream {
    const vad = new Vad(this.config, BUFFER_SECONDS);
    return {
      push: (frame) => {
        vad.acceptWaveform(frame);
        while (!vad.isEmpty()) vad.pop();
        return Promise.resolve(vad.isDetected() ? SPEECH : SILENCE);
      },
    };
  }

  async close(): Promise<void> {}
}

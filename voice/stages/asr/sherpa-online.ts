import { OnlineRecognizer } from 'sherpa-onnx-node';
import { DaogouError, MIC_SAMPLE_RATE } from '../../../main/contract';
import { metadataOf } from '../../models/onnx-peek';
import type { FoundModel } from '../../models/recognise';
import { ctcToolkit } from './sherpa-offline';

/** What sherpa-onnx's `OnlineRecognizer` is told of a folder. */
export function onlineConfig({ kind, folder, files }: FoundModel): Record<string, unknown> {
  const { encoder, decoder, joiner, model, tokens } = files;
  switch (kind) {
    case 'online-transducer':
      return { transducer: { encoder, decoder, joiner }, tokens };
    case 'online-paraformer':
      return { paraformer: { encoder, decoder }, tokens };
    case 'online-ctc': {
      const type = metadataOf(model ?? '')['model_type'] ?? '';
      return { [ctcToolkit(type) ?? 'zipformer2Ctc']: { model }, tokens };
    }
    default:
      throw new DaogouError('bad_request', `${folder} holds no streaming model but one of kind ${kind}`);
  }
}

/** A streaming model that a store installed: sherpa-onnx's recogniser, its text taken as it is. */
export class SherpaOnline {
  private constructor(private readonly recognizer: OnlineRecognizer) {}

  static load(found: FoundModel, threads: number): SherpaOnline {
    return new SherpaOnline(
      new OnlineRecognizer({
        featConfig: { sampleRate: MIC_SAMPLE_RATE, featureDim: 80 },
        modelConfig: { ...onlineConfig(found), numThreads: threads, debug: 0 },
        decodingMethod: found.kind === 'online-transducer' ? 'modified_beam_search' : 'greedy_search',
        maxActivePaths: 6,
        enableEndpoint: false,
      }),
    );
  }

  stream(): SherpaStream {
    return new SherpaStream(this.recognizer);
  }
}

export class SherpaStream {
  private readonly stream: ReturnType<OnlineRecognizer['createStream']>;

  constructor(private readonly recognizer: OnlineRecognizer) {
    this.stream = recognizer.createStream();
  }

  /** Takes 16 kHz samples; answers with the words so far. */
  push(samples: Float32Array): string {
    this.stream.acceptWaveform({ samples, sampleRate: MIC_SAMPLE_RATE });
    return this.decode();
  }

  finish(): string {
    // The last words need what a net sees on their right.
    this.stream.acceptWaveform({
      samples: new Float32Array(MIC_SAMPLE_RATE * 0.6),
      sampleRate: MIC_SAMPLE_RATE,
    });
    this.stream.inputFinished();
    return this.decode();
  }

  private decode(): string {
    while (this.recognizer.isReady(this.stream)) this.recognizer.decode(this.stream);
    return this.recognizer.getResult(this.stream).text.trim();
  }
}

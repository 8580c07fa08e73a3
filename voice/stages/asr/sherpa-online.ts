import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { OnlineRecognizer } from 'sherpa-onnx-node';
import { MIC_SAMPLE_RATE } from '../../../main/contract';

/** What a folder of streaming models holds, as sherpa-onnx's `OnlineRecognizer` takes it. */
export interface OnlineModelFiles {
  kind: 'transducer' | 'paraformer' | 'zipformer2Ctc';
  config: Record<string, unknown>;
}

/** Recognises a folder by its files (the names that sherpa-onnx's releases use); 8-bit files first. */
export function onlineModelIn(folder: string): OnlineModelFiles | undefined {
  const tokens = join(folder, 'tokens.txt');
  if (!existsSync(tokens)) return undefined;
  const files = readdirSync(folder).filter((f) => f.endsWith('.onnx')).sort((a, b) => Number(b.includes('int8')) - Number(a.includes('int8')));
  const find = (part: RegExp) => {
    const name = files.find((f) => part.test(f));
    return name && join(folder, name);
  };
  const [encoder, decoder, joiner, ctc] = [find(/^encoder/), find(/^decoder/), find(/^joiner/), find(/(?:^|-)ctc.*\.onnx$|^model.*\.onnx$/)];
  if (encoder && decoder && joiner) return { kind: 'transducer', config: { transducer: { encoder, decoder, joiner }, tokens } };
  if (encoder && decoder) return { kind: 'paraformer', config: { paraformer: { encoder, decoder }, tokens } };
  if (ctc) return { kind: 'zipformer2Ctc', config: { zipformer2Ctc: { model: ctc }, tokens } };
  return undefined;
}

/** A streaming model that a store installed: sherpa-onnx's recogniser, its text taken as it is. */
export class SherpaOnline {
  private constructor(private readonly recognizer: OnlineRecognizer) {}

  static load(files: OnlineModelFiles, threads: number): SherpaOnline {
    return new SherpaOnline(
      new OnlineRecognizer({
        featConfig: { sampleRate: MIC_SAMPLE_RATE, featureDim: 80 },
        modelConfig: { ...files.config, numThreads: threads, debug: 0 },
        decodingMethod: files.kind === 'transducer' ? 'modified_beam_search' : 'greedy_search',
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
    this.stream.acceptWaveform({ samples: new Float32Array(MIC_SAMPLE_RATE * 0.6), sampleRate: MIC_SAMPLE_RATE });
    this.stream.inputFinished();
    return this.decode();
  }

  private decode(): string {
    while (this.recognizer.isReady(this.stream)) this.recognizer.decode(this.stream);
    return this.recognizer.getResult(this.stream).text.trim();
  }
}

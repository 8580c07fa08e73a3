/** The parts of sherpa-onnx-node 1.13 that are used here; the package has no declarations of its own. */
declare module 'sherpa-onnx-node' {
  interface Waveform {
    samples: Float32Array;
    sampleRate: number;
  }
  interface FeatureConfig {
    sampleRate: number;
    featureDim: number;
  }
  export class OnlineStream {
    acceptWaveform(wave: Waveform): void;
    inputFinished(): void;
  }
  export class OfflineStream {
    acceptWaveform(wave: Waveform): void;
  }
  export class KeywordSpotter {
    constructor(config: {
      featConfig: FeatureConfig;
      modelConfig: {
        transducer: { encoder: string; decoder: string; joiner: string };
        tokens: string;
        numThreads?: number;
        debug?: number;
      };
      maxActivePaths?: number;
      keywordsFile: string;
    });
    createStream(): OnlineStream;
    isReady(stream: OnlineStream): boolean;
    decode(stream: OnlineStream): void;
    reset(stream: OnlineStream): void;
    getResult(stream: OnlineStream): { keyword: string };
  }
  export class OnlineRecognizer {
    constructor(config: {
      featConfig: FeatureConfig;
      modelConfig: Record<string, unknown>;
      decodingMethod?: string;
      maxActivePaths?: number;
      enableEndpoint?: boolean;
    });
    createStream(): OnlineStream;
    isReady(stream: OnlineStream): boolean;
    decode(stream: OnlineStream): void;
    getResult(stream: OnlineStream): {
      text: string;
      tokens: string[];
      timestamps?: number[];
      ys_probs?: number[];
    };
  }
  export class OfflineRecognizer {
    constructor(config: { featConfig: FeatureConfig; modelConfig: Record<string, unknown> });
    createStream(): OfflineStream;
    decode(stream: OfflineStream): void;
    decodeAsync(stream: OfflineStream): Promise<{ text: string; lang?: string }>;
    getResult(stream: OfflineStream): { text: string; lang?: string };
  }
  export class Vad {
    constructor(config: Record<string, unknown>, bufferSizeInSeconds: number);
    acceptWaveform(samples: Float32Array): void;
    isEmpty(): boolean;
    isDetected(): boolean;
    pop(): void;
  }
  export class OfflineTts {
    static createAsync(config: {
      model: Record<string, unknown>;
      maxNumSentences?: number;
    }): Promise<OfflineTts>;
    generateAsync(request: {
      text: string;
      sid: number;
      speed: number;
      enableExternalBuffer: boolean;
      onProgress?: () => boolean;
    }): Promise<{ samples: Float32Array; sampleRate: number }>;
  }
}

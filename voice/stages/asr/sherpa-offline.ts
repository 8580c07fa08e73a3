import { OfflineRecognizer } from 'sherpa-onnx-node';
import { DaogouError, MIC_SAMPLE_RATE, type Understood } from '../../../main/contract';
import { metadataOf } from '../../models/onnx-peek';
import type { FoundModel } from '../../models/recognise';
import { evenly, type SecondPass, type SecondPassOptions, type SecondPassResult } from './second-pass';

/** How sure a model that tells no probabilities is taken to be of a character. */
const TRUST = 0.85;

/** What sherpa-onnx's `OfflineRecognizer` is told of a folder. */
export function offlineConfig({ kind, folder, files }: FoundModel): Record<string, unknown> {
  const { encoder, decoder, joiner, model, tokens } = files;
  switch (kind) {
    case 'offline-transducer':
      return { transducer: { encoder, decoder, joiner }, tokens };
    case 'offline-paraformer':
      return { paraformer: { model }, tokens };
    case 'offline-sense-voice':
      return { senseVoice: { model, language: '', useInverseTextNormalization: 0 }, tokens };
    case 'offline-whisper':
      return { whisper: { encoder, decoder, language: '', task: 'transcribe', tailPaddings: -1 }, tokens };
    case 'offline-ctc': {
      const type = metadataOf(model ?? '')['model_type'] ?? '';
      if (/telespeech/i.test(type)) return { telespeechCtc: model, tokens };
      return { [ctcToolkit(type) ?? 'zipformerCtc']: { model }, tokens };
    }
    default:
      throw new DaogouError(
        'bad_request',
        `${folder} holds no whole-utterance model but one of kind ${kind}`,
      );
  }
}

/** The toolkit that trained a CTC model, as sherpa-onnx names its models; undefined for its own, Zipformer. */
export function ctcToolkit(modelType: string): 'wenetCtc' | 'nemoCtc' | undefined {
  if (/wenet/i.test(modelType)) return 'wenetCtc';
  return /EncDec|nemo/i.test(modelType) ? 'nemoCtc' : undefined;
}

/** The language that a model tells by its own name for it. */
function toldLanguage(name: string): Understood | undefined {
  if (/zh|yue/.test(name)) return 'zh';
  return name.includes('en') ? 'en' : undefined;
}

/** The language of a transcript by its letters. */
export const languageOf = (text: string): Understood =>
  /\p{Script=Han}/u.test(text) || !/[a-z]/i.test(text) ? 'zh' : 'en';

/** The result of a model that gives text and nothing else. */
export function plainResult(text: string, lang: Understood = languageOf(text)): SecondPassResult {
  return {
    text,
    lang,
    langProbability: TRUST,
    logProb: text ? Math.log(TRUST) : -Infinity,
    characters: evenly(text, TRUST),
  };
}

/**
 * A whole-utterance model that a store installed (SenseVoice, Paraformer, Whisper, CTC, transducer), run by
 * sherpa-onnx on its own threads.
 */
export class SherpaOffline implements SecondPass {
  private constructor(private readonly recognizer: OfflineRecognizer) {}

  static load(found: FoundModel, threads: number): SherpaOffline {
    return new SherpaOffline(
      new OfflineRecognizer({
        featConfig: { sampleRate: MIC_SAMPLE_RATE, featureDim: 80 },
        modelConfig: { ...offlineConfig(found), numThreads: threads, debug: 0 },
      }),
    );
  }

  async transcribe(samples: Float32Array, { signal }: SecondPassOptions = {}): Promise<SecondPassResult> {
    signal?.throwIfAborted();
    const stream = this.recognizer.createStream();
    stream.acceptWaveform({ samples, sampleRate: MIC_SAMPLE_RATE });
    const { text, lang } = await this.recognizer.decodeAsync(stream);
    signal?.throwIfAborted();
    return plainResult(text.trim(), toldLanguage(lang ?? '') ?? languageOf(text));
  }

  async close(): Promise<void> {}
}

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StageStatus } from '../../main/contract';
import { metadataOf } from './onnx-peek';

/**
 * Kinds of models that a folder may hold, by the stage they serve. sherpa-onnx runs those whose names begin
 * with its classes' words.
 */
export type ModelKind =
  | 'silero-vad'
  | 'ten-vad'
  | 'keyword-spotter'
  | 'online-transducer'
  | 'online-ctc'
  | 'online-paraformer'
  | 'offline-transducer'
  | 'offline-ctc'
  | 'offline-paraformer'
  | 'offline-sense-voice'
  | 'offline-whisper'
  | 'whisper-onnx'
  | 'whisper-cpp'
  | 'tts-vits'
  | 'tts-matcha'
  | 'tts-kokoro';

export interface FoundModel {
  folder: string;
  kind: ModelKind;
  stage: StageStatus['stage'];
  /** Absolute paths by the part they play. */
  files: Readonly<Record<string, string>>;
}

const STAGES: Readonly<Record<ModelKind, StageStatus['stage']>> = {
  'silero-vad': 'vad',
  'ten-vad': 'vad',
  'keyword-spotter': 'wake',
  'online-transducer': 'asr',
  'online-ctc': 'asr',
  'online-paraformer': 'asr',
  'offline-transducer': 'asr2',
  'offline-ctc': 'asr2',
  'offline-paraformer': 'asr2',
  'offline-sense-voice': 'asr2',
  'offline-whisper': 'asr2',
  'whisper-onnx': 'asr2',
  'whisper-cpp': 'asr2',
  'tts-vits': 'tts',
  'tts-matcha': 'tts',
  'tts-kokoro': 'tts',
};

/**
 * What a model folder holds, by its files' names as the projects release them and by what its nets say of
 * themselves. Undefined for anything else.
 */
export function recognise(folder: string): FoundModel | undefined {
  const held = contentsOf(folder);
  return (
    byOwnName(held) ??
    hubWhisper(held) ??
    sherpaWhisper(held) ??
    // The others all name their tokens so.
    (held.has('tokens.txt') ? (inSeveralNets(held) ?? speechVoice(held) ?? inOneNet(held)) : undefined)
  );
}

const TOKENS = 'tokens.txt';

/** A folder's files and how to ask for them. */
interface Contents {
  folder: string;
  names: readonly string[];
  has(name: string): boolean;
  /** The first net whose name fits; quantized ones go first. */
  find(pattern: RegExp): string | undefined;
  model(kind: ModelKind, files: Readonly<Record<string, string | undefined>>): FoundModel;
}

function contentsOf(folder: string): Contents {
  const names = filesIn(folder);
  const onnx = names
    .filter((n) => n.endsWith('.onnx'))
    .sort(
      (a, b) => Number(/int8|quantized/.test(b)) - Number(/int8|quantized/.test(a)) || a.localeCompare(b),
    );
  return {
    folder,
    names,
    has: (name) => names.includes(name),
    find: (pattern) => onnx.find((n) => pattern.test(n)),
    model: (kind, files) => ({
      folder,
      kind,
      stage: STAGES[kind],
      files: Object.fromEntries(
        Object.entries(files).flatMap(([part, name]) =>
          name === undefined ? [] : [[part, join(folder, name)]],
        ),
      ),
    }),
  };
}

/** Models of one file that is called what it is. */
function byOwnName({ names, find, model }: Contents): FoundModel | undefined {
  const vad = find(/^silero[_-]vad.*\.onnx$/i);
  if (vad) return model('silero-vad', { model: vad });
  const ten = find(/^ten[_-]vad.*\.onnx$/i);
  if (ten) return model('ten-vad', { model: ten });
  const ggml = names.find((n) => /^ggml-.*\.bin$/.test(n));
  return ggml ? model('whisper-cpp', { model: ggml }) : undefined;
}

/** Whisper as the Hugging Face hub has it. */
function hubWhisper({ has, find, model }: Contents): FoundModel | undefined {
  const encoder = find(/^onnx\/encoder_model.*\.onnx$/);
  const decoder = find(/^onnx\/decoder_model_merged.*\.onnx$/);
  return encoder && decoder && has('tokenizer.json')
    ? model('whisper-onnx', { encoder, decoder, tokenizer: 'tokenizer.json' })
    : undefined;
}

/** Whisper as sherpa-onnx releases it, each file under the model's name. */
function sherpaWhisper({ names, find, model }: Contents): FoundModel | undefined {
  const tokens = names.find((n) => /^[\w.-]*-tokens\.txt$/.test(n));
  const encoder = find(/^[\w.-]+-encoder(\.int8)?\.onnx$/);
  const decoder = find(/^[\w.-]+-decoder(\.int8)?\.onnx$/);
  return tokens && encoder && decoder ? model('offline-whisper', { encoder, decoder, tokens }) : undefined;
}

/** Encoder and decoder; with a joiner it is a transducer. */
function inSeveralNets({ folder, names, find, model }: Contents): FoundModel | undefined {
  const tokens = TOKENS;
  const [encoder, decoder, joiner] = [
    find(/^encoder.*\.onnx$/),
    find(/^decoder.*\.onnx$/),
    find(/^joiner.*\.onnx$/),
  ];
  if (encoder && decoder && joiner) {
    if (names.some((n) => /^keywords.*\.txt$/.test(n)) || /kws/i.test(folder))
      return model('keyword-spotter', { encoder, decoder, joiner, tokens });
    return model(isStreaming(folder, encoder) ? 'online-transducer' : 'offline-transducer', {
      encoder,
      decoder,
      joiner,
      tokens,
    });
  }
  return encoder && decoder ? model('online-paraformer', { encoder, decoder, tokens }) : undefined;
}

/** What voices have beside their nets. */
function speechFiles({ names }: Contents): Readonly<Record<string, string | undefined>> {
  return {
    tokens: TOKENS,
    lexicon: names.filter((n) => /^lexicon[\w.-]*\.txt$/.test(n)).sort()[0],
    dataDir: names.some((n) => n.startsWith('espeak-ng-data/')) ? 'espeak-ng-data' : undefined,
    dictDir: names.some((n) => n.startsWith('dict/')) ? 'dict' : undefined,
  };
}

/** Voices that are told by their files. */
function speechVoice(held: Contents): FoundModel | undefined {
  const { has, find, model } = held;
  const speech = speechFiles(held);
  if (has('voices.bin'))
    return model('tts-kokoro', { model: find(/^(?!vocos|hifigan)/), voices: 'voices.bin', ...speech });
  const [acoustic, vocoder] = [find(/^model-steps-\d+\.onnx$/), find(/^(?:vocos|hifigan).*\.onnx$/)];
  return acoustic && vocoder ? model('tts-matcha', { model: acoustic, vocoder, ...speech }) : undefined;
}

/** A single net: by what it says of itself. */
function inOneNet(held: Contents): FoundModel | undefined {
  const { folder, find, model } = held;
  const tokens = TOKENS;
  const speech = speechFiles(held);
  const only = find(/./);
  if (!only) return undefined;
  const tells = metadataOf(join(folder, only));
  const said = `${tells['model_type'] ?? ''} ${tells['comment'] ?? ''} ${folder}`.toLowerCase();
  if (/sense.?voice/.test(said)) return model('offline-sense-voice', { model: only, tokens });
  if (/paraformer/.test(said)) return model('offline-paraformer', { model: only, tokens });
  if (/vits|melo|piper/.test(said) || speech['lexicon'] || speech['dataDir'])
    return model('tts-vits', { model: only, ...speech });
  return model(isStreaming(folder, only) ? 'online-ctc' : 'offline-ctc', { model: only, tokens });
}

/** Files of a folder and of its folders, one level down, by relative name. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isFile()))
      return [entry.name];
    return entry.isDirectory() ? readdirSync(path).map((inner) => `${entry.name}/${inner}`) : [];
  });
}

/** A net that is fed in chunks says so in its metadata; sherpa's releases also say so in their names. */
function isStreaming(folder: string, file: string): boolean {
  if (/chunk-\d|streaming/i.test(file) || /streaming/i.test(folder)) return true;
  const tells = metadataOf(join(folder, file));
  return 'decode_chunk_len' in tells || 'left_context_len' in tells || 'window_size' in tells;
}

import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recognise, type FoundModel } from './recognise';
import { CROPPED_ENCODER } from './whisper-crop';

/** The models found in the models folder, by what they can do. Absent parts are undefined. */
export interface LocatedModels {
  vad?: string;
  /** FSMN character CTC: folder. */
  fsmn?: string;
  wake?: { encoder: string; decoder: string; joiner: string; tokens: string };
  /** Whisper folders of this release's own making (cropped encoder), strongest first. */
  whisper: string[];
  /** What the store itself put there, of any kind that is known; goes before what ships. */
  own: FoundModel[];
  /** Folders that hold nothing that is known. */
  unknown: string[];
}

/** Ids of the manifest whose folders are loaded by adapters of their own, or by the catalog process. */
const SHIPPED = /^(?:silero-vad|fsmn-zh|kokoro-82m-.*|bge-small-zh-.*|all-minilm-.*)$/;

const folderWith = (folder: string, files: readonly string[]): string | undefined =>
  files.every((f) => existsSync(join(folder, f))) ? folder : undefined;

/** Looks what is installed; reads no model but what it says of itself. */
export function locateModels(modelsDir: string): LocatedModels {
  const at = (...parts: string[]) => join(modelsDir, ...parts);
  const fsmn = at('fsmn-zh');
  const wake = {
    encoder: join(fsmn, 'kws-encoder-plain.onnx'),
    decoder: join(fsmn, 'kws-decoder-plain.onnx'),
    joiner: join(fsmn, 'kws-joiner-plain.onnx'),
    tokens: join(fsmn, 'tokens-plain.txt'),
  };
  const vad = at('silero-vad', 'silero_vad_16k_op15.onnx');
  const whisper = ['whisper-small', 'whisper-base', 'whisper-tiny'].flatMap(
    (id) => folderWith(at(id), [CROPPED_ENCODER, 'tokenizer.json']) ?? [],
  );
  const folders = existsSync(modelsDir)
    ? readdirSync(modelsDir, { withFileTypes: true })
        .filter(
          (e) => (e.isDirectory() || e.isSymbolicLink()) && !e.name.startsWith('.') && !SHIPPED.test(e.name),
        )
        .map((e) => at(e.name))
    : [];
  const strange = folders.filter((folder) => !whisper.includes(folder)).sort();
  const found = strange.map((folder) => [folder, recognise(folder)] as const);
  return {
    vad: existsSync(vad) ? vad : undefined,
    fsmn: folderWith(fsmn, ['fsmn_kws.onnx', 'am.mvn.dim80_l2r2', 'tokens.txt']),
    wake: Object.values(wake).every((f) => existsSync(f)) ? wake : undefined,
    whisper,
    own: found.flatMap(([, model]) => (model ? [streamingByName(model)] : [])),
    unknown: found.flatMap(([folder, model]) => (model ? [] : [folder])),
  };
}

/** A store says by the name `asr-…` that a net which doesn't say so itself is fed in chunks. */
function streamingByName(model: FoundModel): FoundModel {
  if (!basename(model.folder).startsWith('asr-')) return model;
  if (model.kind === 'offline-transducer') return { ...model, kind: 'online-transducer', stage: 'asr' };
  return model.kind === 'offline-ctc' ? { ...model, kind: 'online-ctc', stage: 'asr' } : model;
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CROPPED_ENCODER } from './whisper-crop';

/** The models found in the models folder, by what they can do. Absent parts are undefined. */
export interface LocatedModels {
  vad?: string;
  /** FSMN character CTC: folder. */
  fsmn?: string;
  /** Any streaming model of a kind that sherpa-onnx knows, in a folder whose name begins with `asr-`. */
  online?: string;
  wake?: { encoder: string; decoder: string; joiner: string; tokens: string };
  /** Whisper folders, strongest first. */
  whisper: string[];
}

const folderWith = (folder: string, files: readonly string[]): string | undefined => (files.every((f) => existsSync(join(folder, f))) ? folder : undefined);

/** Looks what is installed; reads no model. */
export function locateModels(modelsDir: string): LocatedModels {
  const at = (...parts: string[]) => join(modelsDir, ...parts);
  const fsmn = at('fsmn-zh');
  const wake = { encoder: join(fsmn, 'kws-encoder-plain.onnx'), decoder: join(fsmn, 'kws-decoder-plain.onnx'), joiner: join(fsmn, 'kws-joiner-plain.onnx'), tokens: join(fsmn, 'tokens-plain.txt') };
  const vad = at('silero-vad', 'silero_vad_16k_op15.onnx');
  return {
    vad: existsSync(vad) ? vad : undefined,
    fsmn: folderWith(fsmn, ['fsmn_kws.onnx', 'am.mvn.dim80_l2r2', 'tokens.txt']),
    online: existsSync(modelsDir) ? readdirSync(modelsDir).filter((name) => name.startsWith('asr-') && existsSync(at(name, 'tokens.txt'))).map((name) => at(name)).sort()[0] : undefined,
    wake: Object.values(wake).every((f) => existsSync(f)) ? wake : undefined,
    whisper: ['whisper-small', 'whisper-base', 'whisper-tiny'].flatMap((id) => folderWith(at(id), [CROPPED_ENCODER, 'tokenizer.json']) ?? []),
  };
}

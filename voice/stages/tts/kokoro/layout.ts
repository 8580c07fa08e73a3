import { join } from 'node:path';

/** Folder of the model below the models directory. */
export const KOKORO_DIR = 'kokoro-82m-v1.0';
export const KOKORO_FILES = {
  prosody: 'prosody.onnx',
  vocoder: 'vocoder.onnx',
  tokens: 'tokens.json',
} as const;

/** The voices installed: all Mandarin ones and the English ones of grade C or better in Kokoro's own list. */
export const KOKORO_VOICES = [
  'zf_xiaobei',
  'zf_xiaoni',
  'zf_xiaoxiao',
  'zf_xiaoyi',
  'zm_yunjian',
  'zm_yunxi',
  'zm_yunxia',
  'zm_yunyang',
  'af_heart',
  'af_aoede',
  'af_bella',
  'af_kore',
  'af_nicole',
  'af_sarah',
  'am_fenrir',
  'am_michael',
  'am_puck',
  'bf_emma',
  'bm_george',
  'bm_fable',
] as const;

/**
 * Style vectors of a voice, relative to the model folder: float32 little-endian, 510 rows (by number of
 * tokens) of 256.
 */
export function voiceFile(voice: string): string {
  return join('voices', `${voice}.bin`);
}

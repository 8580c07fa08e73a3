import path from 'node:path';
import type { Config } from '../contract';

/** The terminal's voice as configured; rendered speech is kept under `speech/` of the data folder. */
export function speechOutputOptions({ dataDir, voice }: Config) {
  return {
    modelsDir: voice.modelsDir,
    cacheDir: path.join(dataDir, 'speech'),
    voiceZh: voice.voiceZh,
    voiceEn: voice.voiceEn,
    threads: voice.threads,
    volume: voice.volume,
  };
}

export {
  createSpeechOutput,
  type SpeechOutput,
  type SpeechOutputOptions,
  type Sound,
  type SpeakOptions,
} from './speech-output';
export { speakToFile } from './speak-to-file';
export { convertKokoro } from './kokoro-install';
export { KOKORO_DIR, KOKORO_VOICES } from './kokoro/layout';

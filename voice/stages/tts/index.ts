export { createMouth, type Mouth, type MouthOptions, type Sound, type SpeakOptions } from './mouth';
export { speakToFile } from './speak-to-file';
export { convertKokoro } from './kokoro-install';
export { KOKORO_DIR, KOKORO_VOICES } from './kokoro/layout';

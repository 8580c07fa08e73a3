/**
 * The front door of the voice room: the service of the voice process, and what the command line needs of it.
 */
export { createVoiceService, type VoiceService, type VoiceServiceOptions } from './service';
export { FileTranscriber, transcribeFile, type FileTranscriberOptions } from './transcribe';
export {
  modelsBench,
  modelsChanged,
  modelsInstall,
  modelsList,
  modelsVerify,
  type ModelCommandOptions,
} from './models/commands';
export type { AudioPort } from './audio/page-audio';
export { decodeWav, encodeWav, type Pcm } from './audio/wav';
export type { Recognition } from './stages/asr/recognition-session';
export type { InstallOutcome, ModelState, VerifyOutcome } from './models/installer';
export { createSpeechOutput, speakToFile, type SpeechOutput, type SpeechOutputOptions } from './stages/tts';
export { normalize as asSaid } from './speech/normalize';

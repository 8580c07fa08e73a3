import type { FoundModel } from '../../models/recognise';
import type { SecondPass } from './second-pass';
import { SherpaOffline } from './sherpa-offline';
import { HubWhisper } from './whisper/hub';
import { WhisperCppPass } from './whisper-cpp';

/** Loads a whole-utterance model of any kind. Rejects when it can't be loaded. */
export async function loadOffline(found: FoundModel, threads: number): Promise<SecondPass> {
  if (found.kind === 'whisper-cpp') return WhisperCppPass.load(found, threads);
  if (found.kind === 'whisper-onnx') return HubWhisper.load(found, threads);
  return SherpaOffline.load(found, threads);
}

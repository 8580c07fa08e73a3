import { dirname } from 'node:path';
import type { ModelCandidate } from '../../models/candidate';
import type { LocatedModels } from '../../models/locate';
import type { Quarantine } from '../../models/quarantine';
import type { VoiceActivity } from './port';
import { SherpaVad } from './sherpa-vad';
import { SileroVad } from './silero';

/** The voice activity models there are, the store's own first. */
export function loadVad(models: LocatedModels, quarantine: Quarantine): ModelCandidate<VoiceActivity>[] {
  const own = models.own
    .filter((m) => m.stage === 'vad')
    .map((model) => ({
      folder: model.folder,
      load: () => quarantine.model(model, async () => SherpaVad.load(model)),
    }));
  const { vad } = models;
  return [
    ...own,
    ...(vad ? [{ folder: vad, load: () => quarantine.whole(dirname(vad), () => SileroVad.load(vad)) }] : []),
  ];
}

import { dirname } from 'node:path';
import type { ModelCandidate } from '../../models/candidate';
import type { LocatedModels } from '../../models/locate';
import type { Quarantine } from '../../models/quarantine';
import { WakeSpotter, type WakeFiles } from './spotter';

/** The keyword spotters there are, the store's own first. */
export function loadWake(
  models: LocatedModels,
  phrases: readonly string[],
  quarantine: Quarantine,
): ModelCandidate<WakeSpotter>[] {
  const own = models.own
    .filter((m) => m.kind === 'keyword-spotter')
    .map((model) => ({
      folder: model.folder,
      load: () =>
        quarantine.model(model, async () => WakeSpotter.load(model.files as unknown as WakeFiles, phrases)),
    }));
  const { wake } = models;
  return [
    ...own,
    ...(wake
      ? [
          {
            folder: wake.encoder,
            load: () => quarantine.whole(dirname(wake.encoder), () => WakeSpotter.load(wake, phrases)),
          },
        ]
      : []),
  ];
}

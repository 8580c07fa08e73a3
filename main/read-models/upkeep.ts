import type { ScreenState, StorageStatus, UpkeepNote } from '../contract';
import { momentText, say, sayInEach } from '../words';

/** What staff should know of how the terminal's own records are kept; times in the store's zone where it is known. */
export function storageNote({ kept, fault, since, setAside }: StorageStatus, timezone?: string): UpkeepNote {
  if (kept === 'disk') {
    const text = sayInEach('upkeep.records.begun_anew', { file: setAside ?? '' });
    return { id: 'storage', level: 'warn', text };
  }
  const lost = fault === 'damaged' || fault === 'newer';
  const text = sayInEach(lost ? 'upkeep.records.in_memory' : 'upkeep.records.waiting', (lang) => ({
    since: momentText(since, lang, timezone),
    why: say(lang, `upkeep.records.${fault}`),
  }));
  return { id: 'storage', level: 'error', text };
}

/** An installed model that is not used, since its files changed. */
export const changedModelNote = (model: string): UpkeepNote => ({
  id: `model-${model}`,
  level: 'error',
  text: sayInEach('upkeep.model_changed', { model }),
});

/**
 * All that staff should see to: settings that were passed over, records that can't be kept, models that
 * changed.
 */
export function upkeep(
  settings: readonly UpkeepNote[],
  { catalog, stages }: Pick<ScreenState, 'catalog' | 'stages'>,
): UpkeepNote[] {
  const changed = new Set(stages.flatMap((stage) => stage.changed ?? []));
  return [
    ...settings,
    ...(catalog?.storage ? [storageNote(catalog.storage, catalog.timezone)] : []),
    ...[...changed].map(changedModelNote),
  ];
}

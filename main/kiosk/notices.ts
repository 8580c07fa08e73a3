import type { CatalogStatus, ScreenState, StageStatus } from '../contract';
import { dayText, sayInEach } from '../words';

type Notice = ScreenState['notices'][number];

/** Recognition and speech themselves are the page's to tell; these only make it work less well. */
const TOLD: ReadonlySet<string> = new Set(['wake', 'vad', 'asr2']);
type ToldStage = 'wake' | 'vad' | 'asr2';
const isTold = (stage: StageStatus['stage']): stage is ToldStage => TOLD.has(stage);

/**
 * What the page can't tell from the state alone: models that are missing, and how old the prices are. One
 * plain line each.
 */
export function notices(
  state: Pick<ScreenState, 'stages' | 'catalog'>,
  staleHours: number,
  now: Date,
): Notice[] {
  return [...stageNotices(state.stages), ...catalogNotices(state.catalog, staleHours, now)];
}

function stageNotices(stages: readonly StageStatus[]): Notice[] {
  return stages.flatMap(({ stage, ok }): Notice[] =>
    ok || !isTold(stage)
      ? []
      : [{ id: `stage-${stage}`, level: 'info', text: sayInEach(`notice.model.${stage}`) }],
  );
}

function catalogNotices(catalog: CatalogStatus | null, staleHours: number, now: Date): Notice[] {
  if (!catalog?.ready) return [];
  const age = catalog.publishedAt ? (now.getTime() - Date.parse(catalog.publishedAt)) / 3_600_000 : 0;
  if (age <= staleHours) return [];
  const { publishedAt, timezone } = catalog;
  const text = sayInEach('notice.stale', (lang) => ({ day: dayText(publishedAt, lang, timezone) }));
  return [{ id: 'catalog-stale', level: 'info', text }];
}

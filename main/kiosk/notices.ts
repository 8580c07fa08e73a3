import type { CatalogStatus, InBoth, Lang, ScreenState, StageStatus } from '../contract';
import { dayText } from '../words';

type Notice = ScreenState['notices'][number];

/** Recognition and speech themselves are the page's to tell; these only make it work less well. */
const stageNames: Partial<Record<StageStatus['stage'], InBoth>> = {
  wake: { zh: '唤醒词', en: 'the wake word' },
  vad: { zh: '语音检测', en: 'voice detection' },
  asr2: { zh: '英文识别', en: 'English' },
};

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
  return stages.flatMap(({ stage, ok }) => {
    const name = stageNames[stage];
    if (ok || !name) return [];
    return [
      {
        id: `stage-${stage}`,
        level: 'info' as const,
        text: { zh: `${name.zh}缺少模型，可点按说话。`, en: `No model for ${name.en}; tap to speak.` },
      },
    ];
  });
}

function catalogNotices(catalog: CatalogStatus | null, staleHours: number, now: Date): Notice[] {
  if (!catalog?.ready) return [];
  const age = catalog.publishedAt ? (now.getTime() - Date.parse(catalog.publishedAt)) / 3_600_000 : 0;
  if (age <= staleHours) return [];
  const day = (lang: Lang): string => dayText(catalog.publishedAt, lang, catalog.timezone);
  return [
    {
      id: 'catalog-stale',
      level: 'info',
      text: {
        zh: `价格和库存截至${day('zh')}，以货架标签为准。`,
        en: `Prices and stock as of ${day('en')}; the shelf label decides.`,
      },
    },
  ];
}

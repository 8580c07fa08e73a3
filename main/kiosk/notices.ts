import type { CatalogStatus, MicState, ScreenState, StageStatus } from '../contract';

type Notice = ScreenState['notices'][number];

const stageNames: Record<StageStatus['stage'], { zh: string; en: string }> = {
  wake: { zh: '唤醒词', en: 'wake word' },
  vad: { zh: '语音检测', en: 'voice detection' },
  asr: { zh: '语音识别', en: 'speech recognition' },
  asr2: { zh: '英文及复核识别', en: 'English and second-pass recognition' },
  tts: { zh: '语音播报', en: 'speech' },
};

/** What is missing, what still works, in one plain line each. */
export function notices(state: Pick<ScreenState, 'services' | 'stages' | 'mic' | 'catalog'>, staleHours: number, now: Date): Notice[] {
  return [...serviceNotices(state.services), ...stageNotices(state.stages), ...micNotices(state.mic), ...catalogNotices(state.catalog, staleHours, now)];
}

function serviceNotices(services: ScreenState['services']): Notice[] {
  const out: Notice[] = [];
  const down = (health: string): boolean => health === 'down' || health === 'gave_up';
  if (down(services.voice)) out.push({ id: 'voice-down', level: 'warn', text: { zh: '语音正在恢复，请先点屏幕。', en: 'Voice is restarting; please use the screen.' } });
  if (down(services.catalog)) out.push({ id: 'catalog-down', level: 'error', text: { zh: '商品查询正在恢复，请稍候或找店员。', en: 'Item search is restarting; please wait or ask our staff.' } });
  if (down(services.devices)) out.push({ id: 'devices-down', level: 'warn', text: { zh: '打印和带路正在恢复，查询照常。', en: 'Printing and guiding are restarting; questions still work.' } });
  return out;
}

function stageNotices(stages: readonly StageStatus[]): Notice[] {
  return stages
    .filter((stage) => !stage.ok)
    .map((stage) => {
      const name = stageNames[stage.stage];
      return {
        id: `stage-${stage.stage}`,
        level: 'info',
        text: { zh: `${name.zh}缺少模型，点屏幕仍可使用。`, en: `No model for ${name.en}; the screen works as usual.` },
      };
    });
}

function micNotices(mic: MicState): Notice[] {
  if (mic === 'absent' || mic === 'lost') return [{ id: 'mic', level: 'warn', text: { zh: '没有找到麦克风，请点屏幕。', en: 'No microphone found; please use the screen.' } }];
  if (mic === 'denied') return [{ id: 'mic', level: 'warn', text: { zh: '麦克风未获允许，请点屏幕。', en: 'The microphone is not allowed; please use the screen.' } }];
  if (mic === 'silent') return [{ id: 'mic', level: 'warn', text: { zh: '麦克风没有声音，请点屏幕。', en: 'The microphone is silent; please use the screen.' } }];
  return [];
}

function catalogNotices(catalog: CatalogStatus | null, staleHours: number, now: Date): Notice[] {
  if (!catalog) return [];
  if (!catalog.ready) return [{ id: 'catalog-empty', level: 'info', text: { zh: '正在准备商品目录，请稍候。', en: 'Preparing the catalog; one moment please.' } }];
  const age = catalog.publishedAt ? (now.getTime() - Date.parse(catalog.publishedAt)) / 3_600_000 : 0;
  if (age <= staleHours) return [];
  const when = catalog.publishedAt!.slice(0, 10);
  return [{ id: 'catalog-stale', level: 'info', text: { zh: `价格和库存截至 ${when}，以货架标签为准。`, en: `Prices and stock as of ${when}; the shelf label decides.` } }];
}

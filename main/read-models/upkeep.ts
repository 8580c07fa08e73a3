import type { InBoth, Lang, ScreenState, StorageFault, StorageStatus, UpkeepNote } from '../contract';
import { momentText } from '../words';

/** Why records are not where they belong, and what staff can do. */
const faults: Readonly<Record<StorageFault, InBoth>> = {
  full: { zh: '磁盘已满，请腾出空间', en: 'the disk is full; make room on it' },
  read_only: {
    zh: '数据目录只能读取，请检查磁盘和权限',
    en: 'the data folder can only be read; check the disk and its permissions',
  },
  locked: { zh: '记录文件被另一个程序占用', en: 'another program holds the records file' },
  unreachable: { zh: '记录文件无法打开，请检查磁盘', en: 'the records file can’t be opened; check the disk' },
  damaged: {
    zh: '记录文件已损坏，重新启动后会另存并重新开始',
    en: 'the records file is damaged; at the next start it is set aside and begun anew',
  },
  newer: {
    zh: '记录文件来自更新的版本，请更新本程序',
    en: 'a later version wrote the records file; update this program',
  },
};

/** What staff should know of how the terminal's own records are kept; times in the store's zone where it is known. */
export function storageNote({ kept, fault, since, setAside }: StorageStatus, timezone?: string): UpkeepNote {
  if (kept === 'disk') {
    return {
      id: 'storage',
      level: 'warn',
      text: {
        zh: `本机记录曾损坏，已另存为 ${setAside ?? ''} 并重新开始；门店优惠会从店内消息服务器取回。`,
        en: `The terminal’s records were damaged; they were kept as ${setAside ?? ''} and begun anew. The store’s offers come back from its broker.`,
      },
    };
  }
  const when = (lang: Lang): string => momentText(since, lang, timezone);
  const { zh, en } = faults[fault];
  const later: InBoth =
    fault === 'damaged' || fault === 'newer'
      ? { zh: '断电后新记录会丢失。', en: 'New records are lost when it ends.' }
      : {
          zh: '恢复后会自动补写；断电则会丢失。',
          en: 'They are written when it is mended, and lost if the power goes before.',
        };
  return {
    id: 'storage',
    level: 'error',
    text: {
      zh: `自 ${when('zh')} 起，本机记录只在内存中：${zh}。回答不受影响。${later.zh}`,
      en: `Since ${when('en')} the terminal’s records are in memory only: ${en}. Answers go on. ${later.en}`,
    },
  };
}

/** An installed model that is not used, since its files changed. */
export function changedModelNote(model: string): UpkeepNote {
  return {
    id: `model-${model}`,
    level: 'error',
    text: {
      zh: `语音模型 ${model} 的文件在安装后有变化，已停用。请运行 daogou models install ${model}。`,
      en: `The files of the speech model ${model} changed since it was installed, so it is not used. Run daogou models install ${model}.`,
    },
  };
}

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

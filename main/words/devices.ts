import type { DeviceStatus, Lang } from '../contract';
import { reasonWords } from './reasons';

/** A device in words, for staff: a line on how it is, and one with its counters as service people name them. */
export function deviceLines(devices: readonly DeviceStatus[], lang: Lang): string[] {
  const words = reasonWords[lang];
  return devices.flatMap(({ kind, name, state, port, reason, counters }) => {
    const how = [
      words[`device.${kind}`],
      name,
      words[`state.${state}`],
      port,
      reason && words[`device.reason.${reason}`],
    ];
    const counts = Object.entries(counters ?? {}).map(([key, value]) => `${key} ${value}`);
    return [
      how.filter(Boolean).join(lang === 'zh' ? '，' : ', '),
      ...(counts.length > 0 ? [`  ${lang === 'zh' ? '计数：' : 'Counters: '}${counts.join(', ')}`] : []),
    ];
  });
}

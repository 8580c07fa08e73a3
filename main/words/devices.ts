import type { DeviceStatus, Lang } from '../contract';
import { chain } from './lists';
import { say } from './say';

/** A device in words, for staff: a line on how it is, and one with its counters as service people name them. */
export function deviceLines(devices: readonly DeviceStatus[], lang: Lang): string[] {
  return devices.flatMap(({ kind, name, state, port, reason, counters }) => {
    const how = [
      say(lang, `device.${kind}`),
      name,
      say(lang, `state.${state}`),
      port,
      reason && say(lang, `device.reason.${reason}`),
    ];
    const counts = Object.entries(counters ?? {}).map(([key, value]) => `${key} ${value}`);
    return [
      chain(how.filter((part) => part !== undefined).filter(Boolean), lang, 'clause.next'),
      ...(counts.length > 0 ? [`  ${say(lang, 'device.counters', { counts: counts.join(', ') })}`] : []),
    ];
  });
}

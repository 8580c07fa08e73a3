import type { Catalog, EmergencyService } from '../contract';
import { causeOfService } from './answer/emergency-answers';
import { readable } from './understand/clean';
import { alarmIn, type Alarm } from './understand/emergency';
import { emergencyNumberAsked } from './understand/emergency-numbers';

const NAMES_GOODS: ReadonlySet<string> = new Set(['noun', 'category', 'alias', 'brand']);

/** A cry, words of danger that name goods, or the emergency numbers that are asked for. */
export function alarmOf(
  said: string,
  catalog: Catalog | undefined,
): Alarm & { numbers?: readonly EmergencyService[] } {
  const text = catalog ? catalog.fold(readable(said)) : readable(said);
  const asked = emergencyNumberAsked(text);
  const alarm = alarmByName(text, catalog);
  if (!asked) return alarm;
  return { numbers: asked.services, ...(asked.cry && { cry: alarm.cry ?? causeOfService(asked.services) }) };
}

function alarmByName(text: string, catalog: Catalog | undefined): Alarm {
  if (!catalog) return alarmIn(text);
  const isName = (words: string): boolean =>
    catalog
      .spans(words)
      .some(
        ({ start, end, how, entries }) =>
          start === 0 &&
          end === words.length &&
          how === 'exact' &&
          entries.some(({ kind }) => NAMES_GOODS.has(kind)),
      );
  return alarmIn(text, isName);
}

import { ErrorRate, percentile, soundsIn, wordsOf } from '../measure';
import { CONDITIONS } from '../conditions';
import type { Asked } from './run';

/** Errors of what was heard: toneless syllables in Mandarin, words in English. */
function errorOf(own: readonly Asked[], lang: Asked['lang']): ErrorRate {
  const rate = new ErrorRate();
  const units = lang === 'zh' ? soundsIn : wordsOf;
  for (const { text, heard } of own) rate.add(units(text), units(heard));
  return rate;
}

/**
 * By condition, language and set: the errors of what was heard, how often the first item is right, wrong or none, and
 * of the questions that are right when typed how many still are, which is what the ear costs.
 */
export function summarizeStrangers(all: readonly Asked[], print: (line: string) => void): void {
  const typedRight = new Set(
    all.filter((one) => one.condition === 'typed' && one.first === 'right').map(keyOf),
  );
  for (const condition of CONDITIONS)
    for (const lang of ['zh', 'en'] as const) {
      const own = all.filter((one) => one.condition === condition && one.lang === lang);
      const sets = [...new Set(own.map((one) => one.set))];
      if (own.length > 0)
        for (const set of [...sets, undefined])
          print(
            `${condition} ${lang} ${set ?? 'all'}: ${lineOf(
              own.filter((one) => set === undefined || one.set === set),
              lang,
              typedRight,
            )}`,
          );
    }
}

const keyOf = ({ set, id }: Asked): string => `${set} ${id}`;
const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

function lineOf(own: readonly Asked[], lang: Asked['lang'], typedRight: ReadonlySet<string>): string {
  const share = (first: Asked['first']): string =>
    `${first} ${percent(own.filter((one) => one.first === first).length, own.length)}`;
  const counts = `${own.length} asked, ${share('right')}, ${share('wrong')}, ${share('none')}`;
  if (own[0]?.condition === 'typed') return counts;
  const before = own.filter((one) => typedRight.has(keyOf(one)));
  const kept = before.filter((one) => one.first === 'right').length;
  const other = own.filter((one) => one.heardLang !== lang).length;
  const times = own.map(({ ms }) => ms);
  return `${counts}; of those right when typed ${percent(kept, before.length)}; ${
    lang === 'zh' ? 'toneless-syllable' : 'word'
  } error ${errorOf(own, lang)}, wrong language ${other}; ear ms p50 ${percentile(times, 0.5)} p95 ${percentile(times, 0.95)}`;
}

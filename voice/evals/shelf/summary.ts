import { charactersOf, ErrorRate, percentile, soundsIn, wordsOf } from '../measure';
import { CONDITIONS } from '../conditions';
import type { Outcome } from './run';

/** The errors of the words that were heard, as each language counts them. */
const ERRORS: Readonly<Record<'zh' | 'en', (own: readonly Outcome[]) => string>> = {
  zh: (own) => {
    const [syllables, characters] = [new ErrorRate(), new ErrorRate()];
    for (const { text, heard } of own) {
      syllables.add(soundsIn(text), soundsIn(heard));
      characters.add(charactersOf(text), charactersOf(heard));
    }
    return `; toneless-syllable error ${syllables}, CER ${characters}`;
  },
  en: (own) => {
    const words = new ErrorRate();
    for (const { text, heard } of own) words.add(wordsOf(text), wordsOf(heard));
    return `; word error ${words}`;
  },
};

/** Right, wrong and abstained apart, for each condition and language, with the errors of the words. */
export function summarize(all: readonly Outcome[], print: (line: string) => void): void {
  for (const condition of CONDITIONS) {
    for (const lang of ['zh', 'en'] as const) {
      const own = all.filter((o) => o.condition === condition && o.lang === lang);
      if (own.length === 0) continue;
      const share = (verdict: Outcome['verdict']): string =>
        `${((100 * own.filter((o) => o.verdict === verdict).length) / own.length).toFixed(1)} %`;
      const errors = condition === 'typed' ? '' : ERRORS[lang](own);
      const other = own.filter((o) => o.heardLang !== lang).length;
      const times = own.map((o) => o.ms);
      print(
        `shelf, ${condition === 'typed' || condition === 'clean' ? condition : `babble ${condition} dB`}, ${lang === 'zh' ? 'Mandarin' : 'English'}, ${own.length} questions, ${new Set(own.map((o) => o.voice)).size} voices: right ${share('right')}, wrong ${share('wrong')}, candidates ${share('candidates')}, abstained ${share('abstained')}` +
          `${errors}${condition === 'typed' ? '' : `; wrong language ${other}; ear ms p50 ${percentile(times, 0.5)} p95 ${percentile(times, 0.95)}`}`,
      );
    }
  }
}

import { charactersOf, ErrorRate, percentile, soundsIn, wordsOf } from '../measure';
import { CONDITIONS, type Outcome } from './run';

/** Right, wrong and abstained apart, for each condition and language, with the errors of the words. */
export function summarize(all: readonly Outcome[], print: (line: string) => void): void {
  for (const condition of CONDITIONS) {
    for (const lang of ['zh', 'en'] as const) {
      const own = all.filter((o) => o.condition === condition && o.lang === lang);
      if (own.length === 0) continue;
      const share = (verdict: Outcome['verdict']): string =>
        `${((100 * own.filter((o) => o.verdict === verdict).length) / own.length).toFixed(1)} %`;
      const [first, second] = [new ErrorRate(), new ErrorRate()];
      for (const o of own) {
        if (lang === 'zh') {
          first.add(soundsIn(o.text), soundsIn(o.heard));
          second.add(charactersOf(o.text), charactersOf(o.heard));
        } else first.add(wordsOf(o.text), wordsOf(o.heard));
      }
      const errors =
        condition === 'typed'
          ? ''
          : lang === 'zh'
            ? `; toneless-syllable error ${first}, CER ${second}`
            : `; word error ${first}`;
      const other = own.filter((o) => o.heardLang !== lang).length;
      const times = own.map((o) => o.ms);
      print(
        `shelf, ${condition === 'typed' || condition === 'clean' ? condition : `babble ${condition} dB`}, ${lang === 'zh' ? 'Mandarin' : 'English'}, ${own.length} questions, ${new Set(own.map((o) => o.voice)).size} voices: right ${share('right')}, wrong ${share('wrong')}, candidates ${share('candidates')}, abstained ${share('abstained')}` +
          `${errors}${condition === 'typed' ? '' : `; wrong language ${other}; ear ms p50 ${percentile(times, 0.5)} p95 ${percentile(times, 0.95)}`}`,
      );
    }
  }
}

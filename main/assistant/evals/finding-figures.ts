import type { Understood } from '../../contract';
import type { GoodsQuestion } from './question-sets';

/** What a way of finding says to a question. */
export interface Said {
  /** The first five items, best first. */
  gtins: readonly string[];
  /** It says that the store has no such thing. */
  notHere: boolean;
}

/** How a way of finding did on the questions of one set, language and class. */
export interface Figures {
  /** Questions about what the store has. */
  asked: number;
  one: number;
  five: number;
  /** It named an item that was not meant. */
  wrong: number;
  falseNotHere: number;
  /** Questions about what the store has not. */
  notSold: number;
  /** Of those: it named an item. */
  falseHere: number;
}

export type Ways = Map<string, Map<string, Figures>>;
const ALL = 'all';

/** Counts what every way said to every question, by class. */
export function count(ways: Ways, way: string, question: GoodsQuestion, { gtins, notHere }: Said): void {
  const classes = ways.get(way) ?? new Map<string, Figures>();
  ways.set(way, classes);
  for (const name of [question.class, ALL]) {
    const figures = classes.get(name) ?? {
      asked: 0,
      one: 0,
      five: 0,
      wrong: 0,
      falseNotHere: 0,
      notSold: 0,
      falseHere: 0,
    };
    classes.set(name, figures);
    const silent = notHere || gtins.length === 0;
    if (question.meant.length === 0) {
      figures.notSold++;
      if (!silent) figures.falseHere++;
      continue;
    }
    const right = question.meant.includes(gtins[0] ?? '');
    figures.asked++;
    if (right) figures.one++;
    if (gtins.some((gtin) => question.meant.includes(gtin))) figures.five++;
    if (silent) figures.falseNotHere++;
    else if (!right) figures.wrong++;
  }
}

export const overall = (ways: Ways, way: string): Figures | undefined => ways.get(way)?.get(ALL);

/** Classes with fewer questions say nothing. */
const FEWEST = 4;
const percent = (part: number, whole: number): string =>
  whole === 0 ? '' : ((100 * part) / whole).toFixed(1);

export const HEAD = [
  '| set | way | asked | hit@1 | hit@5 | wrong item | false ‘not here’ | not sold | false ‘here’ | hit@1/hit@5/asked by class |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
];

/** The rows of one set in one language, in per cent; `set` is what the first column says. */
export function rowsOf(set: string, lang: Understood, ways: Ways): string[] {
  return [...ways].map(([way, classes]) => {
    const all = classes.get(ALL)!;
    const by = [...classes]
      .filter(([name, f]) => name !== ALL && f.asked >= FEWEST)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const cells = [
      `${set} ${lang}`,
      way,
      all.asked,
      percent(all.one, all.asked),
      percent(all.five, all.asked),
      percent(all.wrong, all.asked),
      percent(all.falseNotHere, all.asked),
      all.notSold || '',
      percent(all.falseHere, all.notSold),
      by.map(([name, f]) => `${name} ${f.one}/${f.five}/${f.asked}`).join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

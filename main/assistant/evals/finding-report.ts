import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Understood } from '../../contract';
import type { Figures } from './finding-figures';

const FILE = 'main/assistant/evals/BENCHMARKS.md';
const FIRST_SIGHT = 'main/assistant/evals/first-sight.json';

const Percent = z.number().min(0).max(100);
const OfLanguage = z.strictObject({
  hit1: Percent,
  hit5: Percent.optional(),
  wrong: Percent.optional(),
  falseNotHere: Percent.optional(),
  falseHere: Percent.optional(),
});
/**
 * What was found the first time a set was asked, before anything was mended with it, in per cent. Kept for
 * ever.
 */
const FirstSight = z.strictObject({
  set: z.string(),
  date: z.iso.date(),
  zh: OfLanguage.optional(),
  en: OfLanguage.optional(),
  note: z.string().optional(),
});
export type FirstSight = z.infer<typeof FirstSight>;

/** Every set's figures of its first time. Throws where the file is not as it should be. */
export const firstSights = (file = FIRST_SIGHT): FirstSight[] =>
  z.array(FirstSight).parse(JSON.parse(readFileSync(file, 'utf8')));

const percent = (part: number, whole: number): number => Math.round((1_000 * part) / whole) / 10;

/**
 * Keeps what was found in a set the first time; a set that has its figures keeps them.
 * @returns whether it was the first time.
 */
export function keepFirstSight(
  set: string,
  date: string,
  figures: Partial<Record<Understood, Figures>>,
  file = FIRST_SIGHT,
): boolean {
  const known = firstSights(file);
  if (known.some((each) => each.set === set)) return false;
  const of = (f: Figures | undefined): FirstSight['zh'] =>
    f && f.asked > 0
      ? {
          hit1: percent(f.one, f.asked),
          hit5: percent(f.five, f.asked),
          wrong: percent(f.wrong, f.asked),
          falseNotHere: percent(f.falseNotHere, f.asked),
          ...(f.notSold > 0 ? { falseHere: percent(f.falseHere, f.notSold) } : {}),
        }
      : undefined;
  const entry = FirstSight.parse({ set, date, zh: of(figures.zh), en: of(figures.en) });
  writeFileSync(file, `[\n${[...known, entry].map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`);
  return true;
}

const cell = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(1));

/** The first figures of all sets, as a Markdown table. */
export function firstSightTable(all: readonly FirstSight[]): string[] {
  const rows = all.flatMap((each) =>
    (['zh', 'en'] as const).flatMap((lang) => {
      const f = each[lang];
      return f
        ? [
            `| ${each.set} ${lang} | ${each.date} | ${cell(f.hit1)} | ${cell(f.hit5)} | ${cell(f.wrong)} | ${cell(f.falseNotHere)} | ${cell(f.falseHere)} | ${each.note ?? ''} |`,
          ]
        : [];
    }),
  );
  return [
    '| set | asked on | hit@1 | hit@5 | wrong item | false ‘not here’ | false ‘here’ | |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...rows,
  ];
}

const MARKS = ['<!-- first sight -->', '<!-- end of first sight -->'] as const;

const firstSightPart = (): string =>
  [MARKS[0], '', ...firstSightTable(firstSights()), '', MARKS[1]].join('\n');

const INTRODUCTION = `# How goods are found

Written by \`npm run eval:finding -- --write\`; all figures in per cent of the questions that name goods and follow no other.

- **hit@1, hit@5**: the first item, or one of the first five, is one that was meant. **wrong item**: an item is named and it is another. **false ‘not here’**: of what the
  store has, nothing is named. **false ‘here’**: of what the store has not, something is named. The yardstick (\`find.py\`: letters and meaning) and ‘− ranker’ always name something.
- **finder**: weights fitted to the questions of all *other* stores, the project's own stores counting as one (the evaluation fits them itself, so the figures are those of a store that nobody trained on).
  ‘− …’: the same without that part, its weights fitted anew; ‘− training’: every piece of evidence counts alike; ‘− ranker’: the plain sum of likenesses.
- **Peers** get the same words (name, kind, other names, brand, size), pairs of characters where it is Chinese, the question without its carrying words, and Orama the same vectors.
- † Tuned on: the kinds, brands or rules have been mended with what this set showed, or its questions count in training. Its figure says that nothing broke, not how good it is.
`;

/** Writes the report anew: the figures of all sets, calibration, and what was found at first sight. */
export function writeReport(figures: readonly string[], calibration: readonly string[]): void {
  const parts = [
    INTRODUCTION,
    '## At first sight\n\nBefore anything was mended with the set; never changed afterwards.\n',
    firstSightPart(),
    '\n## All sets\n',
    ...figures,
    '\n## Whether it knows how sure it is\n',
    ...calibration,
  ];
  writeFileSync(FILE, `${parts.join('\n')}\n`);
}

/** Brings the part on first sight up to date, where there is a report. */
export function refreshFirstSight(): void {
  if (!existsSync(FILE)) return;
  const text = readFileSync(FILE, 'utf8');
  const [from, to] = [text.indexOf(MARKS[0]), text.indexOf(MARKS[1])];
  if (from >= 0 && to > from)
    writeFileSync(FILE, text.slice(0, from) + firstSightPart() + text.slice(to + MARKS[1].length));
}

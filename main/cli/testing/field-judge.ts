import { z } from 'zod';
import expected from './field-expected.json';

/** What is to be found among what the product told of a case: patterns, whole or of one of its lines. */
const Expectation = z.strictObject({
  /** The time it was written for; what is told of days hangs on it. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** Each stands somewhere in what was told. */
  has: z.array(z.string()).default([]),
  /** None stands anywhere in it. */
  never: z.array(z.string()).default([]),
  /** For the lines of `lines.txt` and `texts.txt` in order: what stands behind the arrow. */
  lines: z.array(z.union([z.string(), z.strictObject({ has: z.array(z.string()) })])).default([]),
  /** Where nothing is checked here: what does. */
  elsewhere: z.string().optional(),
});
export type Expectation = z.output<typeof Expectation>;

const EXPECTED = z.record(z.string(), Expectation).parse(expected);

export interface Verdict {
  readonly verdict: 'right' | 'WRONG' | 'not judged';
  readonly why: readonly string[];
}

/** What is expected of a case by its folder's name; nothing where nobody has written it down. */
export const expectationOf = (name: string): Expectation | undefined =>
  Object.hasOwn(EXPECTED, name) ? EXPECTED[name] : undefined;

const ARROW = ' → ';
const fits = (pattern: string, text: string): boolean => new RegExp(pattern, 'mu').test(text);

/** Holds what was told of a case against what is expected of it. */
export function judge(expectation: Expectation | undefined, told: readonly string[]): Verdict {
  if (!expectation) return { verdict: 'not judged', why: ['nothing is written down for it'] };
  if (expectation.elsewhere !== undefined) return { verdict: 'not judged', why: [expectation.elsewhere] };
  const whole = told.join('\n');
  const answers = told.filter((line) => line.includes(ARROW));
  const why = [
    ...expectation.has.filter((one) => !fits(one, whole)).map((one) => `lacks ${one}`),
    ...expectation.never.filter((one) => fits(one, whole)).map((one) => `has ${one}`),
    ...(expectation.lines.length > answers.length
      ? [`${expectation.lines.length - answers.length} line(s) were not tried`]
      : []),
    ...expectation.lines.flatMap((one, k) => {
      const line = answers[k];
      const said = line?.slice(line.lastIndexOf(ARROW) + ARROW.length) ?? '';
      const lacks = (typeof one === 'string' ? [one] : one.has).filter((pattern) => !fits(pattern, said));
      return line !== undefined && lacks.length > 0 ? [`${line}: lacks ${lacks.join(' and ')}`] : [];
    }),
  ];
  return { verdict: why.length === 0 ? 'right' : 'WRONG', why };
}

import { z } from 'zod';
import { checkDigit } from './gtin';

/** What a label says of the one piece that bears it. */
export const Measure = z.object({
  /** Its weight. */
  kilograms: z.number().positive().optional(),
  /** What it costs, in the store's currency. */
  price: z.number().positive().optional(),
});
export type Measure = z.infer<typeof Measure>;

/**
 * Labels that a scale in the store prints (GS1 General Specifications, section 2.1.12): the number of the
 * item, and the weight or the price of that one piece. How is each country's, and in many each chain's.
 */
export const LabelRule = z.strictObject({
  /**
   * The digits in order: a digit is itself, `I` the item's number, `W` weight, `P` price, `V` a value that
   * could be either and is not told, `.` any digit, `C` the check digit at the end.
   */
  pattern: z
    .string()
    .regex(/^\d*I+[WPV.]+C$/, 'such as 21IIIIIWWWWWC')
    .min(12)
    .max(18),
  /** Decimals of the weight in kilograms: 3 for grams. */
  weightDecimals: z.number().int().min(0).max(5).default(3),
  /** Decimals of the price. */
  priceDecimals: z.number().int().min(0).max(4).default(2),
});
export type LabelRule = z.output<typeof LabelRule>;

const rule = (pattern: string): LabelRule => ({ pattern, weightDecimals: 3, priceDecimals: 2 });

/**
 * What the five digits behind the item hold is a chain's own: grams in one, the amount in cents in another with
 * the same prefix. The item is found; a value is told where the store's configuration says how it is written.
 */
const ANYWHERE = [rule('2IIIIIIVVVVVC')];
/** UPC-A number system 2: item, a digit over the price, the price in cents. */
const NORTH_AMERICA = [rule('2IIIII.PPPPC'), rule('02IIIII.PPPPC')];
const BY_COUNTRY: Readonly<Record<string, readonly LabelRule[]>> = {
  US: NORTH_AMERICA,
  CA: NORTH_AMERICA,
  // Scales with labels of 18 places hold amount and weight, in the order that the chain has set.
  CN: [rule('2IIIIIIVVVVVVVVVVC'), ...ANYWHERE],
};

/** The rules of a country; a store's own go before them. */
export const labelRulesOf = (country: string | undefined): readonly LabelRule[] =>
  BY_COUNTRY[country ?? ''] ?? ANYWHERE;

/** What a label says: numbers under which its item may stand in the catalog, the likeliest first. */
export interface Label {
  items: string[];
  measure?: Measure;
}

/** Reads a number as a label by the first rule it fits; nothing where none does or its check digit is wrong. */
export function readLabel(number: string, rules: readonly LabelRule[]): Label | undefined {
  if (!/^\d{12,18}$/.test(number) || checkDigit(number.slice(0, -1)) !== Number(number.at(-1)))
    return undefined;
  const fitting = rules.find(({ pattern }) => patternOf(pattern).test(number));
  if (!fitting) return undefined;
  const { pattern, weightDecimals, priceDecimals } = fitting;
  const value = (letter: 'W' | 'P', decimals: number): number =>
    Number([...number].filter((_, i) => pattern[i] === letter).join('')) / 10 ** decimals;
  const [kilograms, price] = [value('W', weightDecimals), value('P', priceDecimals)];
  const measure = { ...(kilograms > 0 && { kilograms }), ...(price > 0 && { price }) };
  return {
    items: itemNumbers(number, pattern),
    ...((kilograms > 0 || price > 0) && { measure }),
  };
}

const patternOf = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/[A-Z.]/g, '\\d')}$`);

/** The number with nothing for the value, and any check digit: in-store numbers often have none. */
function itemNumbers(number: string, pattern: string): string[] {
  const length = Math.min(number.length, 13);
  const body = number
    .slice(0, length - 1)
    .replace(/\d/g, (digit, at: number) => (/[VWP.]/.test(pattern[at] ?? '') ? '0' : digit));
  const right = checkDigit(body);
  const digits = [
    right,
    ...Array.from({ length: 10 }, (_, digit) => digit).filter((digit) => digit !== right),
  ];
  return digits.map((digit) => `${body}${digit}`);
}

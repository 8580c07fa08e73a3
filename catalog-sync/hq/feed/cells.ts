import { z } from 'zod';
import { Allergen, Claim, gtinFault } from '../../../main/contract';

/**
 * Readers of one CSV cell each: text in, the text or number that the catalog keeps out. Blank optional cells
 * become ''.
 */

/** Cells come here trimmed and without hidden characters (`hidden-characters.ts`). */
export const OptionalText = z.string();
export const Text = OptionalText.pipe(z.string().min(1, 'is empty'));

export const Gtin = Text.superRefine((gtin, ctx) => {
  const fault = gtinFault(gtin);
  if (fault) ctx.addIssue(fault);
});

/** `a|b|c`; blanks between bars are dropped. Bars stay the separator in the catalog. */
export function splitList(cell: string): string[] {
  if (cell === '') return [];
  return cell
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

export const List = OptionalText.transform((cell) => splitList(cell).join('|'));
export const RequiredList = List.pipe(z.string().min(1, 'is empty'));

export const GtinList = OptionalText.transform((cell, ctx) => {
  const gtins = splitList(cell);
  for (const gtin of gtins) {
    const fault = gtinFault(gtin);
    if (fault) ctx.addIssue(fault);
  }
  return gtins.join('|');
});

const listOf = (words: readonly string[]) => {
  const known = new Set(words);
  return OptionalText.transform((cell, ctx) => {
    const parts = splitList(cell).map((part) => part.toLowerCase());
    const stranger = parts.find((part) => !known.has(part));
    if (stranger !== undefined) ctx.addIssue(`'${stranger}' is not one of ${words.join(' ')}`);
    return [...new Set(parts)].join('|');
  });
};
export const AllergenList = listOf(Allergen.options);
export const ClaimList = listOf(Claim.options);

/** A category path, its steps separated by `>` with any space around. */
export const splitPath = (path: string): string[] =>
  path
    .split(/[>＞]/)
    .map((step) => step.trim())
    .filter((step) => step !== '');
export const OptionalPath = OptionalText.transform((cell) => splitPath(cell).join(' > '));
export const Path = OptionalPath.pipe(z.string().min(1, 'is empty'));

export const DECIMAL = /^\d{1,10}(\.\d{1,4})?$/;
/** A decimal in the store's currency, kept as it was written. */
export const Money = Text.pipe(
  z.string().regex(DECIMAL, { error: (issue) => `'${issue.input as string}' is not a price such as 12.90` }),
);

/** A count. Goods sold by weight may have a fraction, which is cut off. */
export const Quantity = Text.transform((cell, ctx) => {
  if (!/^\d{1,9}(\.\d+)?$/.test(cell)) {
    ctx.addIssue(`'${cell}' is not a count; use digits, 0 or more`);
    return 0;
  }
  return Math.floor(Number(cell));
});

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 with offset (section 5.6), written with `T` and `Z`. The offset is kept. */
export const Time = Text.transform((cell, ctx) => {
  const parts = RFC3339.exec(cell);
  const [, date = '', clock = '', fraction = '', offset = ''] = parts ?? [];
  const time = `${date}T${clock}${fraction}${offset.toUpperCase()}`;
  // Date rolls 30 February over to March; reading the date back shows it. A leap second reads as the second
  // before.
  const real =
    !Number.isNaN(Date.parse(time.replace(/:60/, ':59'))) &&
    new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  if (!parts || !real) ctx.addIssue(`'${cell}' is not a time with offset such as 2026-11-21T22:00:00+08:00`);
  return time;
});

const YES = new Set(['true', '1', 'yes', 'y', '是']);
const NO = new Set(['', 'false', '0', 'no', 'n', '否']);
export const Flag = OptionalText.transform((cell, ctx) => {
  const word = cell.toLowerCase();
  if (!YES.has(word) && !NO.has(word)) ctx.addIssue(`'${cell}' is neither true nor false`);
  return YES.has(word) ? 1 : 0;
});

export const Priority = OptionalText.transform((cell, ctx) => {
  if (!/^(-?\d{1,9})?$/.test(cell)) ctx.addIssue(`'${cell}' is not a whole number`);
  return Number(cell) || 0;
});

import { checkDigitValid, expandUpcE, gtinFault } from '../../../main/contract';
import type { Mended } from './mended';

/** What spreadsheets and exports do to numbers, and what was surely meant. */

/** Excel's ways to keep a number a text: ="690…" and '690…. */
const AS_TEXT = /^="?([^"]*)"?$|^'(.*)$/;
/** 6.90123E+12, also with a comma. */
const SCIENTIFIC = /^[+-]?(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i;

/** A GTIN as it was before a spreadsheet or an export changed how it is written. */
export function mendGtin(cell: string): Mended {
  if (gtinFault(cell) === undefined || cell === '') return { text: cell };
  const [, formula, quoted] = AS_TEXT.exec(cell) ?? [];
  const bare = (formula ?? quoted ?? cell).trim();
  const whole = wholeNumber(bare);
  if (whole === 'lost')
    return {
      text: cell,
      fault: `'${cell}' is not made of digits only: a spreadsheet shows a long number so, and its last digits are lost; make the column text and export it again`,
    };
  const digits = (whole ?? bare).replace(/[\s-]/g, '');
  const text = rightNumber(digits);
  return text === undefined || text === cell
    ? { text: cell }
    : { text, warning: `'${cell}' is read as ${text}` };
}

/** `6901234567892.0` and a power of ten that kept all its digits; 'lost' where it did not. */
function wholeNumber(text: string): string | 'lost' | undefined {
  const decimal = /^(\d+)[.,]0+$/.exec(text)?.[1];
  if (decimal !== undefined) return decimal;
  const [, first = '', rest = '', power] = SCIENTIFIC.exec(text) ?? [];
  if (power === undefined) return undefined;
  const digits = `${first}${rest}`.padEnd(Number(power) + 1, '0');
  const kept = rest.length >= Number(power) && /^\d+$/.test(digits);
  return kept && checkDigitValid(digits) ? digits : 'lost';
}

/** The digits as a number of goods, with the zeros that a spreadsheet took from the front. */
function rightNumber(digits: string): string | undefined {
  if (!/^\d{7,14}$/.test(digits)) return undefined;
  if (gtinFault(digits) === undefined) return digits;
  const upcA = expandUpcE(digits);
  if (upcA !== undefined) return upcA;
  const longer = digits.padStart(digits.length === 7 ? 8 : 12, '0');
  return digits.length < 12 && digits.length !== 8 && checkDigitValid(longer) ? longer : undefined;
}

/** A list of GTINs, each mended by itself. */
export function mendGtins(cell: string): Mended {
  const each = cell.split('|').map((part) => mendGtin(part.trim()));
  const warnings = each.flatMap(({ warning }) => warning ?? []);
  const fault = each.find((one) => one.fault !== undefined)?.fault;
  return {
    text: each.map(({ text }) => text).join('|'),
    ...(warnings.length > 0 && { warning: warnings.slice(0, 3).join('; ') }),
    ...(fault !== undefined && { fault }),
  };
}

const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** Blanks and apostrophes part thousands where commas stand before decimals. */
const SPACED = /^\d{1,3}(?:[ '’]\d{3})+(?:\.\d+)?$/;
const CURRENCIES = ['¥', '￥', '$', '€', '£', '₩', '₹', '฿', '元', 'RMB', 'CNY', 'USD', 'EUR', 'HKD', 'HK$'];
const ERRORS = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|\d+)$|^(?:NULL|NaN|None|undefined)$/i;
/** Decimals that a price may have. */
const DECIMALS = 4;

export function mendCount(cell: string): Mended {
  const plain = THOUSANDS.test(cell) || SPACED.test(cell) ? cell.replace(/[, '’]/g, '') : cell;
  const text = /^\+\d/.test(plain) ? plain.slice(1) : plain;
  // Sold before it was booked in: the enterprise system owes, the shelf is empty.
  if (/^-\d{1,9}(?:\.\d+)?$/.test(text))
    return { text: '0', warning: `'${cell}' is below zero; it counts as 0` };
  return ERRORS.test(text) ? { text: cell, fault: spreadsheetError(cell) } : { text };
}

/**
 * '1,299.00' as '1299.00'. A comma before other than three digits could be a decimal point, a currency's sign
 * another currency: refused, and said why.
 */
export function mendPrice(cell: string): Mended {
  const fault = priceFault(cell);
  if (fault !== undefined) return { text: cell, fault };
  if ((!THOUSANDS.test(cell) && !SPACED.test(cell)) || cell.startsWith('-')) return rounded(cell);
  const text = cell.replace(/[, '’]/g, '');
  return { text, warning: `'${cell}' is read as ${text}` };
}

function priceFault(cell: string): string | undefined {
  if (ERRORS.test(cell)) return spreadsheetError(cell);
  if (hasCurrency(cell))
    return `'${cell}' is not a price such as 12.90: it has a currency's sign; write the amount alone, in the currency of store.json`;
  if (/^\d+,\d{1,2}$|^\d{1,3}(?:[. ]\d{3})+,\d{1,2}$/.test(cell))
    return `'${cell}' is not a price such as 12.90: it has a comma before its decimals; write a point`;
  return SCIENTIFIC.test(cell)
    ? `'${cell}' is how a spreadsheet shows a large number; write all its digits`
    : undefined;
}

/** Whether nothing but an amount stands beside a currency's sign. */
function hasCurrency(cell: string): boolean {
  const capitals = cell.toUpperCase();
  const sign = CURRENCIES.find((one) => capitals.startsWith(one) || capitals.endsWith(one));
  return sign !== undefined && /^[\d.,]+$/.test(capitals.replace(sign, '').trim());
}

const spreadsheetError = (cell: string): string =>
  `'${cell}' is what a spreadsheet or a database writes where there is no value`;

/** `12.899999999999999` is 12.9 after a sum in a spreadsheet; other long fractions are left to be refused. */
function rounded(cell: string): Mended {
  if (!/^\d{1,10}\.\d{5,20}$/.test(cell)) return { text: cell };
  const near = Number(Number(cell).toFixed(DECIMALS));
  return Math.abs(near - Number(cell)) < 1e-6
    ? { text: String(near), warning: `'${cell}' is read as ${near}` }
    : { text: cell };
}

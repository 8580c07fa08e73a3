/**
 * Numbers of goods (GS1 General Specifications, section 3.3 and 7.9). One GTIN is written with 8, 12, 13 or
 * 14 digits; what is the same once zeros are put in front is one item. Feed, catalog, scanner and search
 * compare by this file alone.
 */

/** The check digit for the digits before it: weights 3 and 1 alternate from the right. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++)
    sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

const GTIN_LENGTHS: readonly number[] = [8, 12, 13, 14];

/** Whether this is a GTIN of any length whose last digit is the check digit of the others. */
export const checkDigitValid = (digits: string): boolean =>
  /^\d+$/.test(digits) &&
  GTIN_LENGTHS.includes(digits.length) &&
  checkDigit(digits.slice(0, -1)) === Number(digits.at(-1));

/** In-store numbers (GS1 prefixes 20–29) are the retailer's own; many carry no check digit. */
export const isInStore = (digits: string): boolean => /^2(?:\d{7}|\d{12})$/.test(digits);

/** What is wrong with a GTIN or in-store number; nothing where it is one. */
export function gtinFault(gtin: string): string | undefined {
  if (!/^\d+$/.test(gtin)) return `'${gtin}' is not made of digits only`;
  if (isInStore(gtin)) return undefined;
  if (!GTIN_LENGTHS.includes(gtin.length))
    return `'${gtin}' has ${gtin.length} digits; a GTIN has 8, 12, 13 or 14`;
  const digit = checkDigit(gtin.slice(0, -1));
  if (digit === Number(gtin.at(-1))) return undefined;
  return `'${gtin}' has the wrong check digit; ${gtin.slice(0, -1)}${digit} would be right`;
}

/** The one key of a number, 14 digits. What is no number of goods is its own key. */
export const gtinKey = (gtin: string): string => (/^\d{8,13}$/.test(gtin) ? gtin.padStart(14, '0') : gtin);

/** All the ways in which the same number may be written, the given one first. */
export function gtinForms(gtin: string): string[] {
  const key = gtinKey(gtin);
  if (!/^\d{14}$/.test(key)) return [gtin];
  const forms = GTIN_LENGTHS.flatMap((length) =>
    /^0*$/.test(key.slice(0, 14 - length)) ? [key.slice(14 - length)] : [],
  );
  return [gtin, ...forms.filter((form) => form !== gtin)];
}

/**
 * UPC-E, eight digits with number system 0 or 1 in front, as the UPC-A that it abbreviates (GS1 General
 * Specifications, section 5.2.2.4.2); nothing where it is none.
 */
export function expandUpcE(digits: string): string | undefined {
  const [, system = '', a = '', b = '', c = '', d = '', e = '', last = '', check = ''] =
    /^([01])(\d)(\d)(\d)(\d)(\d)(\d)(\d)$/.exec(digits) ?? [];
  if (check === '') return undefined;
  const body = upcEBody([a, b, c, d, e], last);
  const upcA = `${system}${body}${check}`;
  return checkDigitValid(upcA) ? upcA : undefined;
}

/** Manufacturer and item, ten digits: the last of the six tells where zeros were left out. */
function upcEBody([a, b, c, d, e]: readonly string[], last: string): string {
  if (last <= '2') return `${a}${b}${last}0000${c}${d}${e}`;
  if (last === '3') return `${a}${b}${c}00000${d}${e}`;
  if (last === '4') return `${a}${b}${c}${d}00000${e}`;
  return `${a}${b}${c}${d}${e}0000${last}`;
}

/** ISBN-10 (ISO 2108), hyphens or not, as the EAN-13 of the same book; nothing where it is none. */
export function isbn13(text: string): string | undefined {
  const plain = text.replace(/[- ]/g, '').toUpperCase();
  if (!/^\d{9}[\dX]$/.test(plain)) return undefined;
  const sum = [...plain].reduce(
    (total, digit, i) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - i),
    0,
  );
  if (sum % 11 !== 0) return undefined;
  const body = `978${plain.slice(0, 9)}`;
  return `${body}${checkDigit(body)}`;
}

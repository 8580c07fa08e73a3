/**
 * GS1 General Specifications, section 7.9: weights 3 and 1 alternate from the digit left of the check digit.
 * Returns what is wrong, or nothing.
 */
export function gtinFault(gtin: string): string | undefined {
  if (!/^\d+$/.test(gtin)) return `'${gtin}' is not made of digits only`;
  // In-store numbers (GS1 prefixes 20–29) are the retailer's own; many carry no check digit.
  if ((gtin.length === 8 || gtin.length === 13) && gtin.startsWith('2')) return undefined;
  if (![8, 12, 13, 14].includes(gtin.length))
    return `'${gtin}' has ${gtin.length} digits; a GTIN has 8, 12, 13 or 14`;
  const digit = checkDigit(gtin.slice(0, -1));
  if (digit === Number(gtin.at(-1))) return undefined;
  return `'${gtin}' has the wrong check digit; ${gtin.slice(0, -1)}${digit} would be right`;
}

/** The check digit for the digits before it. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++)
    sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

import type { Scan } from '../../main/contract';

/**
 * One scanned line: GTIN as plain digits, with an AIM symbology identifier (ISO/IEC 15424: `]E0` EAN-13,
 * `]E4` EAN-8, `]C1` GS1-128, `]d2` GS1 DataMatrix, `]Q3` GS1 QR, `]e0` DataBar), a GS1 element string (AI
 * 01), a GS1 Digital Link, a member code, or another address.
 */
export function parseScan(line: string): Scan | undefined {
  const raw = line
    .replace(/^[\x00-\x1c\x1e-\x20]+|[\x00-\x1c\x1e-\x20]+$/g, '')
    .replace(/^\x1d+/, '')
    .slice(0, 2_048);
  if (raw === '') return undefined;
  const symbology = /^\](\w)(\w)/.exec(raw);
  const body = symbology ? raw.slice(3) : raw;
  if (/^https?:\/\//i.test(body)) {
    const gtin = digitalLinkGtin(body);
    return gtin ? { kind: 'gtin', gtin, raw } : { kind: 'url', raw };
  }
  const member = /^(?:DGM|MEMBER|VIP)[-:]?([0-9A-Za-z]{4,24})$/i.exec(body);
  if (member) return { kind: 'member', raw };
  if (/^\d{8}$|^\d{12,14}$/.test(body) && checkDigitValid(body))
    return { kind: 'gtin', gtin: plainGtin(body), raw };
  const element = elementGtin(body);
  if (element) return { kind: 'gtin', gtin: element, raw };
  return { kind: 'unknown', raw };
}

/** GS1 General Specifications, 7.9: weights 3 and 1 from the right, sum divisible by ten. */
export function checkDigitValid(digits: string): boolean {
  if (!/^\d{8}$|^\d{12,14}$/.test(digits)) return false;
  let sum = 0;
  for (let k = 0; k < digits.length; k++)
    sum += Number(digits[digits.length - 1 - k]) * (k % 2 === 0 ? 1 : 3);
  return sum % 10 === 0;
}

/**
 * A GTIN-14 without the filler zeros that other carriers put in front: eight or thirteen digits, the forms
 * catalogs use.
 */
export function plainGtin(digits: string): string {
  if (digits.length !== 14 || !digits.startsWith('0')) return digits;
  return digits.startsWith('000000') ? digits.slice(6) : digits.slice(1);
}

/** GS1 General Specifications, 3.3.2: AI (01) in front, with or without brackets, FNC1 as group separator. */
function elementGtin(body: string): string | undefined {
  const match = /^(?:\(01\)|01)(\d{14})/.exec(body) ?? /\x1d01(\d{14})/.exec(body);
  const digits = match?.[1];
  return digits && checkDigitValid(digits) ? plainGtin(digits) : undefined;
}

/**
 * GS1 Digital Link, Web URI Syntax 1.4.0, section 4: `/01/{gtin}` or the short name `/gtin/{gtin}` as a pair
 * of path segments.
 */
export function digitalLinkGtin(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const segments = url.pathname.split('/');
  const at = segments.findIndex((segment) => segment === '01' || segment.toLowerCase() === 'gtin');
  const digits = segments[at + 1];
  if (at < 0 || digits === undefined || !/^\d{8}$|^\d{12,14}$/.test(digits) || !checkDigitValid(digits))
    return undefined;
  return plainGtin(digits);
}

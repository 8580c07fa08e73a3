import { checkDigitValid, expandUpcE, isbn13, isInStore, type Measure, type Scan } from '../../main/contract';
import { readElements } from './elements';

const LONGEST = 2_048;
/** Control characters and blanks round a line; GS (1D) may begin an element string. */
const ROUND = /^[\x00-\x1c\x1e-\x20]+|[\x00-\x1c\x1e-\x20]+$/g;
/** An AIM symbology identifier (ISO/IEC 15424) or an address: where one begins, a scan begins. */
const BEGINNING = /(?=\][A-Za-z][0-9A-Za-z])|(?<=\S)(?=https?:\/\/)/g;
/** Two and five digits beside an EAN or UPC: issue of a magazine, price of a book. */
const ADD_ON = /^(\d{12,13})[ +-]?(?:\d{5}|\d{2})$/;

/** What one line of a scanner holds: mostly one scan, and several where none was told from the next. */
export function parseScans(line: string): Scan[] {
  const raw = line.replace(ROUND, '').slice(0, LONGEST);
  const parts = raw.split(BEGINNING).filter((part) => part !== '');
  return parts.flatMap((part) => {
    const scan = parseScan(part);
    if (scan?.kind !== 'unknown') return scan ?? [];
    const glued = unglued(part.replace(/^\]../, ''));
    return glued.length > 1 ? glued.flatMap((number) => parseScan(number) ?? []) : [scan];
  });
}

/**
 * One scanned line: GTIN as plain digits, with an AIM symbology identifier (`]E0` EAN-13, `]E4` EAN-8, `]C1`
 * GS1-128, `]d2` GS1 DataMatrix, `]Q3` GS1 QR, `]e0` DataBar), with an add-on, a UPC-E, an ISBN, a GS1
 * element string (AI 01), a GS1 Digital Link, a member code, or another address.
 */
export function parseScan(line: string): Scan | undefined {
  const raw = line
    .replace(ROUND, '')
    .replace(/^\x1d+/, '')
    .slice(0, LONGEST);
  if (raw === '') return undefined;
  const symbology = /^\](\w)(\w)/.exec(raw)?.[0];
  const body = symbology ? raw.slice(3).replace(/^\x1d+/, '') : raw;
  if (/^https?:\/\//i.test(body)) {
    const gtin = digitalLinkGtin(body);
    return gtin ? { kind: 'gtin', gtin, raw } : { kind: 'url', raw };
  }
  const member = /^(?:DGM|MEMBER|VIP)[-:]?([0-9A-Za-z]{4,24})$/i.exec(body);
  if (member) return { kind: 'member', raw };
  const number = numberOf(body, symbology);
  return number ? { kind: 'gtin', ...number, raw } : { kind: 'unknown', raw };
}

type Numbered = { gtin: string; also?: string[]; measure?: Measure };

function numberOf(body: string, symbology: string | undefined): Numbered | undefined {
  if (/^\d{8}$/.test(body)) return eightDigits(body, symbology === ']E4');
  if (/^\d{12,14}$/.test(body) && checkDigitValid(body)) return { gtin: plainGtin(body) };
  const elements = readElements(body);
  if (elements) return { ...elements, gtin: plainGtin(elements.gtin) };
  const main = ADD_ON.exec(body)?.[1];
  if (main !== undefined && checkDigitValid(main)) return { gtin: plainGtin(main) };
  if (isInStore(body) || isLongLabel(body)) return { gtin: body };
  return writtenOut(body);
}

/** A label of 18 digits that holds weight and price, as scales in China print it. */
const isLongLabel = (digits: string): boolean => /^2\d{17}$/.test(digits);

/** An EAN-8, a UPC-E or an in-store number; where nothing tells which, the catalog does. */
function eightDigits(digits: string, ean8: boolean): Numbered | undefined {
  const upcA = ean8 ? undefined : expandUpcE(digits);
  if (checkDigitValid(digits) || isInStore(digits))
    return { gtin: digits, ...(upcA !== undefined && { also: [upcA] }) };
  return upcA === undefined ? undefined : { gtin: upcA };
}

/** A number with the blanks and hyphens, and the word in front, that people write and some QR codes hold. */
function writtenOut(body: string): Numbered | undefined {
  const plain = body.replace(/^(?:ISBN|EAN|GTIN|UPC)(?:-?1[0234])?[:：]?\s*/i, '').replace(/[- ]/g, '');
  const book = isbn13(plain);
  if (book !== undefined) return { gtin: book };
  return plain !== body && /^\d{8}$|^\d{12,14}$/.test(plain) && checkDigitValid(plain)
    ? { gtin: plainGtin(plain) }
    : undefined;
}

const GLUED_LENGTHS = [13, 12, 14, 8] as const;

/** Numbers that came without anything between them; none where not every digit belongs to a right one. */
function unglued(digits: string): string[] {
  if (!/^\d{16,140}$/.test(digits)) return [];
  // The first way in which everything up to here is right numbers, by where it ends.
  const ways: (string[] | undefined)[] = [[]];
  for (let end = 8; end <= digits.length; end++)
    for (const length of GLUED_LENGTHS) {
      const before = ways[end - length];
      const number = digits.slice(end - length, end);
      if (ways[end] === undefined && before && checkDigitValid(number)) ways[end] = [...before, number];
    }
  return ways[digits.length] ?? [];
}

/**
 * A GTIN-14 without the filler zeros that other carriers put in front: eight or thirteen digits, the forms
 * catalogs use.
 */
function plainGtin(digits: string): string {
  if (digits.length !== 14 || !digits.startsWith('0')) return digits;
  return digits.startsWith('000000') ? digits.slice(6) : digits.slice(1);
}

/**
 * GS1 Digital Link, Web URI Syntax 1.4.0, section 4: `/01/{gtin}` or the short name `/gtin/{gtin}` as a pair
 * of path segments.
 */
function digitalLinkGtin(address: string): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const segments = url.pathname.split('/');
  const at = segments.findIndex((segment) => segment === '01' || segment.toLowerCase() === 'gtin');
  const digits = segments[at + 1];
  return at < 0 || digits === undefined || !checkDigitValid(digits) ? undefined : plainGtin(digits);
}

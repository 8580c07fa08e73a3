import { Converter } from 'opencc-js/t2cn';

/** Text as the lexicon compares it. Every function here keeps to UTF-16 offsets unless it says otherwise. */

let toSimplified: ((text: string) => string) | undefined;

const APOSTROPHE = /['’‘`´]/;
/** ASCII whose folding is lower case alone. */
const PLAIN = /^[\0-_a-\x7f]*$/;
const TRADITIONAL = /[\u3400-\u9fff]/;

/**
 * Folds case, width, diacritics and traditional characters, one code unit for one code unit,
 * so that offsets into the result are offsets into `text`.
 */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  let out = '';
  for (let i = 0; i < text.length; i++) out += foldUnit(text[i]!);
  if (TRADITIONAL.test(out) && [...out].some((c) => c >= '\u3400' && c <= '\u9fff' && !simplified().has(c))) {
    toSimplified ??= Converter({ from: 'tw', to: 'cn' });
    const simple = toSimplified(out);
    if (simple.length === out.length)
      return [...out].map((c, i) => (simplified().has(c) ? c : simple[i]!)).join('');
  }
  return out;
}

let gb2312: Set<string> | undefined;

/** The characters of GB 2312: they are simplified as they stand (么 would become 幺, 乾 干). */
function simplified(): Set<string> {
  if (gb2312) return gb2312;
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  return (gb2312 = new Set(new TextDecoder('gbk').decode(new Uint8Array(bytes))));
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) return APOSTROPHE.test(unit) ? "'" : unit.toLowerCase();
  if (code >= 0x3400 && code <= 0x9fff) return unit;
  if (APOSTROPHE.test(unit)) return "'";
  const folded = unit
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '');
  return folded.length === 1 ? folded : unit;
}

export function isHan(unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const code = unit.charCodeAt(0);
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || code === 0x3007;
}

/** A word of the text: one Han character, or one run of Latin letters and digits (stemmed in `key`). */
export interface Unit {
  start: number;
  end: number;
  key: string;
  /** The key before its plural was folded. */
  raw: string;
  han: boolean;
}

const LATIN = /[a-z0-9](?:[a-z0-9'&.]*[a-z0-9])?/y;

/** Splits folded text into units; everything else separates. */
export function units(folded: string): Unit[] {
  const out: Unit[] = [];
  for (let i = 0; i < folded.length;) {
    if (isHan(folded[i])) {
      out.push({ start: i, end: i + 1, key: folded[i]!, raw: folded[i]!, han: true });
      i++;
      continue;
    }
    LATIN.lastIndex = i;
    const match = LATIN.exec(folded);
    if (match) {
      const raw = match[0].replace(/['&]|\.(?!\d)/g, '');
      out.push({ start: i, end: i + match[0].length, key: stem(raw), raw, han: false });
      i += match[0].length;
    } else i++;
  }
  return out;
}

/** Plural folded to singular, nothing cleverer: `batteries` → `battery`, `boxes` → `box`, `lays` → `lay`. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word) || /[^aeiou]oes$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1);
  return word;
}

/** The key of a run of units: Latin words apart by one space, Han joined. */
export function keyOf(list: readonly Unit[]): string {
  let key = '';
  let lastLatin = false;
  for (const unit of list) {
    key += lastLatin && !unit.han ? ` ${unit.key}` : unit.key;
    lastLatin = !unit.han;
  }
  return key;
}

/** The lexicon key of any text. */
export function textKey(text: string): string {
  return keyOf(units(foldText(text)));
}

/** A key as one FTS token; the tokenizer takes letters, digits, `_` and everything beyond ASCII. */
export function token(prefix: string, key: string): string {
  return `${prefix}_${key.replace(/ /g, '_').replace(/\./g, 'p')}`;
}

import { pinyin } from 'pinyin-pro';

/** Toneless pinyin of Chinese text, one a character, 'v' for ü. Polyphones are read in context. */
export function syllablesOf(han: string): string[] {
  return pinyin(han, { toneType: 'none', type: 'array', v: true });
}

/** Pinyin with tone numbers, one a character, 'v' for ü. */
export function tonedSyllablesOf(han: string): string[] {
  return pinyin(han, { toneType: 'num', type: 'array', v: true });
}

/** A syllable without its tone number. */
export const toneless = (syllable: string): string => syllable.replace(/\d$/, '');

/** Every reading of one character with its tone, the usual one first. */
export function tonedReadingsOf(character: string): string[] {
  return [...new Set(pinyin(character, { multiple: true, toneType: 'num', type: 'array', v: true }))];
}

/** Every toneless reading of one character, the usual one first. */
export function readingsOf(character: string): string[] {
  return [...new Set(pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true }))];
}

const INITIALS = [
  'zh',
  'ch',
  'sh',
  'b',
  'p',
  'm',
  'f',
  'd',
  't',
  'n',
  'l',
  'g',
  'k',
  'h',
  'j',
  'q',
  'x',
  'r',
  'z',
  'c',
  's',
  'y',
  'w',
];

function split(syllable: string): [initial: string, final: string] {
  const initial = INITIALS.find((i) => syllable.startsWith(i)) ?? '';
  return [initial, syllable.slice(initial.length)];
}

/** Pairs that whole regions don't tell apart, and pairs that differ in one feature only. */
const ACCENT = 0.3;
const NEAR = 0.12;
const table = (pairs: string, weight: number): [string, number][] =>
  pairs.split(' ').flatMap(
    (p) =>
      [
        [p, weight],
        [p.split('/').reverse().join('/'), weight],
      ] as [string, number][],
  );
const INITIAL_PAIRS = new Map([
  ...table('zh/z ch/c sh/s n/l f/h l/r', ACCENT),
  ...table('b/p d/t g/k j/q zh/ch z/c m/n q/x j/zh x/sh q/ch c/s ch/sh zh/j b/d g/d', NEAR),
]);
const FINAL_PAIRS = new Map([
  ...table('an/ang en/eng in/ing ian/iang uan/uang', ACCENT),
  ...table(
    'eng/ong ian/in e/uo o/uo ei/ui ou/u ie/ue ian/uan en/un in/un ia/a iao/ao iu/ou ai/ei ong/uang ie/ian a/ai e/ei ei/en an/ai ao/ou i/in i/ing u/v ing/eng i/ei e/en',
    NEAR,
  ),
]);

/** How likely `heard` was meant as `meant`, in [0,1]; 1 only for the same sound. */
export function similarity(heard: string, meant: string): number {
  if (heard === meant) return 1;
  const [hi, hf] = split(heard);
  const [mi, mf] = split(meant);
  const initial = hi === mi ? 1 : (INITIAL_PAIRS.get(`${hi}/${mi}`) ?? 0);
  const final = hf === mf ? 1 : (FINAL_PAIRS.get(`${hf}/${mf}`) ?? 0);
  return initial * final;
}

/** How Mandarin speakers say Latin letters, as syllables. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  a: ['ei'],
  b: ['bi'],
  c: ['xi'],
  d: ['di'],
  e: ['yi'],
  f: ['ai', 'fu'],
  g: ['ji'],
  h: ['ei', 'chi'],
  i: ['ai'],
  j: ['zhei'],
  k: ['kei'],
  l: ['ai', 'lou'],
  m: ['ai', 'mu'],
  n: ['en'],
  o: ['ou'],
  p: ['pi'],
  q: ['kiu'],
  r: ['a'],
  s: ['ai', 'si'],
  t: ['ti'],
  u: ['you'],
  v: ['wei'],
  w: ['da', 'bu', 'liu'],
  x: ['ai', 'ke', 'si'],
  y: ['wai'],
  z: ['zei'],
};
const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A decimal integer below 100 million as it is read aloud: 1766 → 一千七百六十六, 12 → 十二. */
export function readNumber(digits: string): string {
  const value = Number(digits);
  if (!Number.isSafeInteger(value) || value >= 1e8 || (digits.length > 1 && digits.startsWith('0')))
    return readDigits(digits);
  if (value >= 10_000)
    return (
      readBelow10000(Math.floor(value / 10_000)) +
      '万' +
      (value % 10_000 ? (value % 10_000 < 1_000 ? '零' : '') + readBelow10000(value % 10_000) : '')
    );
  return readBelow10000(value);
}

/** Digit by digit. */
export function readDigits(digits: string): string {
  return [...digits].map((d) => DIGITS[Number(d)] ?? '').join('');
}

function readBelow10000(value: number): string {
  if (value < 10) return DIGITS[value]!;
  let text = '';
  let gap = false;
  for (const [unit, name] of [
    [1_000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = text !== '' && value % unit !== 0;
      continue;
    }
    if (gap) text += '零';
    gap = false;
    text += (unit === 10 && digit === 1 && text === '' ? '' : DIGITS[digit]!) + name;
  }
  return text;
}

export interface Sounds {
  /** One toned syllable each; letters have the tone 1. */
  syllables: string[];
  /** The character that is spoken for each syllable; empty for letters. */
  characters: string[];
}

/**
 * How a text sounds in Mandarin: characters as pinyin, digits and percents read out, one or two Latin letters
 * (aisle codes) as letters.
 * @param latin toneless syllables of a longer Latin word, where it has any; else such words are said letter
 * by letter. Without it they have no Mandarin sound: undefined.
 */
export function soundsOf(
  text: string,
  latin?: (word: string) => readonly string[] | undefined,
): Sounds | undefined {
  const syllables: string[] = [];
  const characters: string[] = [];
  const han = (run: string) => {
    syllables.push(...tonedSyllablesOf(run));
    characters.push(...run);
  };
  for (const [run] of text.matchAll(/\p{Script=Han}+|\d+(?:\.\d+)?%?|[A-Za-z]+/gu)) {
    if (/\p{Script=Han}/u.test(run)) han(run);
    else if (/\d/.test(run)) {
      const [whole, part] = run.replace('%', '').split('.');
      han((run.endsWith('%') ? '百分之' : '') + readNumber(whole!) + (part ? '点' + readDigits(part) : ''));
    } else {
      if (run.length > 2 && !latin) return undefined;
      const said =
        (run.length > 2 && latin?.(run)) || [...run.toLowerCase()].flatMap((letter) => LETTERS[letter] ?? []);
      syllables.push(...said.map((s) => `${s}1`));
      characters.push(...said.map(() => ''));
    }
  }
  return syllables.length > 0 ? { syllables, characters } : undefined;
}

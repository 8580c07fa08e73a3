import { letterPhonemes } from './letters-en';
import { spellingPhonemes } from './spelling-en';

/** ARPAbet to the phoneme set Kokoro was trained with (misaki, American English). */
const ARPABET: Readonly<Record<string, string>> = {
  AA: 'ɑ',
  AE: 'æ',
  AH: 'ʌ',
  AO: 'ɔ',
  AW: 'W',
  AY: 'I',
  B: 'b',
  CH: 'ʧ',
  D: 'd',
  DH: 'ð',
  EH: 'ɛ',
  ER: 'ɜɹ',
  EY: 'A',
  F: 'f',
  G: 'ɡ',
  HH: 'h',
  IH: 'ɪ',
  IY: 'i',
  JH: 'ʤ',
  K: 'k',
  L: 'l',
  M: 'm',
  N: 'n',
  NG: 'ŋ',
  OW: 'O',
  OY: 'Y',
  P: 'p',
  R: 'ɹ',
  S: 's',
  SH: 'ʃ',
  T: 't',
  TH: 'θ',
  UH: 'ʊ',
  UW: 'u',
  V: 'v',
  W: 'w',
  Y: 'j',
  Z: 'z',
  ZH: 'ʒ',
};

/** Words that carry no stress in running speech, as misaki says them. */
const WEAK: Readonly<Record<string, string>> = {
  a: 'ɐ',
  an: 'ɐn',
  the: 'ðə',
  of: 'ʌv',
  to: 'tə',
  and: 'ænd',
  in: 'ɪn',
  on: 'ɔn',
  at: 'æt',
  is: 'ɪz',
  are: 'ɑɹ',
  or: 'ɔɹ',
  for: 'fɔɹ',
  by: 'bI',
  it: 'ɪt',
  its: 'ɪts',
  you: 'ju',
  your: 'jʊɹ',
  we: 'wi',
  i: 'I',
  be: 'bi',
  with: 'wɪð',
  from: 'fɹʌm',
  as: 'æz',
  that: 'ðæt',
  this: 'ðˌɪs',
  can: 'kæn',
  do: 'dˈu',
  have: 'hæv',
  has: 'hæz',
  was: 'wʌz',
};

const STRESS_MARKS: Readonly<Record<string, string>> = { 1: 'ˈ', 2: 'ˌ' };
const VOWEL = /[ɑæʌɔWIɛɜAɪiOYʊuəɐ]/;

/** A pronouncing dictionary: word in lower case → ARPAbet with stress digits (CMUdict). */
export type Pronunciations = Readonly<Record<string, string>>;

/** Phonemes of an ARPAbet transcription such as `SH AE0 M P UW1`. */
export function arpabetPhonemes(arpabet: string): string {
  const sounds = arpabet
    .trim()
    .split(/\s+/)
    .flatMap((symbol) => {
      const stress = /\d$/.exec(symbol)?.[0] ?? '';
      const base = symbol.replace(/\d$/, '');
      const mark = STRESS_MARKS[stress] ?? '';
      if (base === 'AH' && stress === '0') return ['ə'];
      if (base === 'ER' && stress === '0') return ['əɹ'];
      const sound = ARPABET[base];
      return sound ? [mark + sound] : [];
    });
  return sounds.map((s, i) => (s === 't' && flaps(sounds[i - 1], sounds[i + 1]) ? 'T' : s)).join('');
}

/** American English turns a t between vowels into a tap unless the second one is stressed. */
function flaps(before: string | undefined, after: string | undefined): boolean {
  return (
    before !== undefined &&
    after !== undefined &&
    (VOWEL.test(before) || before === 'ɹ') &&
    /^[əɪiO]/.test(after)
  );
}

/**
 * Phonemes of one English word (letters and apostrophes). Looks in the dictionary, then for a known stem with
 * an ending, spells abbreviations letter by letter, and reads the rest by spelling rules; never empty for a
 * word that has a letter.
 */
export function wordPhonemes(word: string, dictionary: Pronunciations): string {
  const lower = word.toLowerCase().replaceAll('’', "'");
  const weak = Object.hasOwn(WEAK, lower) ? WEAK[lower] : undefined;
  if (weak && !(lower.length === 1 && lower !== 'i' && word === word.toUpperCase())) return weak;
  if (isAbbreviation(word, dictionary)) return letterPhonemes(word);
  if (lower.length === 1) return letterPhonemes(lower);
  const known = inDictionary(lower, dictionary);
  if (known) return known;
  const camel = word.split(/(?<=[a-z])(?=[A-Z])/);
  if (camel.length > 1) return camel.map((part) => wordPhonemes(part, dictionary)).join(' ');
  if (!/[aeiouy]/.test(lower)) return letterPhonemes(lower.replaceAll("'", ''));
  return compound(lower, dictionary) ?? spellingPhonemes(lower);
}

/** True for what is said letter by letter: abbreviations, and letters without a vowel among them. */
export const isSpelt = (word: string, dictionary: Pronunciations): boolean =>
  word.length <= 2 ||
  isAbbreviation(word, dictionary) ||
  !(inDictionary(word.toLowerCase(), dictionary) || /[aeiouy]/i.test(word));

/** Capitals that are spelled out: PM, USB, XXL; but OREO, and NEW in a shouted headline, are words. */
function isAbbreviation(word: string, dictionary: Pronunciations): boolean {
  if (!/^[A-Z]{2,5}$/.test(word)) return false;
  if (!/[AEIOUY]/.test(word) || word.length === 2) return true;
  return word.length === 3 && !Object.hasOwn(dictionary, word.toLowerCase());
}

function inDictionary(lower: string, dictionary: Pronunciations): string | undefined {
  const entry = Object.hasOwn(dictionary, lower) ? dictionary[lower] : undefined;
  if (entry) return arpabetPhonemes(entry);
  for (const [ending, stems] of ENDINGS) {
    if (!lower.endsWith(ending)) continue;
    const cut = lower.slice(0, -ending.length);
    for (const stem of stems) {
      const found = Object.hasOwn(dictionary, cut + stem) ? dictionary[cut + stem] : undefined;
      if (found && cut.length > 1) return withEnding(arpabetPhonemes(found), ending);
    }
  }
  return undefined;
}

const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ["'s", ['']],
  ["s'", ['s', '']],
  ['ies', ['y']],
  ['es', ['', 'e']],
  ['s', ['']],
  ['ied', ['y']],
  ['ed', ['', 'e']],
  ['ing', ['', 'e']],
  ['er', ['', 'e']],
  ['ly', ['']],
  ['less', ['']],
  ['free', ['']],
  ['y', ['']],
];

/** How the -s of a plural, a possessive or a verb sounds after a stem. */
function pluralSound(stem: string): string {
  if (/[szʃʒʧʤ]$/.test(stem)) return 'ᵻz';
  return /[ptkfθ]$/.test(stem) ? 's' : 'z';
}

/** How the -ed of a past tense sounds after a stem. */
function pastSound(stem: string): string {
  if (/[td]$/.test(stem)) return 'ᵻd';
  return /[pkfθsʃʧ]$/.test(stem) ? 't' : 'd';
}

function withEnding(stem: string, ending: string): string {
  switch (ending) {
    case "'s":
    case 's':
    case "s'":
    case 'es':
    case 'ies':
      return stem + pluralSound(stem);
    case 'ed':
    case 'ied':
      return stem + pastSound(stem);
    case 'ing':
      return `${stem}ɪŋ`;
    case 'er':
      return `${stem}əɹ`;
    case 'ly':
      return `${stem}li`;
    case 'less':
      return `${stem}ləs`;
    case 'free':
      return `${stem}fɹˌi`;
    default:
      return `${stem}i`;
  }
}

/** Two known words written as one: `shelflabel`, `bodywash`. The more even split wins. */
function compound(lower: string, dictionary: Pronunciations): string | undefined {
  const splits = Array.from({ length: Math.max(0, lower.length - 5) }, (_, i) => i + 3).sort(
    (a, b) => Math.abs(a - lower.length / 2) - Math.abs(b - lower.length / 2),
  );
  for (const at of splits) {
    const [first, second] = [lower.slice(0, at), lower.slice(at)];
    const [a, b] = [
      Object.hasOwn(dictionary, first) && dictionary[first],
      Object.hasOwn(dictionary, second) && dictionary[second],
    ];
    if (a && b) return arpabetPhonemes(a) + arpabetPhonemes(b).replace('ˈ', 'ˌ');
  }
  return undefined;
}

let loading: Promise<Pronunciations> | undefined;

/** The CMU dictionary, loaded the first time English is spoken. */
export function loadPronunciations(): Promise<Pronunciations> {
  loading ??= import('cmu-pronouncing-dictionary').then((m) => m.dictionary);
  return loading;
}

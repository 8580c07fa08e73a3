import { isSpelt, wordPhonemes, type Pronunciations } from '../../../speech/g2p-en';

/**
 * Consonants as the nearest Mandarin initial, and the syllable that one becomes which has no vowel after it.
 */
const CONSONANTS: Readonly<Record<string, readonly [initial: string, alone: string]>> = {
  p: ['p', 'pu'],
  b: ['b', 'bu'],
  t: ['t', 'te'],
  d: ['d', 'de'],
  k: ['k', 'ke'],
  ɡ: ['g', 'ge'],
  f: ['f', 'fu'],
  v: ['w', 'fu'],
  s: ['s', 'si'],
  z: ['z', 'zi'],
  θ: ['s', 'si'],
  ð: ['z', 'zi'],
  ʃ: ['x', 'shi'],
  ʒ: ['r', 'ri'],
  ʧ: ['q', 'qi'],
  ʤ: ['j', 'zhi'],
  m: ['m', 'mu'],
  n: ['n', 'en'],
  ŋ: ['', 'eng'],
  l: ['l', 'er'],
  ɹ: ['r', 'er'],
  w: ['w', 'wu'],
  j: ['y', 'yi'],
  h: ['h', 'he'],
  T: ['d', 'de'],
};
/**
 * Vowels as the nearest Mandarin final, and the final that they make with a nasal after them, without its n
 * or ng.
 */
const VOWELS: Readonly<Record<string, readonly [open: string, nasal: string]>> = {
  æ: ['a', 'a'],
  ɑ: ['a', 'a'],
  ʌ: ['a', 'a'],
  ɐ: ['a', 'a'],
  ə: ['e', 'e'],
  ɜ: ['e', 'e'],
  ɛ: ['ei', 'e'],
  ɪ: ['i', 'i'],
  i: ['i', 'i'],
  ʊ: ['u', 'u'],
  u: ['u', 'u'],
  ɔ: ['ao', 'o'],
  O: ['ou', 'o'],
  A: ['ei', 'e'],
  I: ['ai', 'a'],
  W: ['ao', 'a'],
  Y: ['uo', 'o'],
};
/** Finals that begin a syllable are written otherwise. */
const BARE: Readonly<Record<string, string>> = {
  i: 'yi',
  in: 'yin',
  ing: 'ying',
  u: 'wu',
  un: 'wen',
  ong: 'weng',
  uo: 'wo',
};
const GLIDED: Readonly<Record<string, string>> = {
  wi: 'wei',
  win: 'wen',
  wing: 'wen',
  we: 'wo',
  wu: 'wu',
  wou: 'wo',
  wao: 'wa',
  yi: 'yi',
  ye: 'ye',
  yei: 'ye',
  yu: 'you',
  yun: 'yun',
  yai: 'ya',
};

/**
 * Toneless syllables with which Mandarin speakers say a Latin word among Chinese ones ('Galaxy' in
 * '三星Galaxy'): each sound as the nearest Mandarin one. Undefined for abbreviations, which are said letter by
 * letter.
 */
export function latinSyllables(word: string, dictionary: Pronunciations): string[] | undefined {
  if (isSpelt(word, dictionary)) return undefined;
  const sounds = [...wordPhonemes(word, dictionary).replace(/[ˈˌː\s]/g, '')];
  const out: string[] = [];
  for (let at = 0; at < sounds.length;) {
    const initial = CONSONANTS[sounds[at]!];
    const vowel = VOWELS[sounds[initial ? at + 1 : at]!];
    if (!vowel) {
      if (initial) out.push(initial[1]);
      at += 1;
      continue;
    }
    at += initial ? 2 : 1;
    const coda = /[mnŋ]/.test(sounds[at] ?? '') && !VOWELS[sounds[at + 1]!] ? sounds[at] : undefined;
    if (coda) at += 1;
    out.push(written(initial?.[0] ?? '', coda ? nasal(vowel[1], coda) : vowel[0]));
  }
  return out.length > 0 ? out : undefined;
}

const nasal = (final: string, coda: string): string => final + (final === 'o' || coda === 'ŋ' ? 'ng' : 'n');

function written(initial: string, final: string): string {
  if (initial === '') return BARE[final] ?? final;
  if (final === 'ong' && /[bpmfw]/.test(initial)) return `${initial}eng`;
  return GLIDED[initial + final] ?? initial + final;
}

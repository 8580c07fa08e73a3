import { pinyin } from 'pinyin-pro';
import { withReadings } from './readings-zh';

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Pinyin initials in the phoneme set Kokoro was trained with (misaki zh). */
const INITIALS: readonly (readonly [string, string])[] = [
  ['zh', 'ꭧ'],
  ['ch', 'ꭧʰ'],
  ['sh', 'ʂ'],
  ['b', 'p'],
  ['p', 'pʰ'],
  ['m', 'm'],
  ['f', 'f'],
  ['d', 't'],
  ['t', 'tʰ'],
  ['n', 'n'],
  ['l', 'l'],
  ['g', 'k'],
  ['k', 'kʰ'],
  ['h', 'x'],
  ['j', 'ʨ'],
  ['q', 'ʨʰ'],
  ['x', 'ɕ'],
  ['r', 'ɻ'],
  ['z', 'ʦ'],
  ['c', 'ʦʰ'],
  ['s', 's'],
];

/** Finals; `T` marks where the tone goes. */
const FINALS: Readonly<Record<string, string>> = {
  a: 'aT',
  ai: 'aiT',
  an: 'aTn',
  ang: 'aTŋ',
  ao: 'auT',
  o: 'ɔT',
  ou: 'ouT',
  ong: 'ʊTŋ',
  e: 'ɤT',
  ei: 'eiT',
  en: 'əTn',
  eng: 'əTŋ',
  er: 'ɚT',
  ê: 'eT',
  i: 'iT',
  ia: 'jaT',
  ian: 'jɛTn',
  iang: 'jaTŋ',
  iao: 'jauT',
  ie: 'jeT',
  in: 'iTn',
  ing: 'iTŋ',
  iong: 'jʊTŋ',
  iu: 'jouT',
  io: 'jɔT',
  u: 'uT',
  ua: 'waT',
  uai: 'waiT',
  uan: 'waTn',
  uang: 'waTŋ',
  ui: 'weiT',
  un: 'wəTn',
  uo: 'woT',
  ueng: 'wəTŋ',
  v: 'yT',
  van: 'ɥɛTn',
  ve: 'ɥeT',
  vn: 'yTn',
};

/** Syllables without an initial, as pinyin spells them. */
const ZERO_INITIAL: Readonly<Record<string, string>> = {
  ya: 'ia',
  yan: 'ian',
  yang: 'iang',
  yao: 'iao',
  ye: 'ie',
  yi: 'i',
  yin: 'in',
  ying: 'ing',
  yo: 'io',
  yong: 'iong',
  you: 'iu',
  yu: 'v',
  yuan: 'van',
  yue: 've',
  yun: 'vn',
  wa: 'ua',
  wai: 'uai',
  wan: 'uan',
  wang: 'uang',
  wei: 'ui',
  wen: 'un',
  weng: 'ueng',
  wo: 'uo',
  wu: 'u',
};

/** Interjections that are no ordinary syllable. */
const SYLLABIC: Readonly<Record<string, string>> = { m: 'mT', n: 'nT', ng: 'ŋT', hm: 'xmT', hng: 'xŋT' };

const TONES = ['', '→', '↗', '↓', '↘', ''];

/**
 * Phonemes of one pinyin syllable with its tone as a digit (`shui3`, `lv4`, 0 or 5 for the neutral tone).
 * Undefined for what is no syllable.
 */
export function syllablePhonemes(syllable: string): string | undefined {
  const parts = /^([a-zêü]+)([0-5])$/.exec(syllable);
  if (!parts) return undefined;
  const letters = (parts[1] ?? '').replaceAll('ü', 'v');
  const tone = TONES[Number(parts[2])] ?? '';
  const shape = SYLLABIC[letters] ?? shapeOf(letters);
  return shape?.replace('T', tone);
}

function shapeOf(letters: string): string | undefined {
  const zero = ZERO_INITIAL[letters] ?? letters;
  if (FINALS[zero]) return FINALS[zero];
  const initial = INITIALS.find(([spelled]) => letters.startsWith(spelled));
  if (!initial) return undefined;
  const [spelled, sound] = initial;
  let final = letters.slice(spelled.length);
  if (/^[jqx]$/.test(spelled)) final = final.replace(/^u/, 'v');
  if (final === 'i' && /^(zh|ch|sh|r|z|c|s)$/.test(spelled)) return `${sound}ɨT`;
  if (final === 'o' && /^[bpmf]$/.test(spelled)) return `${sound}woT`;
  if (final === 'ue') final = 've';
  const shape = FINALS[final];
  return shape && sound + shape;
}

/**
 * Phonemes of a run of Chinese characters: words apart by a space as in Kokoro's training, readings of
 * polyphones by pinyin-pro's phrases. A character without a reading is left out.
 */
export function hanPhonemes(han: string): string {
  const characters = [...han];
  const syllables = withReadings(
    characters,
    pinyin(han, { toneType: 'num', type: 'array', v: true, toneSandhi: true }),
  );
  const out: string[] = [];
  let at = 0;
  for (const { segment } of words.segment(han)) {
    const size = [...segment].length;
    const sounds = syllables
      .slice(at, at + size)
      .map((s, i) => (s === characters[at + i] ? '' : (syllablePhonemes(s) ?? '')));
    at += size;
    if (sounds.some(Boolean)) out.push(sounds.join(''));
  }
  return out.join(' ');
}

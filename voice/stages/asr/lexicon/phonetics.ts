/**
 * How far two Mandarin syllables lie apart for a listener that half hears them: articulation of initials, and
 * medial, nucleus and coda of finals.
 */

interface Articulation {
  place: string;
  manner: string;
}

const INITIALS: Readonly<Record<string, Articulation>> = {
  b: { place: 'lip', manner: 'stop' },
  p: { place: 'lip', manner: 'puff' },
  m: { place: 'lip', manner: 'nasal' },
  f: { place: 'lip', manner: 'hiss' },
  d: { place: 'tip', manner: 'stop' },
  t: { place: 'tip', manner: 'puff' },
  n: { place: 'tip', manner: 'nasal' },
  l: { place: 'tip', manner: 'side' },
  g: { place: 'back', manner: 'stop' },
  k: { place: 'back', manner: 'puff' },
  h: { place: 'back', manner: 'hiss' },
  j: { place: 'palate', manner: 'stop' },
  q: { place: 'palate', manner: 'puff' },
  x: { place: 'palate', manner: 'hiss' },
  zh: { place: 'curl', manner: 'stop' },
  ch: { place: 'curl', manner: 'puff' },
  sh: { place: 'curl', manner: 'hiss' },
  r: { place: 'curl', manner: 'side' },
  z: { place: 'tooth', manner: 'stop' },
  c: { place: 'tooth', manner: 'puff' },
  s: { place: 'tooth', manner: 'hiss' },
  '': { place: 'none', manner: 'none' },
};
const SIBILANT = new Set(['palate', 'curl', 'tooth']);

const pairs = (text: string): Map<string, number> =>
  new Map(
    text.split(' ').flatMap((entry) => {
      const [a, b, distance] = entry.split('/') as [string, string, string];
      return [
        [`${a}/${b}`, Number(distance)],
        [`${b}/${a}`, Number(distance)],
      ] as [string, number][];
    }),
  );

/** Pairs that whole regions do not tell apart, and pairs that lie nearer than their features say. */
const NEAR_INITIALS = pairs(
  'zh/z/0.5 ch/c/0.5 sh/s/0.5 n/l/0.6 f/h/0.9 l/r/0.9 m/n/1 h//1.4 r//1.6 g//1.9 n//1.8 l//1.8 m//2 d//2.2 b//2.2 j//1.8 x//1.8 q//2.2',
);
const MANNERS = pairs(
  'stop/puff/1 stop/hiss/1.7 puff/hiss/1.3 nasal/side/1.2 stop/side/2 stop/nasal/2 hiss/side/2 hiss/nasal/2.6 puff/nasal/2.6 puff/side/2.4',
);
const PLACES = pairs(
  'palate/curl/1 palate/tooth/1 curl/tooth/0.5 lip/tip/1.7 tip/back/1.5 lip/back/1.7 tip/tooth/1.6 tip/curl/1.7 tip/palate/1.6 back/curl/2.2 back/palate/2 back/tooth/2.4 lip/palate/2.6 lip/curl/2.6 lip/tooth/2.6',
);
const FARTHEST = 3.4;

function initialDistance(a: string, b: string): number {
  if (a === b) return 0;
  const near = NEAR_INITIALS.get(`${a}/${b}`);
  if (near !== undefined) return near;
  const [x, y] = [INITIALS[a], INITIALS[b]];
  if (!x || !y || x.place === 'none' || y.place === 'none') return 2.4;
  const manner = x.manner === y.manner ? 0 : (MANNERS.get(`${x.manner}/${y.manner}`) ?? 3);
  const place = x.place === y.place ? 0 : (PLACES.get(`${x.place}/${y.place}`) ?? 2.6);
  const both = manner + place;
  return Math.min(FARTHEST, SIBILANT.has(x.place) === SIBILANT.has(y.place) ? both : both + 0.3);
}

/** Final → medial, nucleus, coda. `I` is the vowel of zhi and zi. */
const FINALS: Readonly<Record<string, readonly [medial: string, nucleus: string, coda: string]>> = {
  a: ['', 'a', ''],
  o: ['u', 'o', ''],
  e: ['', 'e', ''],
  ai: ['', 'a', 'i'],
  ei: ['', 'e', 'i'],
  ao: ['', 'a', 'u'],
  ou: ['', 'o', 'u'],
  an: ['', 'a', 'n'],
  en: ['', 'e', 'n'],
  ang: ['', 'a', 'g'],
  eng: ['', 'e', 'g'],
  ong: ['u', 'o', 'g'],
  er: ['', 'e', 'r'],
  i: ['i', 'i', ''],
  ia: ['i', 'a', ''],
  ie: ['i', 'e', ''],
  iao: ['i', 'a', 'u'],
  iu: ['i', 'o', 'u'],
  ian: ['i', 'a', 'n'],
  in: ['i', 'i', 'n'],
  iang: ['i', 'a', 'g'],
  ing: ['i', 'i', 'g'],
  iong: ['v', 'o', 'g'],
  u: ['u', 'u', ''],
  ua: ['u', 'a', ''],
  uo: ['u', 'o', ''],
  uai: ['u', 'a', 'i'],
  ui: ['u', 'e', 'i'],
  uan: ['u', 'a', 'n'],
  un: ['u', 'e', 'n'],
  uang: ['u', 'a', 'g'],
  v: ['v', 'v', ''],
  ve: ['v', 'e', ''],
  van: ['v', 'a', 'n'],
  vn: ['v', 'i', 'n'],
  I: ['', 'I', ''],
};
const MEDIALS = pairs('/i/1 /u/0.9 i/v/0.7 u/v/1 i/u/1.6 /v/1.5');
const NUCLEI = pairs(
  'a/e/1 a/o/1.1 e/o/0.6 i/e/0.9 i/v/0.7 u/o/0.6 u/v/1 I/i/1 I/e/0.6 u/e/1.2 I/u/1.4 I/v/1.3',
);
const CODAS = pairs('n/g/0.4 /n/1 /g/1 /i/0.9 /u/0.9 i/u/1.8 i/n/1 u/g/0.7 u/n/1.6 i/g/1.5 /r/0.6');

function finalDistance(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [FINALS[a], FINALS[b]];
  if (!x || !y) return FARTHEST;
  const part = (i: 0 | 1 | 2, table: ReadonlyMap<string, number>, far: number): number =>
    x[i] === y[i] ? 0 : (table.get(`${x[i]}/${y[i]}`) ?? far);
  return Math.min(FARTHEST, part(0, MEDIALS, 1.6) + part(1, NUCLEI, 1.8) + part(2, CODAS, 1.6));
}

const GLIDES: Readonly<Record<string, string>> = {
  yi: 'i',
  ya: 'ia',
  ye: 'ie',
  yao: 'iao',
  you: 'iu',
  yan: 'ian',
  yin: 'in',
  yang: 'iang',
  ying: 'ing',
  yong: 'iong',
  yo: 'iu',
  yai: 'iao',
  wu: 'u',
  wa: 'ua',
  wo: 'uo',
  wai: 'uai',
  wei: 'ui',
  wan: 'uan',
  wen: 'un',
  wang: 'uang',
  weng: 'ong',
  yu: 'v',
  yue: 've',
  yuan: 'van',
  yun: 'vn',
};

/** A toneless syllable as its sounds, whatever its spelling hides: yu → v, xu → x v, zhi → zh I. */
function sounding(syllable: string): [initial: string, final: string] {
  const glide = GLIDES[syllable];
  if (glide) return ['', glide];
  const initial = /^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcs])/.exec(syllable)?.[0] ?? '';
  const final = syllable.slice(initial.length);
  if (/^[jqx]$/.test(initial) && final.startsWith('u')) return [initial, `v${final.slice(1)}`];
  if (final === 'i' && /^(?:zh|ch|sh|[rzcs])$/.test(initial)) return [initial, 'I'];
  return [initial, final];
}

/**
 * 0 for the same sound; about 0.5 for sounds that regions confuse, 3 and more for sounds that have nothing in
 * common.
 */
export function soundDistance(a: string, b: string): number {
  if (a === b) return 0;
  const [ai, af] = sounding(a);
  const [bi, bf] = sounding(b);
  return initialDistance(ai, bi) + finalDistance(af, bf);
}

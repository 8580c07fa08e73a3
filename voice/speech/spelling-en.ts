/**
 * English spelling to sound for words no dictionary knows (brands, foreign names): longest match first over
 * common spellings, after the letter-to-sound rules of Elovitz et al., NRL Report 7948 (1976), cut down.
 * Vowels are rough, consonants are right, which is what a name needs to be recognised by the recognizer.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^tion/, 'ʃən'],
  [/^sion/, 'ʒən'],
  [/^cious|^tious/, 'ʃəs'],
  [/^ture(?=$|s)/, 'ʧəɹ'],
  [/^eigh/, 'A'],
  [/^augh|^ough/, 'ɔ'],
  [/^igh/, 'I'],
  [/^tch/, 'ʧ'],
  [/^sch/, 'ʃ'],
  [/^dge/, 'ʤ'],
  [/^eau/, 'O'],
  [/^ch/, 'ʧ'],
  [/^sh/, 'ʃ'],
  [/^th/, 'θ'],
  [/^ph/, 'f'],
  [/^gh(?=[aeiou])/, 'ɡ'],
  [/^gh/, ''],
  [/^ck/, 'k'],
  [/^ng(?=$|s$)/, 'ŋ'],
  [/^nk/, 'ŋk'],
  [/^qu/, 'kw'],
  [/^wh/, 'w'],
  [/^x/, 'ks'],
  [/^sc(?=[eiy])/, 's'],
  [/^c(?=[eiy])/, 's'],
  [/^g(?=[eiy](?!r))/, 'ʤ'],
  [/^ss/, 's'],
  [/^zz/, 'z'],
  [/^([bcdfgklmnprtv])\1/, '='],
  [/^ai|^ay|^ei|^ey(?=.)/, 'A'],
  [/^ee|^ea|^ie(?=.)/, 'i'],
  [/^oo/, 'u'],
  [/^ou|^ow(?=[a-z])/, 'W'],
  [/^ow$/, 'O'],
  [/^oa|^oe/, 'O'],
  [/^oi|^oy/, 'Y'],
  [/^au|^aw/, 'ɔ'],
  [/^ew|^eu|^ue|^ui/, 'u'],
  [/^ar/, 'ɑɹ'],
  [/^or/, 'ɔɹ'],
  [/^er|^ir|^ur/, 'əɹ'],
  [/^a(?=[bcdfgklmnprstvz]e(s|d)?$)/, 'A'],
  [/^i(?=[bcdfgklmnprstvz]e(s|d)?$)/, 'I'],
  [/^o(?=[bcdfgklmnprstvz]e(s|d)?$)/, 'O'],
  [/^u(?=[bcdfgklmnprstvz]e(s|d)?$)/, 'u'],
  [/^es$/, 'ᵻz'],
  [/^ed$/, 'd'],
  [/^e$/, ''],
  [/^a$/, 'ə'],
  [/^i$/, 'i'],
  [/^o$/, 'O'],
  [/^u$/, 'u'],
  [/^y$/, 'i'],
  [/^ey$/, 'i'],
  [/^a/, 'æ'],
  [/^e/, 'ɛ'],
  [/^i/, 'ɪ'],
  [/^o/, 'ɑ'],
  [/^u/, 'ʌ'],
  [/^y(?=[aeiou])/, 'j'],
  [/^y/, 'ɪ'],
  [/^b/, 'b'],
  [/^c/, 'k'],
  [/^d/, 'd'],
  [/^f/, 'f'],
  [/^g/, 'ɡ'],
  [/^h/, 'h'],
  [/^j/, 'ʤ'],
  [/^k/, 'k'],
  [/^l/, 'l'],
  [/^m/, 'm'],
  [/^n/, 'n'],
  [/^p/, 'p'],
  [/^q/, 'k'],
  [/^r/, 'ɹ'],
  [/^s/, 's'],
  [/^t/, 't'],
  [/^v/, 'v'],
  [/^w/, 'w'],
  [/^z/, 'z'],
];

const SINGLE: Readonly<Record<string, string>> = { c: 'k', g: 'ɡ', r: 'ɹ' };
const VOWEL = /[ɑæʌɔWIɛɜAɪiOYʊuə]/;

/** Phonemes of a word in lower-case letters, by rule, stressed on the first vowel. */
export function spellingPhonemes(word: string): string {
  let rest = word.normalize('NFD').replace(/[^a-z]/g, '');
  let out = '';
  while (rest) {
    const rule = RULES.find(([pattern]) => pattern.test(rest));
    const length = rule?.[0].exec(rest)?.[0].length ?? 1;
    out += rule?.[1] === '=' ? (SINGLE[rest.charAt(0)] ?? rest.charAt(0)) : (rule?.[1] ?? '');
    rest = rest.slice(length);
  }
  return out.replace(VOWEL, (vowel) => `ˈ${vowel}`);
}

/**
 * Numbers in words, Mandarin and English, as shoppers say them: `两`, `一百二`, `十二`, `半`, `twenty-five`, `half`.
 */

const ZH_DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  幺: 1,
};
const ZH_SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** The value of a Chinese numeral, or undefined where it is none. Takes `三点五`, `一百二` (120) and `两千五`. */
export function zhNumber(text: string): number | undefined {
  if (text === '半') return 0.5;
  const [whole, fraction] = text.split('点');
  if (whole === undefined) return undefined;
  let total = 0;
  let digit: number | undefined;
  let lastScale = 1;
  let digitsOnly = '';
  for (const c of whole) {
    if (c in ZH_DIGIT) {
      digit = ZH_DIGIT[c]!;
      digitsOnly += String(digit);
    } else if (c in ZH_SCALE) {
      const scale = ZH_SCALE[c]!;
      if (scale === 10_000) total = (total + (digit ?? 0)) * scale;
      else total += (digit ?? 1) * scale;
      lastScale = scale;
      digit = undefined;
      digitsOnly = '';
    } else return undefined;
  }
  if (lastScale === 1) {
    if (digitsOnly === '') return undefined;
    total = Number(digitsOnly);
  } else if (digit !== undefined)
    total += whole.includes('零') || lastScale === 10 ? digit : digit * (lastScale / 10);
  if (fraction !== undefined) {
    const digits = [...fraction].map((c) => ZH_DIGIT[c]);
    if (digits.length === 0 || digits.some((d) => d === undefined)) return undefined;
    total += Number(`0.${digits.join('')}`);
  }
  return total;
}

const EN: Record<string, number> = {
  zero: 0,
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  half: 0.5,
  dozen: 12,
  hundred: 100,
};

/** The value of an English numeral of one to five words, or undefined. */
export function enNumber(text: string): number | undefined {
  const words = text
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((w) => w !== 'and' && w !== '');
  if (words.length === 0) return undefined;
  let total = 0;
  for (const word of words) {
    const value = /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : EN[word];
    if (value === undefined) return undefined;
    if (word === 'hundred' || word === 'dozen') total = (total === 0 ? 1 : total) * value;
    else if (word === 'a' || word === 'an') total += words.length === 1 ? 1 : 0;
    else total += value;
  }
  return total;
}

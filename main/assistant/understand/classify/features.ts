import type { SoundKeys } from '../../../contract';

/**
 * Stands for a name of goods, an allergen and a claim in a delexicalised utterance: the form of a question is
 * what is learnt, not its goods.
 */
export const GOODS = '\u0001';
export const ALLERGEN = '\u0002';
export const CLAIM = '\u0003';

/** Buckets that features are hashed into. */
export const BUCKETS = 1 << 15;

const EDGE = '\u0004';
const HAN_OR_MARK = /[\u0001-\u0003\u3400-\u9fff]/;

/**
 * The buckets of an utterance's features, each once: runs of one to four Han characters, the same by folded
 * sound (two and three syllables, so that a misheard form still counts), runs of one to three Latin words,
 * and what it begins and ends with.
 * @param text delexicalised and folded
 */
export function featuresOf(text: string, soundsOf: (text: string) => SoundKeys): number[] {
  const bare = text.replace(/[^\u0001-\u0003\u3400-\u9fffa-z0-9' ]+/g, ' ').trim();
  const units = bare.match(/[\u0001-\u0003\u3400-\u9fff]|[a-z0-9']+/g) ?? [];
  const sounds = soundsOf(bare).folded.match(/[\u0001-\u0003\u3400-\u9fff\ue000-\uf8ff]|[a-z0-9']+/g) ?? [];
  const out = new Set<number>();
  const framed = [EDGE, ...units.map((unit) => (/^\d+$/.test(unit) ? '0' : unit)), EDGE];
  for (let i = 0; i < framed.length; i++) {
    const longest = framed[i] === EDGE || HAN_OR_MARK.test(framed[i]!) ? 4 : 3;
    for (let n = 1; n <= longest && i + n <= framed.length; n++) {
      if (n === 1 && framed[i] === EDGE) continue;
      out.add(bucket(framed.slice(i, i + n).join(' ')));
    }
  }
  const heard = [EDGE, ...sounds, EDGE];
  for (let i = 0; i < heard.length; i++)
    for (const n of [2, 3]) if (i + n <= heard.length) out.add(bucket(`~${heard.slice(i, i + n).join(' ')}`));
  return [...out];
}

/** FNV-1a, folded. */
export function bucket(feature: string): number {
  let h = 2166136261;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 16777619);
  return ((h >>> 0) ^ (h >>> 17)) & (BUCKETS - 1);
}

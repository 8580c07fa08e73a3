import type { Understood } from '../../contract';
import { words } from './words';

/** Words of an utterance that are read, a Han character each: half a minute of talk. */
const MAX_WORDS = 110;
const MAX_LENGTH = 700;

/** Emoji, pictographs, controls, bidi marks and lone surrogates become spaces; so do runs of them. */
const NOISE =
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]|[\ud800-\udfff]|[\u2190-\u2bff]|\ufe0f/g;

/**
 * The readable part of whatever was said or typed. Of longer talk its end: people tell their story first and
 * ask last.
 */
export function readable(text: string): string {
  const clean = text
    .slice(-MAX_LENGTH * 4)
    .replace(NOISE, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(.)\1{4,}/g, '$1$1')
    .trim()
    .slice(-MAX_LENGTH);
  const list = words(clean.toLowerCase());
  return list.length <= MAX_WORDS ? clean : clean.slice(list[list.length - MAX_WORDS]!.start);
}

const HAN = /[\u3400-\u9fff]/g;
const LATIN = /[a-z]+/gi;

/**
 * The language of an utterance: Chinese where any Chinese grammar is left, else English where there are
 * words, else `fallback`.
 */
export function languageOf(text: string, fallback: Understood): Understood {
  const han = text.match(HAN)?.length ?? 0;
  const latin = text.match(LATIN)?.length ?? 0;
  if (han === 0 && latin === 0) return fallback;
  if (han === 0) return 'en';
  if (latin === 0) return 'zh';
  // 'where is the 老干妈' is English with a Chinese name in it; 'shampoo在哪里' is Chinese with an English one.
  const grammar =
    text.match(
      /\b(?:where|what|how|is|are|do|does|the|have|any|much|can|in|price|of|for|you|i|it|this|that|and)\b/gi,
    )?.length ?? 0;
  const chinese = text.match(/[的吗呢吧了在哪有没多少什么怎我你这那是不要个]/g)?.length ?? 0;
  if (grammar >= 2 && grammar > chinese) return 'en';
  if (chinese > 0 || han >= latin * 2) return 'zh';
  return grammar > 0 ? 'en' : 'zh';
}

const CORRECTION =
  /(?:啊不对|哦不对|噢不对|不对不对|不不不|不是不是|不是这个|说错了|我说错了|讲错了|口误|不对|哦不|啊不|噢不|呃不|不是|等等|等一下|错了|更正一下|纠正一下)[，,。.\s!！…]*(?:我(?:是|要|想)?(?:说|问|找|要|讲)(?:的)?(?:是)?|应该是|是|我想要|想要|要)?[，,\s：:]*|(?:我(?:的意思)?是(?:说|想说|想问)|我说的是|我要的是|我问的是|我的意思是)[，,\s]*|(?:\b(?:oh |uh |um |er )?no,? (?:wait|sorry|i mean|i meant|actually|scratch that|make that|not that)|\bwait,? no|\bsorry,? i meant?|\bi meant|\bi mean|\bscratch that|\bcorrection|\bmake that|\bactually,? no|\bor rather|\bno,? no)[,.!…\s]*(?:i (?:mean|meant|want|wanted|need|said)|it'?s|the)?[,:\s]*/gi;

/**
 * A self-correction in the middle splits an utterance in two: what was taken back and what was meant.
 * Undefined where there is none, or nothing before or after it.
 */
export function selfCorrection(folded: string): { before: string; after: string } | undefined {
  let last: RegExpMatchArray | undefined;
  for (const match of folded.matchAll(CORRECTION)) {
    const before = folded.slice(0, match.index).trim();
    const after = folded.slice(match.index + match[0].length).trim();
    // '是不是含糖', '这不是…吗' and the like are no corrections: they stand inside a clause.
    const bare = /^不是$/.test(match[0].trim()) && !/[，,。.…！!\s]$/.test(folded.slice(0, match.index));
    if (
      before.length >= 2 &&
      after.length >= 1 &&
      !bare &&
      !(/^不对$/.test(match[0].trim()) && /^(?:吗|吧|么)/.test(after))
    )
      last = match;
  }
  if (!last) return undefined;
  return {
    before: folded.slice(0, last.index).trim(),
    after: folded.slice(last.index! + last[0].length).trim(),
  };
}

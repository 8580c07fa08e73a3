import type { DictionaryWord, LexiconSpan } from '../../contract';
import type { CueSpan } from './cue-lexicon';

/**
 * A word that merely sounds like another of the general dictionary counts only where its syllables are the
 * very same.
 */
const HOMOPHONE = 0.87;

/**
 * The stretches that no word of the general dictionary contradicts. A common noun that the catalog's names
 * lack is a thing of its own: half of it names nothing (花盆 is no 盆, 热水器 no 热水), unless it ends with a kind of
 * goods (鲜牛奶 is a 牛奶, 龙井茶 is 龙井 and a 茶), and a real word is no slip for another ('tyres' are no 'trays').
 */
export function uncontradicted(
  spans: readonly LexiconSpan[],
  dictionary: readonly DictionaryWord[],
  text = '',
): LexiconSpan[] {
  const covers = (span: LexiconSpan, word: DictionaryWord): boolean =>
    span.start <= word.start && span.end >= word.end;
  const strangers = dictionary.filter(
    (word) => !spans.some((span) => span.how === 'exact' && covers(span, word)),
  );
  const cut = (span: LexiconSpan): boolean =>
    span.how !== 'exact' && dictionary.some((word) => crosses(word, span));
  return spans.filter(
    (span) =>
      !cut(span) && strangers.every((word) => classOf(word, span, text) || !contradicts(word, span, spans)),
  );
}

/** A kind told with its class: 香槟'酒', 牛仔'裤'. */
function classOf(word: DictionaryWord, span: LexiconSpan, text: string): boolean {
  return (
    span.how === 'exact' &&
    span.start === word.start &&
    span.end - span.start >= 2 &&
    span.end === word.end - 1 &&
    CLASS.test(text.slice(span.end, word.end)) &&
    span.entries.some((e) => namesKind(e) || e.kind === 'term')
  );
}

const CLASS = /[酒茶肉鱼菜水汁粉油布纸机笔刀鞋裤衣帽袜饼糖果豆米面奶汤酱]/;

/** What merely sounds like a name begins and ends with words: '花生有大|豆' is no 花生油. */
function crosses(word: DictionaryWord, span: LexiconSpan): boolean {
  return (
    (span.start >= word.start && span.end <= word.end && span.end - span.start < word.end - word.start) ||
    (span.start > word.start && span.start < word.end && span.end > word.end) ||
    (span.end > word.start && span.end < word.end && span.start < word.start)
  );
}

function contradicts(word: DictionaryWord, span: LexiconSpan, spans: readonly LexiconSpan[]): boolean {
  if (
    span.end <= word.start ||
    span.start >= word.end ||
    span.entries.every((e) => e.kind === 'size' || e.kind === 'aisle')
  )
    return false;
  if (span.start === word.start && span.end === word.end)
    return span.how === 'edit' || (span.how === 'sound' && span.score < HOMOPHONE);
  // 'size do' is no 'Shiseido': two words run together hold no real one.
  if (span.how === 'edit' && !word.noun && span.start <= word.start && span.end >= word.end) return true;
  return word.noun && halves(word, span, spans);
}

/** Half of a noun names nothing, unless the noun is a kind of what it ends with. */
function halves(word: DictionaryWord, span: LexiconSpan, spans: readonly LexiconSpan[]): boolean {
  if (span.start <= word.start && span.end >= word.end) return false;
  if (span.end > word.end || span.start < word.start) return false;
  return !spans.some(
    (other) =>
      other.how === 'exact' &&
      other.end === word.end &&
      other.start > word.start &&
      other.entries.some(namesKind) &&
      (other.end - other.start >= 2 ||
        spans.some(
          (first) =>
            first.how === 'exact' &&
            first.start === word.start &&
            first.end === other.start &&
            first.end - first.start >= 2,
        )),
  );
}

const namesKind = (entry: LexiconSpan['entries'][number]): boolean =>
  entry.kind === 'category' || entry.kind === 'noun' || entry.kind === 'alias';

/**
 * The cues that stand for themselves: not those cut out of a noun that is no cue (吉'他', '有热水'器, 微'积分'), nor
 * nouns that only sound like one (大洋 is no 打烊).
 */
export function standalone(cues: readonly CueSpan[], dictionary: readonly DictionaryWord[]): CueSpan[] {
  const nouns = dictionary.filter(
    (word) => word.noun && !cues.some((cue) => cue.start <= word.start && cue.end >= word.end),
  );
  return cues.filter(
    (cue) =>
      !dictionary.some(
        (word) =>
          cue.score < 1 &&
          word.noun &&
          word.start === cue.start &&
          word.end === cue.end &&
          word.end - word.start === 2,
      ) &&
      !nouns.some(
        (word) =>
          (cue.end - cue.start === 1 && cue.start >= word.start && cue.end <= word.end) ||
          (word.end - word.start === 3 && cue.start === word.start + 1 && cue.end === word.end) ||
          (cue.start < word.start && cue.end > word.start && cue.end < word.end) ||
          (cue.start > word.start && cue.start < word.end && cue.end > word.end),
      ),
  );
}

import type { Catalog, LexiconSpan } from '../../contract';
import { readable } from '../understand/clean';
import { uncontradicted } from '../understand/dictionary';
import { isCondition, mayBeName, withoutPrivate } from '../understand/private';
import { goodsTable } from '../understand/tables/goods';

/** Goods told of at most; whoever names more tells a story. */
const MOST_WORDS = 6;
/**
 * The goods that an utterance names, as words of lists: general names of goods, and the names of kinds and
 * the aliases of goods of the store. Nothing else of what was said comes out, and no word that stands where
 * people tell of themselves.
 */
export function goodsWords(catalog: Catalog, utterance: string): string[] {
  const text = withoutPrivate(catalog.fold(readable(utterance)));
  const named = uncontradicted(
    [...catalog.spans(text).filter(namesGoods), ...tableSpans(text)],
    catalog.dictionaryWords(text),
    text,
  );
  const kept = named.filter(
    ({ start, end }) => isWord(text.slice(start, end)) && !mayBeName(text, start, end),
  );
  const longest = kept.filter(
    (span) =>
      !kept.some(
        (other) =>
          other.end - other.start > span.end - span.start &&
          other.start <= span.start &&
          other.end >= span.end,
      ),
  );
  return [
    ...new Set(longest.sort((a, b) => a.start - b.start).map(({ start, end }) => text.slice(start, end))),
  ].slice(0, MOST_WORDS);
}

const namesGoods = ({ how, entries }: LexiconSpan): boolean =>
  how === 'exact' && entries.some(({ kind }) => kind === 'noun' || kind === 'category' || kind === 'alias');

/** Two Han characters or three letters at least; no digit, so that no number is ever a word. */
const isWord = (text: string): boolean =>
  /^(?:[\u3400-\u9fff]{2,16}|[a-z][a-z' -]{1,30}[a-z])$/.test(text) && !isCondition(text);

/** The general list of goods, found in the text by its letters. */
function tableSpans(text: string): LexiconSpan[] {
  const out: LexiconSpan[] = [];
  const put = (start: number, end: number): void =>
    void out.push({
      start,
      end,
      score: 1,
      how: 'exact',
      entries: [{ kind: 'noun', ref: text.slice(start, end), weight: 1 }],
    });
  for (let start = 0; start < text.length; start++)
    for (let size = 2; size <= goodsTable.longestZh && start + size <= text.length; size++)
      if (goodsTable.zh.has(text.slice(start, start + size))) put(start, start + size);
  const words = [...text.matchAll(/[a-z]+/g)];
  words.forEach((first, i) =>
    words.slice(i, i + 3).forEach((last) => {
      const end = last.index + last[0].length;
      const name = text.slice(first.index, end);
      if (goodsTable.en.has(name) || goodsTable.en.has(name.replace(/(?<=[^s])e?s$/, '')))
        put(first.index, end);
    }),
  );
  return out;
}

import { WordTable } from '../find/word-table';
import { allKinds } from '../goods';

/** Words around a name by which goods are asked for, and nothing else. */
const ASKING_ZH =
  /^(?:请问|那个|嗯+|麻烦|你好)*(?:我?(?:想|要|找|买)+(?:一?[个瓶盒包袋把件])?|(?:你们)?(?:这里|这儿|店里)?有(?:没有|卖)|来[个点])?|(?:都?[在放摆]?(?:哪里|哪儿|哪边|哪)(?:有|卖|啊|呢|呀)?|有(?:没有|吗)?|多少钱|怎么卖|卖不卖|有卖吗?)?[啊呢呀吗了]?$/g;
const ASKING_EN =
  /^(?:hi|hello|excuse me|please|um|so)?[, ]*(?:where (?:is|are|'s)|where can i (?:find|get|buy)|do you (?:have|sell|stock)|have you got|got|i(?:'d like|'m looking for| need| want)|looking for|how much (?:is|are))?\b ?(?:the|any|an?|some|your|my)?\b ?|(?: please)?[?.! ]*$/g;

let names: ReadonlySet<string> | undefined;
let long: WordTable | undefined;

/** Names long enough to be nothing else: of three Han characters, of two Latin words. */
const isLong = (name: string): boolean => /^[\u3400-\u9fff]{3,16}$|^[a-z'-]+(?: [a-z'-]+){1,5}$/.test(name);
const LETTER = /[a-z0-9]/;

/** Lower-case text with the longer names of kinds replaced: what goods are called says nothing of danger. */
export function withoutNames(said: string, by: string): string {
  if (!long) {
    long = new WordTable();
    for (const name of new Set(nameList())) if (isLong(name)) long.add(name, 0);
  }
  const edge = (at: number): boolean => !(LETTER.test(said[at - 1] ?? '') && LETTER.test(said[at] ?? ''));
  const spans = [
    ...long.found(said, edge, (at) => edge(at) || /^e?s(?![a-z0-9])/.test(said.slice(at, at + 3))),
  ].sort((a, b) => b.end - b.start - (a.end - a.start));
  const kept: typeof spans = [];
  for (const span of spans)
    if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span);
  return kept
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + by + text.slice(end), said);
}

/** As what is said is written when it comes here: 'Fisherman’s Friend' with a plain apostrophe. */
const nameList = (): string[] =>
  allKinds()
    .flatMap(({ zh, en }) => [...zh.map(({ text }) => text), ...en])
    .map((name) => name.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'"));

/**
 * Whether an utterance, lower-case, is the name of a kind of goods and at most a question for it. `isName`:
 * the store's own names.
 */
export function onlyNamesGoods(said: string, isName: (words: string) => boolean = () => false): boolean {
  names ??= new Set(nameList());
  const unmarked = (text: string): string => text.replace(/^[，,。.！!？?\s]+|[，,。.！!？?\s]+$/g, '');
  // Some names begin like a question: 'A&W', 'A/C'.
  if (names.has(unmarked(said))) return true;
  const bare = unmarked(said.replace(/[\u3400-\u9fff]/.test(said) ? ASKING_ZH : ASKING_EN, ''));
  return (
    bare !== '' && (names.has(bare) || names.has(bare.replace(/(?<=[a-z]{2})(?:es|s)$/, '')) || isName(bare))
  );
}

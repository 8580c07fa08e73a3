import { expect, it } from 'vitest';
import type { KnowledgeEntry, SentenceEncoder } from '../../contract';
import { EntryMeaning } from './entry-meaning';

const entry = (
  id: string,
  questionsZh: string[],
  questionsEn: string[],
  zh: string,
  en?: string,
): KnowledgeEntry =>
  ({
    id,
    topic: 'policy',
    questionsZh,
    questionsEn,
    answer: { zh, ...(en ? { en } : {}) },
  }) as KnowledgeEntry;

/** Two directions: what has to do with dogs, and all else. */
const encoder = (languages: SentenceEncoder['languages']): SentenceEncoder => {
  const vector = (text: string): Float32Array =>
    /狗|宠物|泰迪|pets|puppy/.test(text) ? Float32Array.of(1, 0) : Float32Array.of(0, 1);
  return {
    by: 'student',
    languages,
    encode: (text) => vector(text),
    encodeAll: async (texts) => texts.map(vector),
    close: async () => undefined,
  };
};
const ENTRIES = [
  entry('pets', ['可以带宠物吗'], ['Are pets allowed?'], '宠物请放在推车的笼子里。'),
  entry('returns', ['怎么退货'], ['How do I return something?'], '七天内凭小票退货。', 'Within 7 days.'),
];

it('tells how near each entry lies by what it means, in the language of the question', async () => {
  const meaning = new EntryMeaning(ENTRIES, encoder(['zh', 'en']), 'knowledge-s1');
  await meaning.learn();
  expect(meaning.near('我抱着泰迪能进去吗', 'zh')).toEqual(
    new Map([
      ['pets', 1],
      ['returns', 0],
    ]),
  );
  expect(meaning.near('can I bring my puppy', 'en')!.get('pets')).toBe(1);
});

it('knows nothing before it has read, without an encoder, or in a language that the encoder lacks', async () => {
  const meaning = new EntryMeaning(ENTRIES, encoder(['zh']), 'knowledge-s1');
  expect(meaning.near('泰迪', 'zh')).toBeUndefined();
  await meaning.learn();
  expect(meaning.near('puppy', 'en')).toBeUndefined();
  const without = new EntryMeaning(ENTRIES, undefined, 'knowledge-s1');
  await without.learn();
  expect(without.near('泰迪', 'zh')).toBeUndefined();
});

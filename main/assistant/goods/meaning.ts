import type { SentenceEncoder, Understood } from '../../contract';
import { centre, VectorTable } from '../find/vectors';
import type { Kind } from './kind';
import en from './meaning-en.bin';
import zh from './meaning-zh.bin';

/** Numbers a vector has, by the encoder of each language. */
const WIDTH: Readonly<Record<Understood, number>> = { zh: 512, en: 384 };

/** What a kind is called, and how it is described by who does not know that. */
export function phrasesOf(kind: Kind, lang: Understood): { names: string[]; uses: string[] } {
  const [names, uses] =
    lang === 'zh' ? [kind.zh.map((name) => name.text), kind.useZh] : [kind.en, kind.useEn];
  return { names: names.map((name) => name.toLowerCase()), uses: uses.map((use) => use.toLowerCase()) };
}

/**
 * What the kinds' names and descriptions mean: two rows a kind, the mean of its names' vectors and of its
 * descriptions'. Made by `npm run train:kinds` and carried in the program, since reading some 90,000 phrases
 * takes minutes. Undefined where they were made of other kinds.
 */
export function meaningOf(kinds: readonly Kind[], lang: Understood): VectorTable | undefined {
  return VectorTable.read(lang === 'zh' ? zh() : en(), 2 * kinds.length, WIDTH[lang]);
}

/** Makes them anew by an encoder; minutes. The student's own are made at every start (`PhraseMeaning.reading`). */
export async function readMeaning(
  kinds: readonly Kind[],
  lang: Understood,
  encoder: SentenceEncoder,
): Promise<VectorTable> {
  const phrases = kinds.map((kind) => phrasesOf(kind, lang));
  const texts = [...new Set(phrases.flatMap(({ names, uses }) => [...names, ...uses]))];
  const vectors = await encoder.encodeAll(texts, lang, 'kinds');
  const of = new Map(texts.map((text, i) => [text, vectors[i]!]));
  const width = vectors[0]!.length;
  const rows = phrases.flatMap(({ names, uses }) =>
    [names, uses.length > 0 ? uses : names].map((list) =>
      centre(
        list.map((text) => of.get(text)!),
        width,
      ),
    ),
  );
  return VectorTable.of(rows, width);
}

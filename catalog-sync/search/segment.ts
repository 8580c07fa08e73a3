import type { Jieba as JiebaClass } from '@node-rs/jieba';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// The bundles are CommonJS, where import.meta is empty; the tests are ES modules, where __filename is
// missing.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

let jieba: JiebaClass | undefined;

/**
 * jieba with its general dictionary (60 MB, a third of a second): loaded when first needed, so that opening a
 * catalog stays quick.
 */
function segmenter(): JiebaClass {
  if (!jieba) {
    const { Jieba } = load('@node-rs/jieba') as typeof import('@node-rs/jieba');
    // Not by its module `dict`, which would hold this text and another one, 11 MB, for good.
    jieba = Jieba.withDict(readFileSync(load.resolve('@node-rs/jieba/dict.txt')));
  }
  return jieba;
}

/** Words that partition the text. */
export function cutWords(text: string): string[] {
  return segmenter().cut(text, true);
}

/** Words and the shorter words inside them. */
export function cutForIndex(text: string): string[] {
  return segmenter().cutForSearch(text, true);
}

/** Words that partition the text, as the dictionary alone has them, each with jieba's part of speech. */
export function tagWords(text: string): { word: string; tag: string }[] {
  return segmenter().tag(text, false);
}

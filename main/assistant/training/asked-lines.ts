import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { strangersStores } from '../evals/question-sets';

/** A line of a question set, by whatever author. */
export interface AskedLine {
  store?: string;
  conv?: string;
  conversation?: string;
  say: string;
  /** The folder of its store's feed. */
  folder: string;
  expect: { intent?: string | string[]; knowledge?: string | string[] };
}

const OWN = 'build/eval-stores/questions';

/** All questions of our own sets and of strangers, in the order in which they were asked. */
export function askedLines(): AskedLine[] {
  const read = (file: string): Omit<AskedLine, 'folder'>[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text) as AskedLine);
  const folderOf = (store: string): string =>
    existsSync(path.join('build', store)) ? path.join('build', store) : path.join('build/eval-stores', store);
  return [
    ...readdirSync(OWN)
      .filter((f) => f.endsWith('.jsonl'))
      .flatMap((f) => read(path.join(OWN, f)).map((line) => ({ ...line, folder: folderOf(line.store!) }))),
    ...strangersStores().flatMap(({ store, questions }) =>
      read(questions).map((line) => ({ ...line, folder: store })),
    ),
  ];
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SentenceEncoder } from '../../contract';
import { createEngine, type Conversation, type EngineOptions } from '..';
import { OpenedStores } from '../evals/opened-stores';
import { strangersStores } from '../evals/question-sets';

/** A line of a question set, by whatever author. */
export interface AskedLine {
  store?: string;
  conv?: string;
  conversation?: string;
  say: string;
  class: string;
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

/**
 * Asks all questions in their stores, conversation by conversation; `told` after each. One engine asks in every
 * store: the kinds of goods are read once.
 */
export async function askEverywhere(
  encoder: SentenceEncoder | undefined,
  watching: Pick<EngineOptions, 'onDoubt' | 'onEntry'>,
  told: (line: AskedLine) => void,
): Promise<void> {
  const stores = new OpenedStores(encoder);
  const all = askedLines();
  const folders = [...new Set(all.map((line) => line.folder))];
  let catalog = await stores.catalog(folders[0]!);
  const engine = createEngine({
    catalog: () => catalog,
    clock: () => new Date('2026-11-22T12:00:00+08:00'),
    encoder: () => encoder,
    ...watching,
  });
  for (const folder of folders) {
    catalog = await stores.catalog(folder);
    await engine.learn();
    const talks = new Map<string, Conversation>();
    for (const line of all.filter((l) => l.folder === folder)) {
      const key = line.conv ?? line.conversation;
      const talk = (key && talks.get(key)) || engine.newConversation();
      if (key) talks.set(key, talk);
      engine.ask({ text: line.say }, talk);
      told(line);
    }
  }
}

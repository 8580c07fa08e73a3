import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Understood } from '../../contract';

/** A question by whatever author, as far as finding goods goes. */
export interface GoodsQuestion {
  id: string;
  set: string;
  /** The folder of its store's feed. */
  store: string;
  lang: Understood;
  class: string;
  say: string;
  /** What came before in its conversation, oldest first. */
  before: string[];
  /** GTINs any of which was meant; empty where the store does not carry it. */
  meant: string[];
}

const Line = z.looseObject({
  id: z.string(),
  store: z.string().optional(),
  conv: z.string().optional(),
  conversation: z.string().nullish(),
  lang: Understood,
  class: z.string(),
  say: z.string(),
  expect: z.looseObject({
    gtin: z.array(z.string()).optional(),
    gtins: z.array(z.string()).optional(),
    abstained: z.boolean().optional(),
    intent: z.unknown().optional(),
  }),
});

const OWN = 'build/eval-stores/questions';
const STRANGERS = 'build/eval-stores/strangers';
const NOT_SOLD = /^not[_-](?:sold|carried)$/;

const storeOf = (name: string): string =>
  existsSync(path.join('build', name)) ? path.join('build', name) : path.join('build/eval-stores', name);

/**
 * The questions of one file that name goods, or things that the store does not carry. `store` where the lines
 * name none.
 */
export function goodsQuestions(file: string, store?: string): GoodsQuestion[] {
  const said = new Map<string, string[]>();
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .flatMap((text) => {
      const line = Line.parse(JSON.parse(text));
      const conversation = line.conv ?? line.conversation ?? undefined;
      const before = conversation ? (said.get(conversation) ?? []) : [];
      if (conversation) said.set(conversation, [...before, line.say]);
      const meant = line.expect.gtin ?? line.expect.gtins ?? [];
      if (meant.length === 0 && !NOT_SOLD.test(line.class)) return [];
      return [
        {
          id: line.id,
          set: path.basename(file, '.jsonl'),
          store: store ?? storeOf(line.store!),
          lang: line.lang,
          class: line.class,
          say: line.say,
          before,
          meant,
        },
      ];
    });
}

/**
 * Folders of stores by authors who had seen neither the engine nor other sets, each with
 * `<store>-questions.jsonl` beside it.
 */
export function strangersStores(shared = '../shared/eval'): { store: string; questions: string }[] {
  return [STRANGERS, shared].flatMap((dir) =>
    (existsSync(dir) ? readdirSync(dir) : [])
      .filter((f) => f.endsWith('-questions.jsonl'))
      .map((f) => ({
        store: path.join(dir, f.replace('-questions.jsonl', '')),
        questions: path.join(dir, f),
      })),
  );
}

/** Every set at hand: the project's own, and strangers'. */
export function allSets(shared = '../shared/eval'): GoodsQuestion[] {
  const own = readdirSync(OWN)
    .filter((f) => f.endsWith('.jsonl'))
    .flatMap((f) => goodsQuestions(path.join(OWN, f)));
  const strangers = strangersStores(shared).flatMap(({ store, questions }) =>
    goodsQuestions(questions, store),
  );
  return [...own, ...strangers];
}

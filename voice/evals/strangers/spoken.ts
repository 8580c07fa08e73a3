import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Understood } from '../../../main/contract';
import type { ToSpeak } from '../render';

/** Where stores and questions by authors who had seen neither the engine nor other sets are kept. */
export const STRANGERS = 'build/eval-stores/strangers';

/** A question by a stranger that opens its conversation and names goods of the store. */
export interface StrangersQuestion extends ToSpeak {
  id: string;
  /** Folder of the store's feed. */
  store: string;
  class: string;
  /** GTINs any of which is meant. */
  meant: string[];
}

const Line = z.looseObject({
  id: z.string(),
  conv: z.string(),
  lang: Understood,
  class: z.string(),
  say: z.string(),
  expect: z.looseObject({ gtin: z.array(z.string()).optional() }),
});

/** What of a set can be asked by itself, in the order of its file. */
export function strangersQuestions(set: string): StrangersQuestion[] {
  const begun = new Set<string>();
  return readFileSync(path.join(STRANGERS, `${set}-questions.jsonl`), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => Line.parse(JSON.parse(text)))
    .filter(({ conv }) => !begun.has(conv) && begun.add(conv))
    .flatMap(({ id, lang, class: kind, say, expect }) =>
      expect.gtin?.length
        ? [
            {
              id,
              lang,
              class: kind,
              text: say,
              meant: expect.gtin,
              store: path.join(STRANGERS, set),
            },
          ]
        : [],
    );
}

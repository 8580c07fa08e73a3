import { z } from 'zod';
import { Understood } from '../../contract';

const OneOrMany = z.union([z.string(), z.array(z.string())]);

/** One line of a question set; the fields of `expect` are explained in build/eval-stores/README.md. */
export const Question = z.looseObject({
  id: z.string(),
  store: z.string(),
  conversation: z.string().nullish(),
  now: z.string(),
  lang: Understood,
  say: z.string(),
  class: z.string(),
  style: z.string(),
  expect: z.looseObject({
    intent: OneOrMany.optional(),
    gtins: z.array(z.string()).optional(),
    all_gtins: z.array(z.string()).optional(),
    top: OneOrMany.optional(),
    forbidden_gtins: z.array(z.string()).optional(),
    aisle: OneOrMany.optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    facts_include: z.record(z.string(), z.array(z.string())).optional(),
    facts_exclude: z.record(z.string(), z.array(z.string())).optional(),
    facts_not: z.record(z.string(), z.unknown()).optional(),
    facts_present: z.array(z.string()).optional(),
    facts_absent: z.array(z.string()).optional(),
    knowledge: OneOrMany.optional(),
    control: OneOrMany.optional(),
    handoff: OneOrMany.optional(),
    abstained: z.boolean().optional(),
    action: z.string().optional(),
    lang: Understood.optional(),
  }),
});
export type Question = z.infer<typeof Question>;

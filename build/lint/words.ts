import type { Rule } from 'eslint';

/** Where Chinese may stand in code, and why; everywhere else it is a sentence that `main/words` should say. */
export const HOLDS_WORDS: readonly { readonly files: readonly string[]; readonly why: string }[] = [
  { files: ['main/words/**'], why: 'the place for words' },
  {
    files: [
      'main/assistant/{understand,goods,languages}/**',
      'main/contract/{numerals,emergency-places,config}.ts',
      'main/read-models/likely-phrases.ts',
      'voice/turn/completeness.ts',
    ],
    why: 'what people say and write, not what is said to them',
  },
  {
    files: ['voice/speech/**', 'voice/text/**', 'voice/stages/**', 'voice/biasing/**'],
    why: 'how what is written is spoken, heard and counted',
  },
  {
    files: ['catalog-sync/search/**', 'catalog-sync/hq/{feed,import}/**'],
    why: 'other words for goods, and how stores write their files',
  },
  {
    files: [
      '**/*.{test,e2e,scenario,shots}.{ts,tsx}',
      '**/{evals,training,bench,benches,testing,faults,rehearsal,e2e,simulators}/**',
      'renderer/dev/**',
      'build/{demo,demo-store,eval-stores,attack,test}/**',
      'voice/models/bench.ts',
    ],
    why: 'examples',
  },
];

const message =
  'Words for people stand in main/words/messages, by language: say(lang, key). What else may hold Chinese is listed in build/lint/words.ts.';

const HAN = /\p{Script=Han}/u;

/** Texts with Chinese in them: strings, templates, text between tags. */
export const noWordsElsewhere: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const look = (node: Rule.Node, text: unknown): void => {
      if (typeof text === 'string' && HAN.test(text)) context.report({ node, message });
    };
    return {
      // As written: a sign given by its number asks for a range, it says nothing.
      Literal: (node) => typeof node.value === 'string' && look(node as Rule.Node, node.raw),
      TemplateElement: (node) => look(node as Rule.Node, node.value.raw),
      JSXText: (node: Rule.Node & { value?: unknown }) => look(node, node.value),
    };
  },
};

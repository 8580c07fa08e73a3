import type { Rule } from 'eslint';

/** Where what people say is read; everything else gets it as data. */
export const READS_HUMAN_TEXT = [
  'main/assistant/understand/**',
  '**/*.{test,e2e,scenario,shots}.{ts,tsx}',
  '**/{evals,training,bench,benches,testing,faults,load-test,e2e}/**',
];

const message =
  'No pattern over what people say or read: main/assistant/understand reads it, tables of goods and words hold it, codes carry it on.';

const HAN = /\p{Script=Han}/u;
/** `一-龥` in a class asks which script something is in, not what it says. */
const SCRIPT_RANGE = /\p{Script=Han}-\p{Script=Han}/gu;

const saysSomething = (pattern: string): boolean => HAN.test(pattern.replace(SCRIPT_RANGE, ''));

interface Node {
  type: string;
  [key: string]: unknown;
}

/** The fixed parts of an expression that is a text, as far as they can be seen. */
function textOf(node: Node | undefined): string {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : '';
    case 'TemplateLiteral':
      return (node.quasis as { value: { raw: string } }[]).map(({ value }) => value.raw).join('');
    case 'TaggedTemplateExpression':
      return textOf(node.quasi as Node);
    case 'BinaryExpression':
      return textOf(node.left as Node) + textOf(node.right as Node);
    default:
      return '';
  }
}

/** Regular expressions with Chinese words in them. */
export const noPatternOverWords: Rule.RuleModule = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const made = (raw: Rule.Node): void => {
      const node = raw as unknown as Node;
      const callee = node.callee as Node;
      if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return;
      if (saysSomething(textOf((node.arguments as Node[])[0]))) context.report({ node: raw, message });
    };
    return {
      Literal(node) {
        if ('regex' in node && node.regex && saysSomething(node.regex.pattern))
          context.report({ node, message });
      },
      NewExpression: made,
      CallExpression: made,
    };
  },
};

import type { Rule, Scope } from 'eslint';

/**
 * The only files that may read the wall clock; all others measure with `performance.now()` or ask
 * `wallClock()` for a moment of the calendar.
 */
export const WALL_CLOCKS = ['main/contract/clock.ts', 'build/demo/publish.mjs', 'build/setup/electron.mjs'];

const message =
  'The wall clock steps. Measure durations with performance.now(); for a moment of the calendar ask wallClock() of main/contract.';

/** Nodes as the parser made them, also TypeScript's, which ESLint's own types don't know. */
interface Node {
  type: string;
  parent: Node;
  [key: string]: unknown;
}
const child = (node: Node, key: string): Node | undefined => (node[key] ?? undefined) as Node | undefined;

const GLOBALS = new Set(['globalThis', 'window', 'self', 'global']);
/** Around an expression they change nothing of its value, or choose it. */
const TRANSPARENT = new Set([
  ...['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSTypeAssertion'],
  ...['ChainExpression', 'AwaitExpression', 'ConditionalExpression', 'LogicalExpression'],
]);
const TO_NUMBER = new Set(['getTime', 'valueOf']);
const TO_TEXT = new Set(['toISOString', 'toString', 'toJSON', 'toUTCString', 'toGMTString']);
const ARITHMETIC = new Set(['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>']);

/**
 * What a member expression or a property names, where that can be seen: `a.now`, `a['now']`, and with a
 * template.
 */
function nameOf(node: Node, key: string): string | undefined {
  const named = child(node, key)!;
  if (!node.computed) return (named.name ?? named.value) as string;
  if (named.type === 'Literal') return String(named.value);
  const quasis = named.type === 'TemplateLiteral' ? (named.quasis as { value: { cooked: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]!.value.cooked : undefined;
}

/** Skips what stands around an expression without changing it. */
function outer(node: Node): Node {
  let at = node;
  while (TRANSPARENT.has(at.parent.type) && child(at.parent, 'test') !== at) at = at.parent;
  return at;
}

/** The global `Date` itself, by its own name or as a member of the global object. */
function isDate(node: Node, scopeOf: (node: Node) => Scope.Scope): boolean {
  if (node.type === 'MemberExpression') {
    const object = child(node, 'object')!;
    return (
      nameOf(node, 'property') === 'Date' &&
      object.type === 'Identifier' &&
      GLOBALS.has(object.name as string)
    );
  }
  if (node.type !== 'Identifier' || node.name !== 'Date') return false;
  return (variableOf(node, scopeOf)?.defs.length ?? 0) === 0;
}

function variableOf(node: Node, scopeOf: (node: Node) => Scope.Scope): Scope.Variable | undefined {
  for (let scope: Scope.Scope | null = scopeOf(node); scope; scope = scope.upper) {
    const found = scope.set.get(node.name as string);
    if (found) return found;
  }
  return undefined;
}

/** Where the value of `node` goes under a name: `const a = node`, `a = node`. */
function receiver(node: Node): Node | undefined {
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && child(parent, 'init') === node) return child(parent, 'id');
  if (parent.type === 'AssignmentExpression' && parent.operator === '=' && child(parent, 'right') === node)
    return child(parent, 'left');
  return undefined;
}

/**
 * The call that reads `Date`'s clock or gives its clock another name, if `date`, an expression that is `Date`
 * itself, stands in one.
 */
function readsClock(date: Node): boolean {
  const value = outer(date);
  const { parent } = value;
  if (parent.type === 'MemberExpression' && child(parent, 'object') === value)
    return (nameOf(parent, 'property') ?? 'now') === 'now';
  const to = receiver(value);
  if (to?.type !== 'ObjectPattern') return to !== undefined;
  return (to.properties as Node[]).some(
    (each) => each.type !== 'Property' || (nameOf(each, 'key') ?? 'now') === 'now',
  );
}

/** What looks at the code around a value. */
interface Search {
  scopeOf(node: Node): Scope.Scope;
  found(node: Node): void;
  seen: Set<unknown>;
}

/** Follows the present, a Date or its text, to wherever it becomes a number. */
function findNumbers(present: Node, search: Search): void {
  const value = outer(present);
  const { parent } = value;
  const to = receiver(value);
  if (to?.type === 'Identifier') return followVariable(to, search);
  const operator = parent.operator as string;
  switch (parent.type) {
    case 'MemberExpression':
      if (child(parent, 'object') === value) ofMember(parent, search);
      return;
    case 'UnaryExpression':
      if (['+', '-', '~'].includes(operator)) search.found(parent);
      return;
    case 'BinaryExpression':
      if (ARITHMETIC.has(operator)) search.found(parent);
      return;
    case 'AssignmentExpression':
      if (ARITHMETIC.has(operator.slice(0, -1))) search.found(parent);
      return;
    case 'CallExpression':
      if ((parent.arguments as Node[]).includes(value) && makesNumber(parent, search)) search.found(parent);
      return;
    case 'NewExpression':
      if (isDate(child(parent, 'callee')!, search.scopeOf)) findNumbers(parent, search);
      return;
  }
}

function followVariable(name: Node, search: Search): void {
  const variable = variableOf(name, search.scopeOf);
  if (!variable || search.seen.has(variable)) return;
  search.seen.add(variable);
  for (const reference of variable.references)
    if (reference.isRead()) findNumbers(reference.identifier as unknown as Node, search);
}

function ofMember(member: Node, search: Search): void {
  const name = nameOf(member, 'property');
  if (name === undefined) return;
  const called = outer(member).parent;
  if (TO_NUMBER.has(name)) search.found(member);
  else if (TO_TEXT.has(name) && called.type === 'CallExpression') findNumbers(called, search);
}

/** `Number(…)` and `Date.parse(…)`. */
function makesNumber(call: Node, { scopeOf }: Search): boolean {
  const callee = child(call, 'callee')!;
  if (callee.type === 'Identifier') return callee.name === 'Number';
  return (
    callee.type === 'MemberExpression' &&
    isDate(child(callee, 'object')!, scopeOf) &&
    nameOf(callee, 'property') === 'parse'
  );
}

/** Every way to read the present as a number that can be subtracted. */
export const noWallClock: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const scopeOf = (node: Node): Scope.Scope => context.sourceCode.getScope(node as unknown as Rule.Node);
    const reported = new Set<Node>();
    const report = (node: Node): void => {
      if (reported.has(node)) return;
      reported.add(node);
      context.report({ node: node as unknown as Rule.Node, message });
    };
    const look = (raw: Rule.Node): void => {
      const node = raw as unknown as Node;
      if (!isDate(node, scopeOf)) return;
      const value = outer(node);
      const { parent } = value;
      if (readsClock(node)) report(parent);
      const made =
        child(parent, 'callee') === value &&
        (parent.type === 'CallExpression' || (parent.arguments as Node[]).length === 0);
      if (made) findNumbers(parent, { scopeOf, found: report, seen: new Set() });
    };
    return { Identifier: look, MemberExpression: look };
  },
};

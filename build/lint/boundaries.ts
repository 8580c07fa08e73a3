import boundaries from 'eslint-plugin-boundaries';

/**
 * The drawing of imports, as a rule. Element types by folder; the first that matches a file is its own.
 *
 *   renderer ─┐
 *   voice, catalog-sync, native, assistant ──► contract ──► zod
 *   shell (main/kiosk, main/ipc, …) ──► contract and other parts of the shell
 *   roots (main/index.ts, main/processes, main/cli, main/e2e, build) ──► the front door of everything
 */
const elements = [
  { type: 'contract', pattern: 'main/contract' },
  { type: 'assistant', pattern: 'main/assistant' },
  { type: 'e2e', pattern: 'main/e2e' },
  { type: 'root', pattern: ['main/processes', 'main/cli'] },
  { type: 'shell', pattern: 'main/*', capture: ['part'] },
  { type: 'root', pattern: 'main' },
  { type: 'renderer', pattern: 'renderer' },
  { type: 'voice', pattern: 'voice' },
  { type: 'catalog-sync', pattern: 'catalog-sync' },
  { type: 'native', pattern: 'native' },
  { type: 'build', pattern: 'build' },
].map((element) => ({ ...element, partialMatch: false }));

const ROOMS = ['renderer', 'voice', 'catalog-sync', 'native', 'assistant'];
const anyOf = (...types: string[]) => ({ element: { types: { anyOf: types } } });
const frontDoor = (...types: string[]) => ({ element: { types: { anyOf: types }, fileInternalPath: 'index.ts' } });
const packages = { module: { origin: ['external', 'core'] } };

const policies = [
  // Inside one folder everything may see everything.
  { allow: { dependency: { relationship: { to: 'internal' } } } },
  { from: anyOf(...ROOMS), allow: { to: [frontDoor('contract'), packages] } },
  { from: anyOf('shell'), allow: { to: [frontDoor('contract', 'shell'), packages] } },
  { from: anyOf('root', 'e2e', 'build'), allow: { to: [frontDoor('contract', 'shell', 'voice', 'catalog-sync', 'native', 'assistant'), packages] } },
  { from: anyOf('contract'), allow: { to: { module: { origin: 'external', source: 'zod' } } } },
  // The shared language and the assistant run anywhere, the screens in a sandbox: none of them has Node.
  { from: anyOf('renderer', 'assistant'), disallow: { to: { module: { origin: 'core' } } } },
  { from: anyOf(...ROOMS), disallow: { to: { module: { source: 'electron' } } } },
  { from: anyOf('assistant', 'renderer'), disallow: { to: { module: { source: ['better-sqlite3', 'libsql'] } } } },
];

const message =
  '{{from.element.type}} may not import this: imports point to main/contract and go through index.ts; only the roots join several folders (see build/lint/boundaries.ts).';

/** The import rules for a tree whose folders lie in `rootPath`. */
export const boundariesConfig = (rootPath: string) => ({
  plugins: { boundaries },
  settings: {
    'boundaries/root-path': rootPath,
    'boundaries/elements': elements,
    'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
    'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.json'] } },
  },
  rules: {
    'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, message, policies }],
  },
});

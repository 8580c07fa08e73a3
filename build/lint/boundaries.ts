import boundaries from 'eslint-plugin-boundaries';

/**
 * The drawing of imports, as a rule. Element types by folder; the first that matches a file is its own.
 *
 *   renderer ─┐
 *   voice, catalog-sync, native, assistant ──► words ──► contract ──► zod
 *   shell (main/kiosk, main/ipc, …) ──► contract and other parts of the shell
 *   roots (main/index.ts, main/processes, main/cli, main/e2e, build) ──► the front door of everything
 */
const elements = [
  { type: 'contract', pattern: 'main/contract' },
  { type: 'words', pattern: 'main/words' },
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
const frontDoor = (...types: string[]) => ({
  element: { types: { anyOf: types }, fileInternalPath: 'index.ts' },
});
// Light doors: a feed without the catalog's database and search, a floor plan without the devices' drivers.
const feedDoor = { element: { types: { anyOf: ['catalog-sync'] }, fileInternalPath: 'feed.ts' } };
const floorDoor = { element: { types: { anyOf: ['native'] }, fileInternalPath: 'floor.ts' } };
const packages = { module: { origin: ['external', 'core'] } };

const EVERYTHING = ['contract', 'words', 'shell', 'voice', 'catalog-sync', 'native', 'assistant'];
// Inside one folder everything may see everything.
const inside = { allow: { dependency: { relationship: { to: 'internal' } } } };

const directions = [
  inside,
  { from: anyOf(...ROOMS), allow: { to: [frontDoor('contract', 'words'), packages] } },
  {
    from: anyOf('words'),
    allow: { to: [frontDoor('contract'), { module: { origin: 'external', source: 'intl-messageformat' } }] },
  },
  { from: anyOf('shell'), allow: { to: [frontDoor('contract', 'words', 'shell'), packages] } },
  {
    from: anyOf('root', 'e2e', 'build'),
    allow: { to: [frontDoor(...EVERYTHING), feedDoor, floorDoor, packages] },
  },
  // The command is bundled for its tests as scripts are.
  {
    from: anyOf('root'),
    allow: {
      to: { element: { types: { anyOf: ['build'] }, fileInternalPath: 'bundle/data-in-place.mjs' } },
    },
  },
  { from: anyOf('contract'), allow: { to: { module: { origin: 'external', source: 'zod' } } } },
  { from: anyOf(...ROOMS), disallow: { to: { module: { source: 'electron' } } } },
  {
    from: anyOf('assistant', 'renderer'),
    disallow: { to: { module: { source: ['better-sqlite3', 'libsql'] } } },
  },
];
// The shared language and the assistant run anywhere, the screens in a sandbox: none of them has Node.
const withoutNode = {
  from: anyOf('renderer', 'assistant', 'words', 'contract'),
  disallow: { to: { module: { origin: 'core' } } },
};
// Tests run on Node wherever they lie.
const inTests = { from: anyOf('renderer', 'assistant', 'words', 'contract'), allow: { to: packages } };
// Measuring programs join rooms as the roots do.
const inPrograms = [inside, { allow: { to: [frontDoor(...EVERYTHING), packages] } }];

const message =
  '{{from.element.type}} may not import this: imports point to main/contract and go through index.ts; only the roots join several folders (see build/lint/boundaries.ts).';

const rule = (policies: object[]) => ({
  'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, message, policies }],
});

/** The import rules for a tree whose folders lie in `rootPath`. */
export const boundariesConfig = (rootPath: string) => [
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': rootPath,
      'boundaries/elements': elements,
      'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
      'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs', '.json'] } },
    },
    rules: rule([...directions, withoutNode]),
  },
  { files: ['**/*.test.{ts,tsx}'], rules: rule([...directions, inTests]) },
  { files: ['**/{evals,training,bench,benches,faults}/**/*.ts'], rules: rule(inPrograms) },
];

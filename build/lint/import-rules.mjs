import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Programs and what tools load by name: nothing has to import them. */
const STARTED_BY_NAME = [
  String.raw`\.(test|e2e|shots|scenario|config|setup|main|worker|child)\.\w+$`,
  String.raw`\.d\.ts$`,
  '^main/(index|ipc/preload|cli/daogou|processes/(voice|catalog|devices))[.]ts$',
  '^renderer/dev/(main|shoot)[.]ts$',
  '^native/testing/(driver|parent-port)[.]ts$',
  '^build/bundle/no-images[.]cjs$',
  '^build/electron-runtime/(build[.]mjs|default-app/main[.]js)$',
  '^build/packaging/run-builder[.]mjs$',
];

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Source files that a command of package.json names. */
export function namedInScripts(root) {
  const file = path.join(root, 'package.json');
  if (!existsSync(file)) return [];
  const { scripts = {} } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.values(scripts).flatMap((script) => script.match(/[\w./-]+\.(?:ts|mjs)\b/g) ?? []);
}

const TESTING = [
  'main/assistant',
  'main/kiosk',
  'main/cli',
  'renderer',
  'voice',
  'catalog-sync',
  'native',
].map((room) => `${room}/testing`);

/** Folders of fakes and rigs that have a door of their own. */
const foldersWithDoor = (root) => TESTING.filter((folder) => existsSync(path.join(root, folder, 'index.ts')));

/**
 * The rules for a tree; an import of a type alone counts as any other.
 * @returns {import('dependency-cruiser').IFlattenedRuleSet}
 */
export const importRules = (root) => ({
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    // Fakes and rigs are taken by the door of their folder, wherever it has one.
    ...foldersWithDoor(root).map((folder) => ({
      name: 'testing-by-its-door',
      severity: /** @type {const} */ ('error'),
      from: { pathNot: `^${escaped(folder)}/` },
      to: { path: `^${escaped(folder)}/`, pathNot: `^${escaped(folder)}/index[.]ts$` },
    })),
    {
      name: 'nobody-imports-it',
      severity: 'error',
      module: {
        numberOfDependentsLessThan: 1,
        path: String.raw`\.(ts|tsx|mjs|cjs|js)$`,
        pathNot: [
          ...STARTED_BY_NAME,
          'node_modules/',
          ...namedInScripts(root).map((file) => `^${escaped(file)}$`),
        ],
      },
      from: {},
    },
  ],
});

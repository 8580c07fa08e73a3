import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundariesConfig } from './boundaries';

const FILES = [
  'main/index.ts',
  'main/contract/index.ts',
  'main/contract/answer.ts',
  'main/assistant/index.ts',
  'main/assistant/answer/price.ts',
  'main/kiosk/index.ts',
  'main/kiosk/window.ts',
  'main/ipc/index.ts',
  'main/processes/voice.ts',
  'main/cli/daogou.ts',
  'main/e2e/turn.ts',
  'renderer/app/main.tsx',
  'renderer/index.ts',
  'voice/index.ts',
  'voice/turn/reducer.ts',
  'voice/stages/vad/silero.ts',
  'catalog-sync/index.ts',
  'catalog-sync/db/open.ts',
  'native/index.ts',
  'build/bench.ts',
];

let root: string;
let eslint: ESLint;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'daogou-lint-'));
  for (const file of FILES) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), 'export const x = 1;\n');
  }
  const parser = { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } };
  eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [parser, ...boundariesConfig(root)] as never,
  });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return result!.messages.map((message) => message.message);
}

const from = (source: string) => `import { x } from '${source}'; export const y = x;`;

describe('imports that the house allows', () => {
  it.each([
    ['renderer/app/main.tsx', '../../main/contract'],
    ['renderer/app/main.tsx', '../index'],
    ['renderer/app/main.tsx', 'react'],
    ['voice/index.ts', './turn/reducer'],
    ['voice/turn/reducer.ts', '../stages/vad/silero'],
    ['voice/turn/reducer.ts', '../../main/contract'],
    ['voice/turn/reducer.ts', 'node:fs'],
    ['catalog-sync/index.ts', './db/open'],
    ['catalog-sync/db/open.ts', 'better-sqlite3'],
    ['native/index.ts', '../main/contract'],
    ['main/assistant/index.ts', './answer/price'],
    ['main/assistant/answer/price.ts', '../../contract'],
    ['main/contract/index.ts', './answer'],
    ['main/contract/answer.ts', 'zod'],
    ['main/kiosk/index.ts', '../ipc'],
    ['main/kiosk/index.ts', './window'],
    ['main/kiosk/window.ts', 'electron'],
    ['main/index.ts', './kiosk'],
    ['main/index.ts', './assistant'],
    ['main/processes/voice.ts', '../../voice'],
    ['main/cli/daogou.ts', '../../catalog-sync'],
    ['main/cli/daogou.ts', '../assistant'],
    ['main/e2e/turn.ts', '../../native'],
    ['build/bench.ts', '../catalog-sync'],
    ['main/assistant/answer/price.test.ts', 'node:fs'],
    ['main/assistant/evals/questions.ts', '../../../catalog-sync'],
    ['main/assistant/evals/questions.ts', '../answer/price'],
    ['voice/evals/hear.ts', '../turn/reducer'],
  ])('%s → %s', async (file, source) => {
    expect(await complaints(file, from(source))).toEqual([]);
  });
});

describe('imports that it refuses', () => {
  it.each([
    ['renderer/app/main.tsx', '../../voice'],
    ['renderer/app/main.tsx', '../../main/kiosk'],
    ['renderer/app/main.tsx', '../../main/assistant'],
    ['renderer/app/main.tsx', '../../main/contract/answer'],
    ['renderer/app/main.tsx', 'node:fs'],
    ['renderer/app/main.tsx', 'electron'],
    ['voice/index.ts', '../catalog-sync'],
    ['voice/turn/reducer.ts', '../../native'],
    ['voice/index.ts', '../main/assistant'],
    ['voice/index.ts', '../renderer'],
    ['voice/index.ts', 'electron'],
    ['catalog-sync/index.ts', '../voice'],
    ['catalog-sync/db/open.ts', '../../main/assistant'],
    ['catalog-sync/index.ts', '../main/contract/answer'],
    ['native/index.ts', '../catalog-sync'],
    ['native/index.ts', '../main/cli/daogou'],
    ['main/assistant/index.ts', '../../catalog-sync'],
    ['main/assistant/index.ts', '../kiosk'],
    ['main/assistant/index.ts', 'electron'],
    ['main/assistant/index.ts', 'node:fs'],
    ['main/assistant/index.ts', 'better-sqlite3'],
    ['main/contract/answer.ts', '../kiosk'],
    ['main/contract/answer.ts', 'luxon'],
    ['main/contract/answer.ts', 'node:path'],
    ['main/kiosk/index.ts', '../../voice'],
    ['main/kiosk/index.ts', '../assistant'],
    ['main/ipc/index.ts', '../kiosk/window'],
    ['main/index.ts', './kiosk/window'],
    ['main/index.ts', '../renderer'],
    ['main/processes/voice.ts', '../../voice/turn/reducer'],
    ['main/cli/daogou.ts', '../../catalog-sync/db/open'],
    ['main/cli/daogou.ts', '../assistant/answer/price'],
    ['main/e2e/turn.ts', '../../voice/turn/reducer'],
    ['build/bench.ts', '../catalog-sync/db/open'],
    ['main/assistant/answer/price.test.ts', '../../../catalog-sync'],
    ['main/assistant/evals/questions.ts', '../../../catalog-sync/db/open'],
    ['voice/turn/reducer.test.ts', '../../native'],
  ])('%s → %s', async (file, source) => {
    expect(await complaints(file, from(source))).toHaveLength(1);
  });

  it.each([
    ['a re-export', `export { x } from '../../catalog-sync';`],
    ['a type', `import type { x } from '../../catalog-sync'; export type y = typeof x;`],
    ['a dynamic import', `export const y = () => import('../../catalog-sync');`],
    ['a require', `export const y = require('../../catalog-sync');`],
  ])('%s', async (_kind, code) => {
    expect(await complaints('voice/turn/reducer.ts', code)).toHaveLength(1);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrowsOf, boxOf, mermaidOf, withDiagram, withoutShortcuts } from './diagram.mjs';
import { complaints, readImports } from './imports.mjs';

describe('circles and files that nobody imports', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'daogou-imports-'));
    const files = {
      'package.json': '{"scripts": {"bench": "node build/run-ts.mjs voice/bench.ts"}}',
      'voice/bench.ts': `import { a } from './a'; console.log(a);`,
      'voice/a.ts': `import type { B } from './b'; export const a = 1; export type A = B;`,
      'voice/b.ts': `import type { A } from './a'; export type B = A;`,
      'voice/left-over.ts': `import { a } from './a'; export const c = a;`,
      'voice/a.test.ts': `import { a } from './a'; console.log(a);`,
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('are found, by types alone too; programs and tests need nobody', async () => {
    const { violations } = await readImports(root, ['voice']);
    expect(complaints(violations)).toEqual([
      'a circle of imports: voice/a.ts → voice/b.ts → voice/a.ts',
      expect.stringMatching(/^voice\/left-over\.ts: nobody imports it/),
    ]);
  });
});

describe('fakes and rigs', () => {
  it('are taken by the door of their folder', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'daogou-imports-'));
    try {
      mkdirSync(path.join(root, 'voice/testing'), { recursive: true });
      for (const [file, text] of Object.entries({
        'voice/testing/index.ts': `export { fake } from './fake';`,
        'voice/testing/fake.ts': 'export const fake = 1;',
        'voice/a.test.ts': `import { fake } from './testing'; console.log(fake);`,
        'voice/b.test.ts': `import { fake } from './testing/fake'; console.log(fake);`,
      }))
        writeFileSync(path.join(root, file), text);
      const { violations } = await readImports(root, ['voice']);
      expect(complaints(violations)).toEqual([
        'voice/b.test.ts: take voice/testing/fake.ts from the door of its folder, index.ts',
      ]);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

describe('the drawing', () => {
  it.each([
    ['main/assistant/answer/draft.ts', 'main/assistant'],
    ['main/index.ts', 'main/index.ts'],
    ['voice/turn/reducer.ts', 'voice'],
    ['voice/turn/reducer.test.ts', undefined],
    ['voice/evals/run.ts', undefined],
    ['build/bundle.mjs', undefined],
    ['node_modules/vite/index.js', undefined],
    ['fs/promises', undefined],
  ])('%s belongs to %s', (file, box) => expect(boxOf(file)).toBe(box));

  it('leaves out what is reached another way, and keeps all of a circle', () => {
    const of = (source: string, ...to: string[]) => ({
      source,
      dependencies: to.map((resolved) => ({ resolved })),
    });
    const modules = [
      of('main/cli/a.ts', 'main/words/b.ts', 'main/contract/c.ts', 'main/cli/d.ts'),
      of('main/words/b.ts', 'main/contract/c.ts'),
      of('main/contract/c.ts', 'zod'),
    ];
    expect(mermaidOf(withoutShortcuts(arrowsOf(modules)))).toBe(
      [
        'flowchart TD',
        '  main_cli["main/cli"]',
        '  main_contract["main/contract"]',
        '  main_words["main/words"]',
        '  main_cli --> main_words',
        '  main_words --> main_contract',
      ].join('\n'),
    );
    const circle = arrowsOf([...modules, of('main/contract/e.ts', 'main/words/b.ts')]);
    expect(withoutShortcuts(circle)).toEqual(circle);
  });

  it('replaces only itself', () => {
    const readme = 'a\n<!-- written by npm run diagram -->\nold\n<!-- end of the diagram -->\nz\n';
    const drawn = withDiagram(readme, 'flowchart TD');
    expect(drawn).toContain('a\n<!-- written by npm run diagram -->\n```mermaid\nflowchart TD\n```\n');
    expect(drawn).toMatch(/<!-- end of the diagram -->\nz\n$/);
    expect(withDiagram(drawn, 'flowchart TD')).toBe(drawn);
    expect(() => withDiagram('nothing', '')).toThrow(/no place/);
  });
});

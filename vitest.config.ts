import './build/bundle/no-telemetry.mjs';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './build/test/longest-first.mjs';

/** Data files as the bundles have them: functions that read the text of tables, the bytes of vectors. */
const dataFiles = {
  name: 'data-files',
  enforce: 'pre' as const,
  load(id: string) {
    if (id.endsWith('.csv'))
      return `import { readFileSync } from 'node:fs'; export default () => readFileSync(${JSON.stringify(id)}, 'utf8')`;
    if (id.endsWith('.bin'))
      return `import { readFileSync } from 'node:fs'; export default () => new Uint8Array(readFileSync(${JSON.stringify(id)}))`;
    return undefined;
  },
};

export default defineConfig({
  plugins: [dataFiles],
  test: {
    include: ['{main,renderer,voice,catalog-sync,native,build}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'release/**'],
    setupFiles: ['build/test/fast-check.setup.ts'],
    // A test that hangs ends some time; none is judged by how long it takes.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // Two cores: native add-ons and model loads in every worker would only queue on each other.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
  },
});

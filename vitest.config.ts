import './build/bundle/no-telemetry.mjs';
import { defineConfig } from 'vitest/config';

/** Data files as text, as the bundles have them. */
const csvAsText = { name: 'csv-as-text', transform: (text: string, id: string) => (id.endsWith('.csv') ? `export default ${JSON.stringify(text)}` : undefined) };

export default defineConfig({
  plugins: [csvAsText],
  test: {
    include: ['{main,renderer,voice,catalog-sync,native,build}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', 'dist/**', 'release/**'],
    setupFiles: ['build/test/fast-check.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Two cores: native add-ons and model loads in every worker would only queue on each other.
    maxWorkers: 2,
    pool: 'forks',
  },
});

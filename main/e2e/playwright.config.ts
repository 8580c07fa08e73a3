import '../../build/bundle/no-telemetry.mjs';
import { defineConfig } from '@playwright/test';

/** The real app under Xvfb. One worker: every test owns the two cores, a serial base and a printer. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.e2e.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 360_000,
  expect: { timeout: 60_000 },
  retries: 0,
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON ?? '../../test-results/e2e.json' }],
  ],
  outputDir: '../../test-results/e2e',
});

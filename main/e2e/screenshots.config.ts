import '../../build/bundle/no-telemetry.mjs';
import { defineConfig } from '@playwright/test';

/** `npm run screenshots`: the pictures in the documents, from the real app on the demo store. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  outputDir: '../../test-results/shots',
});

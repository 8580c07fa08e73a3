import '../build/bundle/no-telemetry.mjs';
import { defineConfig } from 'vitest/config';

/**
 * Scenario tests on real PTY pairs, in real time: `npm run test:devices`. One at a time, since each drives
 * its own simulators.
 */
export default defineConfig({
  test: {
    include: ['native/**/*.scenario.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    fileParallelism: false,
    pool: 'forks',
  },
});

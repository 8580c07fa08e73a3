/**
 * `npm run test:mutation`: changes the code on which a shopper's health or money hangs, one small change at a
 * time, and sees whether a test notices. The score stands in main/assistant/README.md.
 */
export default {
  mutate: [
    'main/assistant/answer/{allergens,verdicts,pricing}.ts',
    'main/assistant/understand/{emergency-numbers,label-text,offer-terms}.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'build/mutation/vitest.config.ts' },
  // What these files need, and no more: the sandbox is a copy.
  ignorePatterns: [
    '/*',
    '!/main',
    '!/build',
    '/build/demo-store',
    '/build/eval-stores',
    '!/package.json',
    '!/tsconfig.json',
    '!/vitest.config.ts',
  ],
  // One worker: the other core belongs to whoever works here.
  concurrency: 1,
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'html'],
  clearTextReporter: { logTests: false },
  htmlReporter: { fileName: '.cache/mutation/index.html' },
  tempDirName: '.cache/stryker',
  // Below this the run fails.
  thresholds: { high: 95, low: 90, break: 90 },
};

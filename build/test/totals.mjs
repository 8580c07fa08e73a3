import { readJson } from '../setup/files.mjs';

/** What Vitest's JSON reporter counted; a file that could not even be loaded counts as one failure. */
export function readVitest(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloadable = report.testResults.filter(
    (each) => each.status === 'failed' && each.assertionResults.length === 0,
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * What Playwright's JSON reporter counted; a test that passed on a retry passed, an error outside tests is a
 * failure.
 */
export function readPlaywright(file) {
  const report = readJson(file);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

export function addUp(totals, { ok, passed = 0, failed = 0, skipped = 0 }) {
  totals.passed += passed;
  totals.skipped += skipped;
  // A step that went wrong without a failing test, such as lint, is one failure.
  totals.failed += ok ? failed : Math.max(failed, 1);
}

export const lastWord = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

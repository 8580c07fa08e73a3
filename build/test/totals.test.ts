import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addUp, lastWord, readPlaywright, readVitest } from './totals.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'daogou-totals-'));
function report(value: unknown): string {
  const file = path.join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe('the last line of npm test', () => {
  it('counts a test file that could not be loaded as a failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ];
    const file = report({
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults,
    });
    expect(readVitest(file)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('counts a flaky test as passed and an error outside tests as a failure', () => {
    expect(
      readPlaywright(report({ stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 2 }, errors: [{}] })),
    ).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  it('counts a run that left no report as a failure', () => {
    expect(readVitest('/nowhere')).toMatchObject({ failed: 1 });
    expect(readPlaywright('/nowhere')).toMatchObject({ failed: 1 });
  });

  it('adds up steps with and without counts', () => {
    const totals = { passed: 0, failed: 0, skipped: 0 };
    addUp(totals, { ok: true });
    addUp(totals, { ok: true, passed: 5, failed: 0, skipped: 0 });
    expect(lastWord(totals)).toBe('5 passed, 0 failed');
    addUp(totals, { ok: true, passed: 1, failed: 0, skipped: 2 });
    addUp(totals, { ok: false });
    expect(lastWord(totals)).toBe('6 passed, 1 failed, 2 skipped');
  });
});

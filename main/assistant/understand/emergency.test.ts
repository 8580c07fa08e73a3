import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmIn } from './emergency';

const lines = (name: string): string[] => readFileSync(path.join(__dirname, '../evals/emergencies', name), 'utf8').trim().split('\n');

describe.each(['zh', 'en'])('words of danger in %s', (lang) => {
  const cries = lines(`cries.${lang}.txt`).map((line) => line.split('\t') as [string, string]);
  const lookalikes = lines(`lookalikes.${lang}.txt`);

  it('are sixty cries and sixty lookalikes or more', () => {
    expect(Math.min(new Set(cries.map(([, say]) => say)).size, new Set(lookalikes).size)).toBeGreaterThanOrEqual(60);
  });
  it.each(cries)('%s: %s', (cause, say) => {
    // What is heard for sure, or danger, which gives every number.
    expect([cause, 'danger']).toContain(alarmIn(say).cry);
  });
  it.each(lookalikes)('no cry: %s', (say) => {
    expect(alarmIn(say).cry).toBeUndefined();
  });
});

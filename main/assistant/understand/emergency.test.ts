import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allKinds } from '../goods';
import { alarmIn } from './emergency';

const lines = (name: string): string[] =>
  readFileSync(path.join(__dirname, '../evals/emergencies', name), 'utf8')
    .trim()
    .split('\n');

describe.each(['zh', 'en'])('words of danger in %s', (lang) => {
  const cries = lines(`cries.${lang}.txt`).map((line) => line.split('\t') as [string, string]);
  const lookalikes = lines(`lookalikes.${lang}.txt`);

  it('are sixty cries and sixty lookalikes or more', () => {
    expect(
      Math.min(new Set(cries.map(([, say]) => say)).size, new Set(lookalikes).size),
    ).toBeGreaterThanOrEqual(60);
  });
  it.each(cries)('%s: %s', (cause, say) => {
    // What is heard for sure, or danger, which gives every number.
    expect([cause, 'danger']).toContain(alarmIn(say).cry);
  });
  it.each(lookalikes)('no cry: %s', (say) => {
    expect(alarmIn(say).cry).toBeUndefined();
  });
});

describe('a name alone', () => {
  const names = allKinds().flatMap(({ zh, en }) => [...zh.map(({ text }) => text), ...en]);

  it('of any kind of goods is no cry, nor is a question for it', () => {
    const asked = names.flatMap((name) =>
      /[\u3400-\u9fff]/.test(name)
        ? [name, `${name}在哪`, `有没有${name}`]
        : [name, `where is the ${name}`, `do you have any ${name}?`],
    );
    expect(asked.filter((say) => alarmIn(say).cry !== undefined)).toEqual([]);
  });

  it('of the store’s own goods is none either', () => {
    const isName = (words: string): boolean => words === '绅士';
    expect(alarmIn('绅士在哪', isName)).toEqual({ onlyGoods: true });
  });

  it.each([
    '天气',
    '今天天气',
    '今天',
    '你们',
    '手机',
    'weather',
    'the weather',
    'today',
    'hello',
    'avocado',
    '葱',
  ])('%s is none', (say) => {
    expect(alarmIn(say).cry).toBeUndefined();
  });

  it.each(['着火了', '救命', 'fire!', 'help!', '流血了', '杀人了'])('%s is one', (say) => {
    expect(alarmIn(say).cry).toBeDefined();
  });
});

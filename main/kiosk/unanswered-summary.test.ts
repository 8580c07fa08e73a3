import { expect, it } from 'vitest';
import type { Unanswered } from '../contract';
import { summarize } from './unanswered-summary';

const record = (words: string[], over: Partial<Unanswered> = {}): Unanswered => ({
  at: '2026-11-22T12:00:00.000Z',
  lang: 'zh',
  reason: 'not_carried',
  intent: 'product.location',
  words,
  kinds: ['家居 > 收纳'],
  said: 6,
  ...over,
});

it('counts what was asked for in vain, the most frequent first', () => {
  const rows = summarize([
    record(['鱼竿']),
    record(['帐篷', '睡袋']),
    record(['睡袋', '帐篷'], { kinds: ['运动 > 户外'] }),
    record(['鱼竿'], { reason: 'abstained' }),
    record([]),
  ]);
  expect(rows[0]).toEqual({
    words: ['帐篷', '睡袋'].sort(),
    kinds: ['家居 > 收纳', '运动 > 户外'],
    reason: 'not_carried',
    count: 2,
  });
  expect(rows.slice(1)).toMatchObject([
    { words: ['鱼竿'], reason: 'not_carried' },
    { words: ['鱼竿'], reason: 'abstained' },
    { words: [] },
  ]);
});

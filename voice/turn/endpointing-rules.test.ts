import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Endpointer, type Completeness } from './endpointer';
import { isOwnSpeech, withoutWakeWord } from './own-words';

const FRAME_MS = 32;
/** Silence after a second of speech until the endpoint, milliseconds. */
function patience(completeness: Completeness, syllables = 4, pauseMs = 0): number {
  const endpointer = new Endpointer();
  for (let i = 0; i < 32; i++) endpointer.push(0.9, 'unknown', syllables);
  for (let i = 0; i < pauseMs / FRAME_MS; i++) endpointer.push(0, 'open', syllables);
  for (let i = 0; i < 16; i++) endpointer.push(0.9, 'unknown', syllables);
  for (let i = 1; i < 100; i++)
    if (endpointer.push(0, completeness, syllables) === 'endpoint') return i * FRAME_MS;
  return Infinity;
}

describe('endpointer', () => {
  it('waits between 400 and 1200 ms: less after a whole question, more for one that hangs, for slow speech and after a pause', () => {
    expect(patience('complete')).toBeLessThan(patience('unknown'));
    expect(patience('unknown')).toBeLessThan(patience('open'));
    expect(patience('unknown', 2)).toBeGreaterThan(patience('unknown', 6));
    expect(patience('unknown', 4, 600)).toBeGreaterThan(patience('unknown'));
    for (const c of ['complete', 'unknown', 'open'] as const) {
      expect(patience(c, 1, 900)).toBeLessThanOrEqual(1_216);
      expect(patience(c)).toBeGreaterThanOrEqual(400);
    }
  });

  it('gives up when nobody speaks, and ends whatever is said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 10, maxLength: 10 }),
        (pattern) => {
          const endpointer = new Endpointer();
          let sign: string | undefined;
          for (let i = 0; i < 1_000 && sign !== 'endpoint' && sign !== 'nothing'; i++)
            sign = endpointer.push(pattern[i % 10]!, 'unknown', 5);
          expect(['endpoint', 'nothing']).toContain(sign);
        },
      ),
    );
  });
});

describe('own words', () => {
  it('knows the reply when it hears it, and a question when it hears one', () => {
    const reply = '洗发水在 B3 货架第 2 节，一共 12 款。要我带您过去吗？';
    expect(isOwnSpeech('要我带您过去吗', reply)).toBe(true);
    expect(isOwnSpeech('洗发水在币三货架', reply)).toBe(true);
    expect(isOwnSpeech('有没有护发素', reply)).toBe(false);
    expect(isOwnSpeech('不用了', reply)).toBe(false);
  });

  it('cuts the wake word off a question said in the same breath', () => {
    expect(withoutWakeWord('你好小店洗发水在哪里', ['你好小店'])).toBe('洗发水在哪里');
    expect(withoutWakeWord('小店洗发水在哪里', ['你好小店'])).toBe('洗发水在哪里');
    expect(withoutWakeWord('洗发水在哪里', ['你好小店'])).toBe('洗发水在哪里');
  });
});

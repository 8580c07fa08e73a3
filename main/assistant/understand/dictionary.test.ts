import { describe, expect, it } from 'vitest';
import type { LexiconSpan } from '../../contract';
import { standalone, uncontradicted } from './dictionary';

const span = (
  start: number,
  end: number,
  how: LexiconSpan['how'] = 'exact',
  kind: 'category' | 'term' | 'noun' = 'noun',
  score = 1,
): LexiconSpan => ({ start, end, how, score, entries: [{ kind, ref: 'x', weight: 1 }] });
const noun = (start: number, end: number) => ({ start, end, noun: true });

describe('names and the general dictionary', () => {
  it('lets no half of an unknown noun name something: 花盆 is no 盆', () => {
    expect(uncontradicted([span(4, 5)], [noun(3, 5)])).toEqual([]);
  });

  it('lets a noun be a kind of what it ends with: 鲜牛奶', () => {
    expect(uncontradicted([span(1, 3)], [noun(0, 3)])).toHaveLength(1);
  });

  it('keeps every name where the whole noun is one', () => {
    const spans = [span(0, 3), span(1, 3), span(0, 1)];
    expect(uncontradicted(spans, [noun(0, 3)])).toEqual(spans);
  });

  it("takes a real word for no slip: 'tyres' are no 'trays'", () => {
    expect(uncontradicted([span(0, 5, 'edit')], [{ start: 0, end: 5, noun: false }])).toEqual([]);
  });

  it('takes a real word for another only where both sound the same to the syllable', () => {
    expect(uncontradicted([span(0, 2, 'sound', 'noun', 0.81)], [noun(0, 2)])).toEqual([]);
    expect(uncontradicted([span(0, 2, 'sound', 'noun', 0.95)], [noun(0, 2)])).toHaveLength(1);
  });

  it('lets no sound begin or end inside a word', () => {
    expect(uncontradicted([span(2, 6, 'sound')], [noun(5, 7)])).toEqual([]);
  });
});

describe('cues inside nouns', () => {
  const cue = (start: number, end: number, score = 1) => ({ start, end, tags: ['it'], score });

  it("hears no pronoun in 吉'他', no points in 微'积分', no water in '有热水'器", () => {
    expect(standalone([cue(1, 2)], [noun(0, 2)])).toEqual([]);
    expect(standalone([cue(1, 3)], [noun(0, 3)])).toEqual([]);
    expect(standalone([cue(0, 3)], [noun(1, 4)])).toEqual([]);
  });

  it('hears a cue that is the noun', () => {
    expect(standalone([cue(0, 2)], [noun(0, 2)])).toHaveLength(1);
    expect(standalone([cue(0, 2, 0.8)], [noun(0, 2)])).toEqual([]);
  });
});

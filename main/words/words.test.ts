import { describe, expect, it } from 'vitest';
import { said, standingClauses, type Outcome } from '.';
import en from './messages/en/reasons.json';
import zh from './messages/zh/reasons.json';

const HAN = /[\u4e00-\u9fff]/;
const PLACE = { zh: '清泉洗发水在 B3 货架第 2 节。', en: 'Spring Shampoo is in aisle B3, bay 2.' } as const;

describe('the words of reasons', () => {
  it('are there in both languages, each in its own', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) expect(text, key).toMatch(HAN);
    for (const [key, text] of Object.entries(en)) expect(text, key).toMatch(/^[^\u4e00-\u9fff]{3,}$/);
  });
});

describe('what is said of a command', () => {
  const outcomes: Outcome[] = [
    ...(['leading', 'shown'] as const).map((kind): Outcome => ({ of: 'navigate', ended: { kind } })),
    ...[true, false].map((drawn): Outcome => ({
      of: 'navigate',
      ended: { kind: 'refused', reason: 'battery_low', drawn },
    })),
    ...(['slip', 'coupon', 'knowledge'] as const).map((what): Outcome => ({
      of: 'print',
      what,
      onScreen: true,
      ended: { kind: 'printing' },
    })),
    {
      of: 'print',
      what: 'slip',
      onScreen: true,
      ended: { kind: 'kept', reason: 'paper_out', staff: 'sent' },
    },
    { of: 'print', what: 'slip', onScreen: false, ended: { kind: 'refused', reason: 'no_printer' } },
    ...(['coupon', 'knowledge'] as const).flatMap((what) =>
      [true, false].flatMap((onScreen): Outcome[] => [
        { of: 'print', what, onScreen, ended: { kind: 'printing', count: 2 } },
        { of: 'print', what, onScreen, ended: { kind: 'kept', reason: 'paper_out', count: 2 } },
        {
          of: 'print',
          what,
          onScreen,
          ended: {
            kind: 'partly',
            papers: [
              { kind: 'printing' },
              { kind: 'kept', reason: 'paper_out', staff: 'sent' },
              { kind: 'refused', reason: 'not_found' },
            ],
          },
        },
      ]),
    ),
    ...(['sending', 'sent', 'waiting', 'no_channel'] as const).flatMap((ended) =>
      (['requested', 'unsafe'] as const).map((reason): Outcome => ({ of: 'handoff', reason, ended })),
    ),
    ...(['stop', 'hold', 'go_on', 'volume'] as const).flatMap((of) =>
      (['done', 'idle', 'failed'] as const).map((ended): Outcome => ({ of, ended })),
    ),
  ];
  it.each(['zh', 'en'] as const)('is whole sentences of one language, %s', (lang) => {
    for (const outcome of outcomes) {
      const text = said(lang, PLACE[lang], outcome);
      expect(text, JSON.stringify(outcome)).toMatch(lang === 'zh' ? /。$/ : /[.]$/);
      expect(text, JSON.stringify(outcome)).not.toMatch(lang === 'zh' ? /[a-z]{3,}/i : HAN);
      expect(text).not.toMatch(/undefined|。。| {2}/);
    }
    for (const clause of standingClauses(lang))
      expect(clause).toMatch(lang === 'zh' ? HAN : /^[^\u4e00-\u9fff]+$/);
  });

  it('leads nowhere where there is no map', () => {
    expect(
      said('zh', '', { of: 'navigate', ended: { kind: 'refused', reason: 'no_map', drawn: false } }),
    ).not.toMatch(/请看地图/);
  });
});

import { beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { CommandEnd } from '../contract';
import type { Outcome } from '../words';
import { endOf } from './command-ends';
import { answering, LEAD, rig } from './testing/rig';

const lead = { type: 'navigate', label: '洗发水', aisle: 'B3' } as const;

describe('how a command ended, as a code', () => {
  it.each([
    [{ of: 'navigate', ended: { kind: 'leading' } }, 'done', undefined],
    [{ of: 'navigate', ended: { kind: 'shown' } }, 'shown', undefined],
    [{ of: 'navigate', ended: { kind: 'refused', reason: 'lost', drawn: true } }, 'refused', 'lost'],
    [{ of: 'print', what: 'slip', onScreen: true, ended: { kind: 'printing' } }, 'done', undefined],
    [
      { of: 'print', what: 'slip', onScreen: true, ended: { kind: 'kept', reason: 'paper_out' } },
      'waiting',
      'paper_out',
    ],
    [
      { of: 'print', what: 'slip', onScreen: true, ended: { kind: 'partly', papers: [] } },
      'partly',
      undefined,
    ],
    [{ of: 'handoff', reason: 'requested', ended: 'sent' }, 'done', undefined],
    [{ of: 'handoff', reason: 'requested', ended: 'waiting' }, 'waiting', undefined],
    [{ of: 'handoff', reason: 'requested', ended: 'no_channel' }, 'refused', undefined],
    [{ of: 'hold', ended: 'idle' }, 'idle', undefined],
    [{ of: 'volume', ended: 'failed' }, 'failed', undefined],
  ] as const)('%j: %s, %s', (outcome, ended, reason) => {
    const end = endOf(lead, outcome as Outcome, 12.6);
    expect(CommandEnd.parse(end)).toEqual({ command: 'navigate', ended, reason, ms: 13 });
  });

  it('is overtaken where nothing more was said of it, and done for a stop, which says nothing', () => {
    expect(endOf(lead, undefined, 1).ended).toBe('overtaken');
    expect(endOf({ type: 'stop' }, undefined, 1).ended).toBe('done');
  });
});

describe('a turn', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('bears one id from the question to how its command ended', async () => {
    const r = rig({ ask: () => answering('zh', [LEAD]) });
    const asked = r.director.conversation.ask({ text: '带我去' }, 'turn-1');
    await vi.advanceTimersByTimeAsync(10_000);
    await asked;
    expect(r.called('ask')).toEqual([expect.objectContaining({ turn: 'turn-1', text: '带我去' })]);
    expect(r.called('ended')).toEqual([
      { turn: 'turn-1', end: expect.objectContaining({ command: 'navigate', ended: 'done' }) },
    ]);
  });
});

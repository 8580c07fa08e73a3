import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NavState, PrintState } from '../contract';
import { answering, LEAD, NAV, rig } from './testing/rig';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer that was overtaken', () => {
  it.each(['a newer question', 'somebody who begins to speak', 'somebody who goes home'])(
    'by %s does nothing, says nothing, and its trip ends',
    async (by) => {
      let accept!: (nav: NavState) => void;
      const r = rig({
        ask: () => answering('zh', [LEAD]),
        navigate: () => new Promise((resolve) => (accept = resolve)),
      });
      const first = r.director.conversation.ask({ text: 'first' });
      await vi.advanceTimersByTimeAsync(10);
      r.play.ask = () => answering('zh', [], { text: '新的回答。' });
      if (by === 'a newer question') await r.director.conversation.ask({ text: 'second' });
      else if (by === 'somebody who goes home') r.director.conversation.home();
      else r.director.conversation.onTurn({ turnId: 't9', state: 'listening', source: 'wake' });
      const { view, answer } = r.screen.state;
      accept(NAV);
      await first;
      expect(r.heard()).toEqual(by === 'a newer question' ? ['新的回答。'] : []);
      expect(r.screen.state).toMatchObject({ view, answer });
      expect(r.called('stop')).toHaveLength(1);
      // Where the last shopper was led is not shown to the next.
      expect(r.screen.state.nav.state).toBe(by === 'somebody who goes home' ? 'idle' : 'stopped');
    },
  );

  it('while its paper is being made prints nothing', async () => {
    let made!: (document: unknown) => void;
    const r = rig({
      ask: () => answering('zh', [{ type: 'print', what: 'coupon', ids: ['c1'] }]),
      paper: () => new Promise((resolve) => (made = resolve)),
    });
    const first = r.director.conversation.ask({ text: 'first' });
    await vi.advanceTimersByTimeAsync(10);
    await r.director.conversation.startTurn();
    made({ type: 'text' });
    await first;
    expect(r.called('print')).toEqual([]);
    expect(r.heard()).toEqual([]);
  });

  it('between two of its coupons prints the first and no more, and says nothing', async () => {
    let taken!: (print: PrintState) => void;
    const r = rig({
      ask: () => answering('zh', [{ type: 'print', what: 'coupon', ids: ['c1', 'c2', 'c3'] }]),
      print: () => new Promise((resolve) => (taken = resolve)),
    });
    const first = r.director.conversation.ask({ text: 'first' });
    await vi.advanceTimersByTimeAsync(10);
    await r.director.conversation.startTurn();
    taken({ jobId: 'j1', state: 'queued' });
    await first;
    expect(r.called('print')).toHaveLength(1);
    expect(r.heard()).toEqual([]);
    expect(r.screen.state.print).toMatchObject({ jobId: 'j1', state: 'queued' });
  });

  it('is not asked at all where its turn is not the newest', async () => {
    const r = rig({ ask: () => answering('zh', []) });
    r.director.conversation.onTurn({ turnId: 't1', state: 'listening', source: 'tap' });
    r.director.conversation.onTurn({ turnId: 't2', state: 'listening', source: 'tap' });
    await r.director.conversation.onTranscript({
      turnId: 't1',
      text: 'old',
      lang: 'zh',
      confidence: 1,
      nbest: [],
      ms: { audio: 0, first: 0, total: 0 },
    });
    expect(r.called('ask')).toEqual([]);
  });
});

describe('a tap on the microphone while an answer is being made', () => {
  it('does not leave the screen searching where the voice is away', async () => {
    const r = rig();
    void r.director.conversation.ask({ text: '?' });
    await r.director.conversation.startTurn();
    expect(r.screen.state.turn.state).toBe('idle');
  });
});

describe('a touch while the recognizer is open', () => {
  it.each(['print', 'lead', 'ask'] as const)(
    'closes it first, so that the reply is heard: %s',
    async (what) => {
      const r = rig({ ask: () => answering('zh', []) });
      r.director.conversation.onTurn({ turnId: 't1', state: 'listening', source: 'relisten' });
      if (what === 'print')
        await r.director.printing.printByTouch({ type: 'print', what: 'slip', gtins: ['1'] });
      if (what === 'lead') await r.director.guidance.leadByTouch({ aisle: 'B3', label: 'B3' });
      if (what === 'ask') await r.director.conversation.ask({ text: '?' });
      expect(r.called('cancel')).toHaveLength(1);
      expect(r.heard()).toHaveLength(1);
    },
  );
});

describe('asking back', () => {
  it.each([true, false])(
    'opens the recognizer where the answer says that it asks (%s), whatever its last character is',
    async (asks) => {
      const r = rig({ ask: () => answering('zh', [], { asks, text: asks ? '请再说一遍。' : '到了吗？' }) });
      await r.director.conversation.ask({ text: '?' });
      expect(r.called('speak')).toMatchObject([{ relisten: asks }]);
    },
  );
});

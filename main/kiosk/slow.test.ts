import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DaogouError, type ErrorCode, type Lang } from '../contract';
import { apology, say } from '../words';
import { answering, CARD, LEAD, never, rig, SLIP } from './testing/rig';

/** Whoever waits at a terminal has gone by then, milliseconds. */
const AT_MOST = 11_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each<Lang>(['zh', 'en'])('a part that does not answer is not waited for, %s', (lang) => {
  async function heard(r: ReturnType<typeof rig>, milliseconds = AT_MOST): Promise<string | undefined> {
    r.director.conversation.setLanguage(lang);
    void r.director.conversation.ask({ text: '?' });
    await vi.advanceTimersByTimeAsync(milliseconds);
    return r.heard()[0];
  }

  it('a question: that it took too long, not that the terminal recovers', async () => {
    const r = rig({ ask: never });
    expect(await heard(r)).toBe(apology(lang, 'timeout'));
    expect(r.screen.state.turn).toMatchObject({ state: 'idle', fault: 'timeout' });
  });

  it('an answer that comes after that is dropped', async () => {
    let late!: (result: ReturnType<typeof answering>) => void;
    const r = rig({ ask: () => new Promise((resolve) => (late = resolve)) });
    await heard(r);
    late(answering(lang, []));
    await vi.advanceTimersByTimeAsync(10);
    expect(r.heard()).toHaveLength(1);
    expect(r.screen.state.answer).toBeNull();
  });

  it.each<ErrorCode>(['unavailable', 'timeout', 'internal'])('a question, %s: by why', async (code) => {
    const said = await heard(rig({ ask: () => Promise.reject(new DaogouError(code, 'prose')) }));
    expect(said).toBe(apology(lang, code));
    expect(
      new Set([apology(lang, 'unavailable'), apology(lang, 'timeout'), apology(lang, 'internal')]).size,
    ).toBe(3);
  });

  it('the volume', async () => {
    const r = rig({ ask: () => answering(lang, [{ type: 'volume', change: 'louder' }]), volume: never });
    expect(await heard(r)).toMatch(lang === 'zh' ? /调不了声音/ : /can’t change my voice/);
  });

  it('a slip', async () => {
    const said = await heard(rig({ ask: () => answering(lang, [SLIP]), slip: never }));
    expect(said).toContain(say(lang, 'print.reason.not_made'));
  });

  it('the map: guiding recovers, and nothing is said of the base', async () => {
    const said = await heard(rig({ ask: () => answering(lang, [LEAD]), map: never }));
    expect(said).toContain(say(lang, 'nav.reason.unavailable'));
  });

  it('a call in danger: within seconds, and shown when it came through after all', async () => {
    let taken!: (state: 'sent') => void;
    const r = rig({
      ask: () => answering(lang, [{ type: 'handoff', reason: 'unsafe' }], { intent: 'handoff' }),
      call: () => new Promise((resolve) => (taken = resolve)),
    });
    expect(await heard(r, 5_000)).toMatch(lang === 'zh' ? /还没能通知到店员/ : /not been reached yet/);
    expect(r.screen.state.call?.state).toBe('waiting');
    taken('sent');
    await vi.advanceTimersByTimeAsync(10);
    expect(r.screen.state.call?.state).toBe('sent');
  });

  it('an item that was tapped: the page is told', async () => {
    const r = rig({ card: never });
    const opened = r.director.conversation.openItem(CARD.gtin).catch((error: DaogouError) => error.code);
    await vi.advanceTimersByTimeAsync(AT_MOST);
    expect(await opened).toBe('timeout');
  });
});

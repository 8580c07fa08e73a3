import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DaogouError, type Lang, type Scan, type ScanProblem } from '../contract';
import { say } from '../words';
import { answering, CARD, never, rig, type Script } from './testing/rig';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const GTIN = { kind: 'gtin', gtin: CARD.gtin } as const;

describe.each<Lang>(['zh', 'en'])('a scan, %s', (lang) => {
  const nowhere: [ScanProblem, Pick<Scan, 'kind' | 'gtin'>, Partial<Script>][] = [
    ['not_carried', GTIN, { card: () => null }],
    ['unavailable', GTIN, { card: () => Promise.reject(new DaogouError('unavailable', 'restarting')) }],
    ['unavailable', GTIN, { card: never }],
    ['member', { kind: 'member' }, {}],
    ['no_product', { kind: 'url' }, {}],
    ['no_product', { kind: 'unknown' }, {}],
  ];
  it.each(nowhere)('that leads nowhere is said and shown: %s', async (problem, scan, script) => {
    const r = rig(script);
    r.director.conversation.setLanguage(lang);
    r.director.conversation.onScan(scan);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(r.heard()).toEqual([say(lang, `scan.${problem}`)]);
    expect(r.screen.state.scan).toEqual({ problem, count: 1 });
    r.director.conversation.onScan(scan);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(r.screen.state.scan).toEqual({ problem, count: 2 });
    r.director.conversation.home();
    expect(r.screen.state.scan).toBeNull();
  });

  it('of an item opens it, and no problem is told', async () => {
    const r = rig({ ask: () => answering(lang, [], { intent: 'product.location' }) });
    r.director.conversation.onScan(GTIN);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(r.called('ask')).toMatchObject([{ gtin: CARD.gtin }]);
    expect(r.screen.state.scan).toBeNull();
  });

  it('of a shopper who has gone is told to nobody', async () => {
    let found!: (card: null) => void;
    const r = rig({ card: () => new Promise((resolve) => (found = resolve)) });
    r.director.conversation.onScan(GTIN);
    await vi.advanceTimersByTimeAsync(10);
    r.director.conversation.home();
    found(null);
    await vi.advanceTimersByTimeAsync(10);
    expect(r.heard()).toEqual([]);
    expect(r.screen.state.scan).toBeNull();
  });
});

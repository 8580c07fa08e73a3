import { describe, expect, it } from 'vitest';
import { createPageWatchdog, WATCHDOG, type Loss } from './page-watchdog';

const PAGE = 'own';
const ATTENTION = 'attention';

/** A browser as far as the watchdog sees it; the real one is in e2e/page.e2e.ts. */
function rig() {
  const done: string[] = [];
  const losses: Loss[] = [];
  let url = '';
  const show = (next: string) => (): void => {
    done.push(next);
    url = next;
    watchdog.navigated(next);
  };
  const watchdog = createPageWatchdog({
    load: show(PAGE),
    showAttention: show(ATTENTION),
    end: () => void done.push('end'),
    url: () => url,
    isTerminalPage: (at) => at === PAGE,
    isAttention: (at) => at === ATTENTION,
    onLost: (loss) => losses.push(loss),
    log: { info: () => {}, error: () => {} },
  });
  const ticks = (count: number, each = (): void => {}): void => {
    for (let i = 0; i < count; i++) {
      each();
      watchdog.tick();
    }
  };
  watchdog.start();
  return {
    watchdog,
    done,
    losses,
    ticks,
    goTo: (next: string) => ((url = next), watchdog.navigated(next)),
    at: () => url,
  };
}

describe('the page watchdog', () => {
  it('leaves a page alone that says it lives', () => {
    const { watchdog, done, ticks } = rig();
    ticks(1_000, () => watchdog.alive());
    expect(done).toEqual([PAGE]);
  });

  it('ends a page that hangs and begins it anew at once', () => {
    const { watchdog, done, losses, ticks } = rig();
    watchdog.alive();
    ticks(WATCHDOG.hangAfter);
    expect(done).toEqual([PAGE]);
    ticks(1);
    expect(done).toEqual([PAGE, 'end']);
    watchdog.died();
    expect(done).toEqual([PAGE, 'end', PAGE]);
    expect(losses).toEqual(['hangs']);
  });

  it('begins anew also when nobody reports the end of the hanging page', () => {
    const { watchdog, done, ticks } = rig();
    watchdog.unresponsive();
    ticks(WATCHDOG.endWithin + 1);
    expect(done).toEqual([PAGE, 'end', PAGE]);
  });

  it('gives a page that never draws itself longer, then begins it anew', () => {
    const { done, ticks } = rig();
    ticks(WATCHDOG.drawnWithin);
    expect(done).toEqual([PAGE]);
    ticks(1);
    expect(done).toEqual([PAGE, 'end']);
  });

  it('shows the static screen when the page dies again and again, and tries again after a rest, for ever', () => {
    const { watchdog, done, ticks, at } = rig();
    watchdog.died();
    expect(at()).toBe(PAGE);
    for (const wait of [...WATCHDOG.backOff.slice(1), WATCHDOG.rest, WATCHDOG.rest, WATCHDOG.rest]) {
      ticks(1, () => watchdog.alive());
      watchdog.died();
      expect(at()).toBe(ATTENTION);
      ticks(wait - 1);
      expect(at()).toBe(ATTENTION);
      ticks(1);
      expect(at()).toBe(PAGE);
    }
    expect(done.filter((each) => each === 'end')).toEqual([]);
    ticks(WATCHDOG.lossWindow, () => watchdog.alive());
    watchdog.died();
    expect(at()).toBe(PAGE);
  });

  it('draws the static screen again when that one dies too', () => {
    const { watchdog, done, ticks } = rig();
    watchdog.died();
    for (const wait of WATCHDOG.backOff.slice(1)) {
      watchdog.died();
      ticks(wait);
    }
    watchdog.died();
    const shown = (): number => done.filter((each) => each === ATTENTION).length;
    const before = shown();
    watchdog.died();
    ticks(WATCHDOG.attentionAgain - 1);
    expect(shown()).toBe(before);
    ticks(1);
    expect(shown()).toBe(before + 1);
    expect(done.at(-1)).toBe(ATTENTION);
  });

  it.each(['about:blank', 'https://example.com/', 'app://terminal/assets/x.js'])(
    'brings the terminal’s page back from %s',
    (foreign) => {
      const { watchdog, losses, goTo, at } = rig();
      watchdog.alive();
      goTo(foreign);
      expect(at()).toBe(PAGE);
      expect(losses).toEqual(['foreign']);
    },
  );

  it('sees a page that loads itself again and again', () => {
    const { goTo, losses, at } = rig();
    for (let i = 0; i < WATCHDOG.backOff.length; i++) goTo(PAGE);
    expect([losses, at()]).toEqual([[], PAGE]);
    goTo(PAGE);
    expect([losses, at()]).toEqual([['restarts_itself'], ATTENTION]);
  });

  it('lets a page that stood for a while load itself again as often as it likes', () => {
    const { watchdog, goTo, ticks, losses, at } = rig();
    for (let i = 0; i < 3 * WATCHDOG.backOff.length; i++) {
      ticks(WATCHDOG.settledAfter, () => watchdog.alive());
      goTo(PAGE);
    }
    expect([losses, at()]).toEqual([[], PAGE]);
  });

  it('begins anew when the page could not be loaded', () => {
    const { watchdog, losses, done } = rig();
    watchdog.failedToLoad();
    expect(losses).toEqual(['not_loaded']);
    expect(done).toEqual([PAGE, PAGE]);
  });
});

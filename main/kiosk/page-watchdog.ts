/** Why a page is given up and begun anew. */
export type Loss = 'hangs' | 'died' | 'foreign' | 'not_loaded' | 'restarts_itself';

/**
 * All durations are in ticks of about a second: what stops main's clock (a sleeping or stalled machine) stops
 * the watchdog's too, and no page is ended for it.
 */
export const WATCHDOG = {
  tickMs: 1_000,
  /** No heartbeat for so long once the page has drawn itself; the page sends one every two seconds. */
  hangAfter: 15,
  /** No first heartbeat for so long after the page began to load. */
  drawnWithin: 30,
  /** An ended page whose end nobody reported. */
  endWithin: 5,
  /**
   * Wait before the first, second, third new beginning; after as many losses within the window it waits for
   * long.
   */
  backOff: [0, 2, 5],
  lossWindow: 300,
  rest: 60,
  /**
   * A page that stood for so long and then loads itself again is whole: only restarts in quick succession are
   * a fault.
   */
  settledAfter: 20,
  /** Wait before the screen that stands in is drawn again, where that one died too. */
  attentionAgain: 5,
} as const;

export interface WatchedPage {
  /** Begins to load the terminal's page. */
  load(): void;
  /** Begins to load the screen that stands in for it: static, 'please ask our staff' in both languages. */
  showAttention(): void;
  /** Ends the page's process; `died` is called when it is gone. */
  end(): void;
  url(): string;
  isTerminalPage(url: string): boolean;
  isAttention(url: string): boolean;
  /** The shopper has no screen from now on, and no stop button on it. */
  onLost(loss: Loss): void;
  log: { info(o: object, m: string): void; error(o: object, m: string): void };
}

export interface PageWatchdog {
  start(): void;
  /** The page drew itself and its event loop turns. */
  alive(): void;
  /** Chromium saw the page not answer to a touch. */
  unresponsive(): void;
  died(): void;
  failedToLoad(): void;
  navigated(url: string): void;
  tick(): void;
}

/**
 * Keeps the terminal's page on the screen: one that hangs is ended, one that died, left or draws nothing is
 * begun anew, at first at once and then with back-off; one that is lost again and again gives way to a static
 * screen and is tried again after a rest. The screen is never left empty.
 */
export function createPageWatchdog(page: WatchedPage): PageWatchdog {
  let now = 0;
  let state: 'page' | 'ending' | 'attention' = 'page';
  let since = 0;
  let heard: number | undefined;
  let expected = false;
  let tryAt = Infinity;
  let drawAttentionAt = Infinity;
  let losses: number[] = [];

  const enter = (next: typeof state): void => {
    state = next;
    since = now;
  };
  const load = (): void => {
    enter('page');
    heard = undefined;
    expected = true;
    tryAt = drawAttentionAt = Infinity;
    page.load();
  };
  const showAttention = (): void => {
    drawAttentionAt = Infinity;
    page.showAttention();
  };
  const lose = (loss: Loss): void => {
    losses = [...losses.filter((at) => now - at < WATCHDOG.lossWindow), now];
    const wait = WATCHDOG.backOff[losses.length - 1] ?? WATCHDOG.rest;
    page.log.error(
      { loss, losses: losses.length, wait },
      wait === WATCHDOG.rest
        ? 'the page is lost again and again; the screen says to ask staff'
        : 'the page is lost; beginning it anew',
    );
    page.onLost(loss);
    if (wait === 0) return load();
    enter('attention');
    tryAt = now + wait;
    showAttention();
  };
  const end = (): void => {
    enter('ending');
    page.end();
  };

  const checkPage = (): void => {
    if (!expected && !page.isTerminalPage(page.url())) return lose('foreign');
    const silent = now - (heard ?? since);
    if (silent > (heard === undefined ? WATCHDOG.drawnWithin : WATCHDOG.hangAfter)) end();
  };

  return {
    start: load,
    alive() {
      if (state !== 'page') return;
      if (heard === undefined) page.log.info({ losses: losses.length }, 'the page is up');
      heard = now;
    },
    unresponsive() {
      if (state === 'page') end();
    },
    died() {
      if (state === 'attention') drawAttentionAt = now + WATCHDOG.attentionAgain;
      else lose(state === 'ending' ? 'hangs' : 'died');
    },
    failedToLoad() {
      if (state === 'attention') drawAttentionAt = now + WATCHDOG.attentionAgain;
      else if (state === 'page') lose('not_loaded');
    },
    navigated(url) {
      if (state === 'attention') {
        if (!page.isAttention(url)) drawAttentionAt = now + WATCHDOG.attentionAgain;
        return;
      }
      if (state !== 'page') return;
      if (!page.isTerminalPage(url)) return lose('foreign');
      if (expected) expected = false;
      else restartedItself();
    },
    tick() {
      now += 1;
      if (state === 'page') checkPage();
      else if (state === 'ending') {
        if (now - since > WATCHDOG.endWithin) lose('hangs');
      } else if (now >= tryAt) load();
      else if (now >= drawAttentionAt) showAttention();
    },
  };

  /** A page that found itself broken loads itself again; that counts, but needs no help the first times. */
  function restartedItself(): void {
    const settled = heard !== undefined && now - since >= WATCHDOG.settledAfter;
    heard = undefined;
    since = now;
    if (settled) return;
    const recent = losses.filter((at) => now - at < WATCHDOG.lossWindow);
    if (recent.length < WATCHDOG.backOff.length) losses = [...recent, now];
    else lose('restarts_itself');
  }
}

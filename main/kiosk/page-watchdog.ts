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
  return new Watchdog(page);
}

class Watchdog implements PageWatchdog {
  /** Ticks so far. */
  #now = 0;
  #state: 'page' | 'ending' | 'attention' = 'page';
  #since = 0;
  #heard: number | undefined;
  /** Whether the page has been told to load and has not yet. */
  #expected = false;
  #tryAt = Infinity;
  #drawAttentionAt = Infinity;
  #losses: number[] = [];

  constructor(private readonly page: WatchedPage) {}

  start(): void {
    this.#enter('page');
    this.#heard = undefined;
    this.#expected = true;
    this.#tryAt = this.#drawAttentionAt = Infinity;
    this.page.load();
  }

  alive(): void {
    if (this.#state !== 'page') return;
    if (this.#heard === undefined) this.page.log.info({ losses: this.#losses.length }, 'the page is up');
    this.#heard = this.#now;
  }

  unresponsive(): void {
    if (this.#state === 'page') this.#end();
  }

  died(): void {
    if (this.#state === 'attention') this.#drawAttentionSoon();
    else this.#lose(this.#state === 'ending' ? 'hangs' : 'died');
  }

  failedToLoad(): void {
    if (this.#state === 'attention') this.#drawAttentionSoon();
    else if (this.#state === 'page') this.#lose('not_loaded');
  }

  navigated(url: string): void {
    if (this.#state === 'attention') {
      if (!this.page.isAttention(url)) this.#drawAttentionSoon();
      return;
    }
    if (this.#state !== 'page') return;
    if (!this.page.isTerminalPage(url)) return this.#lose('foreign');
    if (this.#expected) this.#expected = false;
    else this.#restartedItself();
  }

  tick(): void {
    this.#now += 1;
    if (this.#state === 'page') this.#checkPage();
    else if (this.#state === 'ending') {
      if (this.#now - this.#since > WATCHDOG.endWithin) this.#lose('hangs');
    } else if (this.#now >= this.#tryAt) this.start();
    else if (this.#now >= this.#drawAttentionAt) this.#showAttention();
  }

  #enter(next: 'page' | 'ending' | 'attention'): void {
    this.#state = next;
    this.#since = this.#now;
  }

  #showAttention(): void {
    this.#drawAttentionAt = Infinity;
    this.page.showAttention();
  }

  #drawAttentionSoon(): void {
    this.#drawAttentionAt = this.#now + WATCHDOG.attentionAgain;
  }

  #recentLosses(): number[] {
    return this.#losses.filter((at) => this.#now - at < WATCHDOG.lossWindow);
  }

  #lose(loss: Loss): void {
    this.#losses = [...this.#recentLosses(), this.#now];
    const wait = WATCHDOG.backOff[this.#losses.length - 1] ?? WATCHDOG.rest;
    this.page.log.error(
      { loss, losses: this.#losses.length, wait },
      wait === WATCHDOG.rest
        ? 'the page is lost again and again; the screen says to ask staff'
        : 'the page is lost; beginning it anew',
    );
    this.page.onLost(loss);
    if (wait === 0) return this.start();
    this.#enter('attention');
    this.#tryAt = this.#now + wait;
    this.#showAttention();
  }

  #end(): void {
    this.#enter('ending');
    this.page.end();
  }

  #checkPage(): void {
    if (!this.#expected && !this.page.isTerminalPage(this.page.url())) return this.#lose('foreign');
    const silent = this.#now - (this.#heard ?? this.#since);
    if (silent > (this.#heard === undefined ? WATCHDOG.drawnWithin : WATCHDOG.hangAfter)) this.#end();
  }

  /** A page that found itself broken loads itself again; that counts, but needs no help the first times. */
  #restartedItself(): void {
    const settled = this.#heard !== undefined && this.#now - this.#since >= WATCHDOG.settledAfter;
    this.#heard = undefined;
    this.#since = this.#now;
    if (settled) return;
    const recent = this.#recentLosses();
    if (recent.length < WATCHDOG.backOff.length) this.#losses = [...recent, this.#now];
    else this.#lose('restarts_itself');
  }
}

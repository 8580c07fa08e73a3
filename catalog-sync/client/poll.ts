/** Milliseconds that a first retry waits; it doubles up to the poll interval. */
const FIRST_RETRY_MS = 30_000;
/** A closed window is looked at again at least so often: clocks are set, terminals sleep. */
const LONGEST_SLEEP_MS = 30 * 60_000;
const DAY_MINUTES = 24 * 60;

/**
 * Hours in which to poll, minutes since midnight of the store's time; one that ends before it begins goes
 * over midnight.
 */
export interface PollWindow {
  from: number;
  to: number;
}

/** `01:00-05:00`; nothing for ''. */
export function parseWindow(text: string): PollWindow | undefined {
  const parts = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)?.slice(1).map(Number);
  if (!parts) return undefined;
  const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = parts;
  return { from: h1 * 60 + m1, to: h2 * 60 + m2 };
}

/** Milliseconds until the window opens (0: it is open) and how long it stays open then. */
export function untilOpen(
  { from, to }: PollWindow,
  now: Date,
  timeZone?: string,
): { wait: number; open: number } {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(now);
  const [h = 0, m = 0, s = 0] = clock.split(':').map(Number);
  const minute = h * 60 + m + s / 60;
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const since = (minute - from + DAY_MINUTES) % DAY_MINUTES;
  return since < length
    ? { wait: 0, open: (length - since) * 60_000 }
    : { wait: (DAY_MINUTES - since) * 60_000, open: length * 60_000 };
}

export interface PollPlan {
  /** Between polls. */
  minutes: number;
  window?: PollWindow;
  /** IANA zone of the store, once it is known; default the machine's. */
  timeZone?: () => string | undefined;
  /** Nothing to answer from yet: polls at any hour. */
  urgent?: () => boolean;
  clock?: () => Date;
  random?: () => number;
}

/**
 * Polls at once, then every `minutes` spread by a quarter either way, so that a fleet that was switched on
 * together does not ask together; with a window only inside it, the first time at a random moment of the
 * first interval. After a failure it comes back sooner, with growing waits. Returns how to stop.
 */
export function startPolling(plan: PollPlan, poll: () => Promise<boolean>): () => void {
  const {
    minutes,
    window,
    timeZone = () => undefined,
    urgent = () => false,
    clock = () => new Date(),
    random = Math.random,
  } = plan;
  const interval = minutes * 60_000;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let stopped = false;
  const after = (ms: number, then: () => void) => {
    if (!stopped) timer = setTimeout(then, ms);
  };
  /** Sleeps until the window is open, then for a random share of the first interval in it. */
  const awaitWindow = (slept: boolean) => {
    const { wait, open } =
      window && !urgent() ? untilOpen(window, clock(), timeZone()) : { wait: 0, open: 0 };
    if (wait > 0) after(Math.min(wait, LONGEST_SLEEP_MS), () => awaitWindow(true));
    else if (slept) after(random() * Math.min(interval, open), () => void run());
    else void run();
  };
  const run = async () => {
    failures = (await poll().catch(() => false)) ? 0 : failures + 1;
    const wait = failures === 0 ? interval : Math.min(interval, FIRST_RETRY_MS * 2 ** (failures - 1));
    after(wait * (0.75 + random() / 2), () => awaitWindow(false));
  };
  awaitWindow(window !== undefined);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

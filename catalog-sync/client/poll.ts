/** Milliseconds that a first retry waits; it doubles up to the poll interval. */
const FIRST_RETRY_MS = 30_000;

/**
 * Polls at once, then every `minutes` spread by a quarter either way, so that a fleet that was switched on together does not ask together.
 * After a failure it comes back sooner, with growing waits. Returns how to stop.
 */
export function startPolling(minutes: number, poll: () => Promise<boolean>, random: () => number = Math.random): () => void {
  const interval = minutes * 60_000;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let stopped = false;
  const run = async () => {
    failures = (await poll().catch(() => false)) ? 0 : failures + 1;
    if (stopped) return;
    const wait = failures === 0 ? interval : Math.min(interval, FIRST_RETRY_MS * 2 ** (failures - 1));
    timer = setTimeout(() => void run(), wait * (0.75 + random() / 2));
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/**
 * The same items until the signal fires; then it ends at once, even while the next item is still being made.
 */
export async function* abortable<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let stop = (): void => undefined;
  const stopped = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)));
  signal?.addEventListener('abort', stop, { once: true });
  try {
    while (!signal?.aborted) {
      const next = iterator.next();
      next.catch(() => undefined);
      const item = await Promise.race([next, stopped]);
      if (item === undefined || item.done) return;
      yield item.value;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    void iterator.return?.().catch(() => undefined);
  }
}

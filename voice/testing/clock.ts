interface Due {
  at: number;
  run: () => void;
}

/** Time that passes only when a test lets it, so that a watchdog of 25 seconds bites at once. */
export class VirtualClock {
  #now = 0;
  readonly #due = new Set<Due>();

  readonly now = (): number => this.#now;

  /** What still waits for its time; none where everything was cleaned up. */
  get waiting(): number {
    return this.#due.size;
  }

  /** Calls `run` once; the answer takes it back. */
  readonly after = (ms: number, run: () => void): (() => void) => {
    const due = { at: this.#now + ms, run };
    this.#due.add(due);
    return () => void this.#due.delete(due);
  };

  readonly every = (ms: number, run: () => void): (() => void) => {
    let stop = (): void => {};
    const again = (): void => {
      stop = this.after(ms, () => {
        again();
        run();
      });
    };
    again();
    return () => stop();
  };

  /** Resolves after so long, or at once when the signal fires. */
  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const stop = this.after(ms, resolve);
      signal?.addEventListener('abort', () => {
        stop();
        resolve();
      });
    });

  /** Lets time pass, step by step, each with all that follows from it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const next = [...this.#due].sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > end) break;
      this.#due.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = end;
  }
}

/** Lets promises that are fulfilled already go on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

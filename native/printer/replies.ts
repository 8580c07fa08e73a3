interface Waiter {
  readonly want: (byte: number) => boolean;
  readonly give: (byte: number | undefined) => void;
}

/**
 * Sorts the bytes a printer sends back to the questions they answer, in order. A byte nobody asked for
 * (noise, or an answer that came too late) is dropped, so nothing is held back and the next question starts
 * clean.
 */
export class ReplyReader {
  #waiters: Waiter[] = [];

  /** Takes received bytes in. */
  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      const k = this.#waiters.findIndex(({ want }) => want(byte));
      if (k >= 0) this.#waiters.splice(k, 1)[0]!.give(byte);
    }
  }

  /**
   * The next byte of this kind; undefined when none came within `milliseconds`. Asked before the question is
   * sent.
   */
  next(want: (byte: number) => boolean, milliseconds: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiter.give(undefined), milliseconds);
      const waiter: Waiter = {
        want,
        give: (byte) => {
          clearTimeout(timer);
          this.#waiters = this.#waiters.filter((other) => other !== waiter);
          resolve(byte);
        },
      };
      this.#waiters.push(waiter);
    });
  }

  /** Gives all open questions up. */
  forget(): void {
    for (const waiter of [...this.#waiters]) waiter.give(undefined);
  }

  /** Questions not answered yet. */
  get open(): number {
    return this.#waiters.length;
  }
}

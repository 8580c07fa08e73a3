import { setTimeout as wait } from 'node:timers/promises';
import type { Understood } from '../../../main/contract';

/** A clause to be rendered ahead; a `part` is one that others begin with. */
export interface Job {
  readonly text: string;
  readonly lang: Understood;
  readonly part?: boolean;
}

/** Idle time before rendering goes on, milliseconds: a conversation's own gaps aren't idleness. */
const SETTLE_MS = 1_500;
/** Breath between two pieces, so that the recognizer and the screen always get the processor. */
const BREATH_MS = 40;

/**
 * Renders clauses one by one in the background; stops while anything is said or heard. A new list replaces
 * what is left of the old.
 */
export class Prerenderer {
  private pauses = 0;
  private held = false;
  private busyUntil = 0;
  private generation = 0;
  private current: AbortController | undefined;
  private wake: (() => void) | undefined;

  constructor(private readonly render: (job: Job, signal: AbortSignal) => Promise<void>) {}

  /**
   * Stops rendering until the returned function is called. What is being rendered is given up as soon as it
   * can be.
   */
  pause(): () => void {
    this.pauses++;
    this.current?.abort();
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.pauses--;
      this.settle();
    };
  }

  hold(on: boolean): void {
    if (on) this.current?.abort();
    this.held = on;
    this.settle();
  }

  /** Resolves when all are rendered, another list came, the signal fired, or speech output closed. */
  async replace(jobs: readonly Job[], signal?: AbortSignal): Promise<void> {
    const generation = ++this.generation;
    this.current?.abort();
    const live = (): boolean => generation === this.generation && signal?.aborted !== true;
    for (let i = 0; i < jobs.length && live();) {
      await this.idle(live);
      const job = jobs[i];
      if (!job || !live()) break;
      const abort = new AbortController();
      this.current = abort;
      const stop = (): void => abort.abort();
      signal?.addEventListener('abort', stop, { once: true });
      try {
        await this.render(job, abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) throw error;
      } finally {
        signal?.removeEventListener('abort', stop);
        if (this.current === abort) this.current = undefined;
      }
      if (!abort.signal.aborted) i++;
      await wait(BREATH_MS);
    }
  }

  close(): void {
    this.generation++;
    this.current?.abort();
    this.wake?.();
  }

  private settle(): void {
    this.busyUntil = performance.now() + SETTLE_MS;
    this.wake?.();
  }

  private async idle(live: () => boolean): Promise<void> {
    while (live()) {
      const quiet = this.busyUntil - performance.now();
      if (this.pauses === 0 && !this.held && quiet <= 0) return;
      const woken = new Promise<void>((resolve) => (this.wake = resolve));
      await Promise.race(this.pauses === 0 && !this.held ? [woken, wait(quiet)] : [woken]);
    }
  }
}

import type { Database } from '../db/open';
import { mayBeNow } from './retention';

export interface Outgoing {
  id: number;
  topic: string;
  payload: string;
  retain: boolean;
}

/** Messages that must reach the broker, in order, at least once; they wait here for as long as it is away. */
export class Outbox {
  readonly #listeners = new Set<() => void>();
  readonly #doneListeners = new Set<() => void>();

  constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
  ) {}

  /**
   * To be called inside the transaction of what the message tells. A retained message takes the place of an
   * older one of its topic; of others at most `most` wait, the newest.
   */
  add(
    topic: string,
    payload: string,
    { retain = false, most }: { retain?: boolean; most?: number } = {},
  ): void {
    if (retain) this.db.prepare('DELETE FROM outbox WHERE topic = ? AND retain = 1').run(topic);
    this.db
      .prepare('INSERT INTO outbox (topic, payload, retain, created_at) VALUES (?, ?, ?, ?)')
      .run(topic, payload, retain ? 1 : 0, this.clock().toISOString());
    if (most !== undefined) {
      this.db
        .prepare(
          'DELETE FROM outbox WHERE topic = ? AND id <= (SELECT id FROM outbox WHERE topic = ? ORDER BY id DESC LIMIT 1 OFFSET ?)',
        )
        .run(topic, topic, most);
    }
    // After the transaction has ended, whoever began it.
    queueMicrotask(() => this.#listeners.forEach((listener) => listener()));
  }

  /** Oldest first, from those after the id `after`. */
  waiting(after = 0, limit = 100): Outgoing[] {
    const rows = this.db
      .prepare('SELECT id, topic, payload, retain FROM outbox WHERE id > ? ORDER BY id LIMIT ?')
      .all(after, limit) as (Omit<Outgoing, 'retain'> & { retain: number })[];
    return rows.map((row) => ({ ...row, retain: row.retain === 1 }));
  }

  length(): number {
    return (this.db.prepare('SELECT count(*) AS n FROM outbox').get() as { n: number }).n;
  }

  /** The broker has it. */
  done(id: number): void {
    this.db.prepare('DELETE FROM outbox WHERE id = ?').run(id);
    this.#doneListeners.forEach((listener) => listener());
  }

  /** True while a message of this topic has not been taken by the broker. */
  waits(topic: string): boolean {
    return this.db.prepare('SELECT 1 FROM outbox WHERE topic = ? LIMIT 1').get(topic) !== undefined;
  }

  /** Calls back when the broker has taken a message; returns how to stop. */
  onDone(listener: () => void): () => void {
    this.#doneListeners.add(listener);
    return () => this.#doneListeners.delete(listener);
  }

  /**
   * Forgets what has waited since before that time (RFC 3339) on topics with that part; true where there was
   * something. Retained messages stay: they tell what is.
   */
  forget(before: string, topicPart: string): boolean {
    // Put in by a clock that ran ahead: they wait no longer than others from here on.
    const now = this.clock();
    if (mayBeNow(now))
      this.db
        .prepare('UPDATE outbox SET created_at = ? WHERE created_at > ?')
        .run(now.toISOString(), now.toISOString());
    return (
      this.db
        .prepare("DELETE FROM outbox WHERE retain = 0 AND created_at < ? AND topic LIKE '%/' || ? || '/%'")
        .run(before, topicPart).changes > 0
    );
  }

  /** Calls back when something was added; returns how to stop. */
  onAdded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

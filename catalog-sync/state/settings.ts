import { randomUUID } from 'node:crypto';
import type { Database } from '../db/open';

/** Small facts that the terminal keeps: text by key. */
export class Settings {
  constructor(private readonly db: Database) {}

  get(key: string): string | undefined {
    return (
      this.db.prepare('SELECT value FROM setting WHERE key = ?').get(key) as { value: string } | undefined
    )?.value;
  }

  set(key: string, value: string): void {
    this.db.prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)').run(key, value);
  }

  /** Made once, kept for ever. */
  terminalId(): string {
    this.db
      .prepare('INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)')
      .run('terminal_id', randomUUID());
    return this.get('terminal_id') as string;
  }
}

/** What happened how often, for the fleet's heartbeat. */
export class Counters {
  constructor(private readonly db: Database) {}

  add(key: string, by = 1): void {
    this.db
      .prepare(
        'INSERT INTO counter (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value',
      )
      .run(key, by);
  }

  all(): Record<string, number> {
    const rows = this.db.prepare('SELECT key, value FROM counter').all() as { key: string; value: number }[];
    return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  }
}

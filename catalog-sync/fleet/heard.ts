import { z } from 'zod';
import { UNANSWERED_DAYS } from '../../main/contract';
import type { Database } from '../db/open';
import { openPrivate } from '../state/open-private';
import { endFuture, noLater } from '../state/retention';
import { daysAgo } from '../state/unanswered';
import { Gone, Heartbeat, StaffCall, UnansweredRecord } from './messages';

/** One thing a desk learnt, as it was applied. */
export type FleetNews =
  | ({ kind: 'terminal'; store: string; terminal: string } & (
      (Omit<Heartbeat, 'online'> & { online: boolean }) | { online: false }
    ))
  | ({ kind: 'call'; store: string; terminal: string } & StaffCall)
  | ({ kind: 'unanswered'; store: string; terminal: string } & UnansweredRecord);

const migrations = [
  {
    id: 1,
    sql: `
CREATE TABLE heard (id TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX heard_at ON heard (at);
CREATE TABLE latest (kind TEXT NOT NULL, store TEXT NOT NULL, terminal TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, store, terminal)) WITHOUT ROWID;
CREATE TABLE question (id TEXT PRIMARY KEY, store TEXT NOT NULL, terminal TEXT NOT NULL, at TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
`,
  },
  // The rows before held sentences.
  { id: 2, sql: 'DELETE FROM question; CREATE INDEX question_at ON question (at);' },
  // Ids and kinds were any text: what may hold a number that is nobody's to keep goes.
  {
    id: 3,
    sql: `
DELETE FROM question WHERE length(id) <> 36 OR json_extract(json, '$.kinds') GLOB '*[0-9][0-9][0-9][0-9][0-9]*';
CREATE INDEX question_from ON question (store, terminal, at);
`,
  },
];

/** Ids are remembered longer than any session keeps a message. */
const REMEMBERED_MS = 60 * 86_400_000;

const Question = UnansweredRecord.extend({
  kind: z.literal('unanswered'),
  store: z.string(),
  terminal: z.string(),
});

/** Questions kept of one terminal, and of all together; the oldest go first. */
export const MOST_OF_ONE = 5_000;
export const MOST_OF_ALL = 200_000;
/** Counting all takes a while: they are counted again after so many. */
const COUNTED_EVERY = 1_000;

export const openHeard = (file: string): Database => openPrivate(file, migrations);

/**
 * What was heard of the fleet, in its database. Times are those of the sender, but never later than their
 * arrival.
 */
export class Heard {
  #uncounted = 0;
  constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
  ) {}

  /** The last of each terminal. */
  latest(kind: FleetNews['kind']): FleetNews[] {
    const rows = this.db
      .prepare('SELECT json FROM latest WHERE kind = ? ORDER BY store, terminal')
      .all(kind) as { json: string }[];
    return rows.map(({ json }) => JSON.parse(json) as FleetNews);
  }

  /**
   * Oldest first; none that is too old, also where it could not be erased yet, and none that would not be
   * taken today.
   */
  questions(): FleetNews[] {
    const since = daysAgo(this.clock(), UNANSWERED_DAYS);
    const rows = this.db.prepare('SELECT json FROM question WHERE at >= ? ORDER BY at, id').all(since) as {
      json: string;
    }[];
    return rows.flatMap(({ json }) => Question.safeParse(JSON.parse(json)).data ?? []);
  }

  /** True where something was too old, or too much. */
  forget(): boolean {
    const now = this.clock();
    for (const table of ['question', 'latest'] as const) endFuture(this.db, table, now);
    const gone = [
      this.db.prepare('DELETE FROM question WHERE at < ?').run(daysAgo(now, UNANSWERED_DAYS)).changes,
      this.db
        .prepare('DELETE FROM heard WHERE at < ?')
        .run(new Date(now.getTime() - REMEMBERED_MS).toISOString()).changes,
      this.#keepNewest(),
    ];
    return gone.some((changes) => changes > 0);
  }

  #keepNewest(): number {
    this.#uncounted = 0;
    return this.db
      .prepare(
        'DELETE FROM question WHERE id IN (SELECT id FROM question ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)',
      )
      .run(MOST_OF_ALL).changes;
  }

  /**
   * Applies one message in one transaction; nothing comes back where it was heard before or is no message of
   * ours.
   */
  apply(topic: string, text: string): FleetNews | undefined {
    const { db } = this;
    const at = this.clock();
    const [, store, part, terminal] = topic.split('/');
    if (!store || !terminal) return undefined;
    const sent = read(part ?? '', store, terminal, text);
    if (!sent) return undefined;
    const news = 'at' in sent ? { ...sent, at: noLater(sent.at, at) } : sent;
    return db.transaction(() => {
      const now = at.toISOString();
      if (
        'id' in news &&
        db.prepare('INSERT OR IGNORE INTO heard (id, at) VALUES (?, ?)').run(news.id, now).changes === 0
      )
        return undefined;
      if (news.kind === 'unanswered') return this.#keep(news, at);
      const before = db
        .prepare('SELECT at, json FROM latest WHERE kind = ? AND store = ? AND terminal = ?')
        .get(news.kind, store, terminal) as { at: string; json: string } | undefined;
      if (!('at' in news)) {
        // The terminal is gone; what it said last stays.
        const last = before ? (JSON.parse(before.json) as FleetNews) : news;
        if (last.kind === 'terminal' && !last.online && before) return undefined;
        db.prepare('INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?, ?)').run(
          news.kind,
          store,
          terminal,
          before?.at ?? now,
          JSON.stringify({ ...last, online: false }),
        );
        return news;
      }
      if (before && before.at > news.at) return undefined;
      db.prepare('INSERT OR REPLACE INTO latest VALUES (?, ?, ?, ?, ?)').run(
        news.kind,
        store,
        terminal,
        news.at,
        JSON.stringify(news),
      );
      return news;
    })();
  }

  #keep(news: Extract<FleetNews, { kind: 'unanswered' }>, now: Date): FleetNews | undefined {
    // It waited too long somewhere on its way.
    if (news.at < daysAgo(now, UNANSWERED_DAYS)) return undefined;
    const { store, terminal } = news;
    this.db
      .prepare('INSERT OR IGNORE INTO question (id, store, terminal, at, json) VALUES (?, ?, ?, ?, ?)')
      .run(news.id, store, terminal, news.at, JSON.stringify(news));
    this.db
      .prepare(
        'DELETE FROM question WHERE id IN (SELECT id FROM question WHERE store = ? AND terminal = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)',
      )
      .run(store, terminal, MOST_OF_ONE);
    if (++this.#uncounted >= COUNTED_EVERY) this.#keepNewest();
    return news;
  }
}

function read(part: string, store: string, terminal: string, text: string): FleetNews | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const from = { store, terminal };
  switch (part) {
    case 'terminals': {
      if (Gone.safeParse(json).success) return { kind: 'terminal', ...from, online: false };
      const beat = Heartbeat.safeParse(json);
      return beat.success ? { kind: 'terminal', ...from, ...beat.data } : undefined;
    }
    case 'calls': {
      const call = StaffCall.safeParse(json);
      return call.success ? { kind: 'call', ...from, ...call.data } : undefined;
    }
    case 'unanswered': {
      const record = UnansweredRecord.safeParse(json);
      return record.success ? { kind: 'unanswered', ...from, ...record.data } : undefined;
    }
    default:
      return undefined;
  }
}

import { CategoryPath, Unanswered, UNANSWERED_DAYS } from '../../main/contract';
import type { Database } from '../db/open';
import { endFuture, noLater } from './retention';

const DAY = 86_400_000;
/** Records kept at most; the oldest go first. */
export const MOST_KEPT = 5_000;

/** What was understood of questions that went unanswered, for the managers' loop. */
export class UnansweredQuestions {
  constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
    /** Told of each record inside its transaction, as it is kept. */
    private readonly onRecorded: (record: Unanswered) => void = () => undefined,
    /** Whether the catalog has that category path; a kind that it does not have is left out of the record. */
    private readonly isCategory: (path: string) => boolean = () => true,
  ) {}

  /**
   * Dated no later than now. @throws ZodError for a record that is none, such as one with a sentence in it:
   * nothing of it is kept.
   */
  record(question: Unanswered): void {
    const kinds = question.kinds.filter(
      (kind) => this.isCategory(kind) && CategoryPath.safeParse(kind).success,
    );
    const read = Unanswered.parse({ ...question, kinds });
    const kept = { ...read, at: noLater(read.at, this.clock()) };
    this.db.transaction(() => {
      this.db.prepare('INSERT INTO understood (at, json) VALUES (?, ?)').run(kept.at, JSON.stringify(kept));
      this.onRecorded(kept);
      this.db
        .prepare('DELETE FROM understood WHERE id <= (SELECT max(id) FROM understood) - ?')
        .run(MOST_KEPT);
    })();
  }

  /** Newest first. */
  list(limit = 100): Unanswered[] {
    const since = daysAgo(this.clock(), UNANSWERED_DAYS);
    const rows = this.db
      .prepare('SELECT json FROM understood WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?')
      .all(since, limit) as { json: string }[];
    // One of an older version that would not be taken today is not shown either.
    return rows.flatMap(({ json }) => Unanswered.safeParse(JSON.parse(json)).data ?? []);
  }

  /**
   * Kinds of goods that were asked for and are not carried, by their ids, with how often; the most wanted
   * first.
   */
  wanted(limit = 50): { id: string; count: number }[] {
    const since = daysAgo(this.clock(), UNANSWERED_DAYS);
    return this.db
      .prepare(
        "SELECT kind.value AS id, count(*) AS count FROM understood, json_each(understood.json, '$.wanted') AS kind WHERE understood.at >= ? GROUP BY kind.value ORDER BY count DESC, id LIMIT ?",
      )
      .all(since, limit) as { id: string; count: number }[];
  }

  /** Numbers that were scanned and that the catalog has not, with how often; the most frequent first. */
  scanned(limit = 50): { scanned: string; count: number }[] {
    const since = daysAgo(this.clock(), UNANSWERED_DAYS);
    return this.db
      .prepare(
        "SELECT json_extract(json, '$.scanned') AS scanned, count(*) AS count FROM understood WHERE at >= ? AND json_extract(json, '$.scanned') IS NOT NULL GROUP BY 1 ORDER BY count DESC, 1 LIMIT ?",
      )
      .all(since, limit) as { scanned: string; count: number }[];
  }

  /** Forgets what is too old; true where there was something. */
  forget(): boolean {
    const now = this.clock();
    endFuture(this.db, 'understood', now);
    return (
      this.db.prepare('DELETE FROM understood WHERE at < ?').run(daysAgo(now, UNANSWERED_DAYS)).changes > 0
    );
  }
}

/** RFC 3339, UTC. */
export function daysAgo(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY).toISOString();
}

import type { Unanswered } from '../../main/contract';
import type { Database } from '../db/open';

const DAY = 86_400_000;
/** Kept at most so long and so many; what a shopper said is theirs. */
export const RETENTION_DAYS = 30;
export const MOST_KEPT = 5_000;
const LONGEST_TEXT = 200;

/**
 * Takes digits out that may be a telephone, card or order number, and mail addresses. Numbers of up to five digits stay:
 * they are sizes, prices and aisles.
 */
export function redact(text: string): string {
  return text
    .replace(/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu, '[…]')
    .replace(/\p{Nd}(?:[\s-]?\p{Nd}){5,}/gu, '[…]')
    .slice(0, LONGEST_TEXT);
}

/** Questions the engine could not answer, for the managers' loop. */
export class UnansweredQuestions {
  constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
    /** Told of each record inside its transaction, as it is kept. */
    private readonly onRecorded: (record: Unanswered) => void = () => undefined,
  ) {}

  record(question: Unanswered): void {
    const kept: Unanswered = { ...question, at: new Date(question.at).toISOString(), text: redact(question.text), tried: question.tried.slice(0, 10) };
    const { at, text, lang, reason, tried } = kept;
    this.db.transaction(() => {
      this.db
        .prepare('INSERT INTO unanswered (at, text, lang, reason, tried) VALUES (?, ?, ?, ?, ?)')
        .run(at, text, lang, reason, JSON.stringify(tried));
      this.onRecorded(kept);
      this.#forget();
    })();
  }

  /** Newest first. */
  list(limit = 100): Unanswered[] {
    this.#forget();
    const rows = this.db.prepare('SELECT at, text, lang, reason, tried FROM unanswered ORDER BY at DESC, id DESC LIMIT ?').all(limit) as (Omit<
      Unanswered,
      'tried'
    > & { tried: string })[];
    return rows.map((row) => ({ ...row, tried: JSON.parse(row.tried) as string[] }));
  }

  #forget(): void {
    this.db.prepare('DELETE FROM unanswered WHERE at < ?').run(new Date(this.clock().getTime() - RETENTION_DAYS * DAY).toISOString());
    this.db.prepare('DELETE FROM unanswered WHERE id <= (SELECT max(id) FROM unanswered) - ?').run(MOST_KEPT);
  }
}

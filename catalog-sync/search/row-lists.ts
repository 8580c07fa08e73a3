import type { Database, Statement } from '../db/open';

/** Lists kept at most, and row ids in all of them: 4 bytes each. */
const LISTS = 16;
const IDS = 1_000_000;

/**
 * Row ids of things that are looked for together again and again, as parts of one utterance are put together
 * in every way. What comes the first time is left to SQLite, which is quicker once; from the second time on
 * the lists are held and intersected here.
 */
export class RowLists {
  private readonly match: Statement;
  private readonly seen = new Set<string>();
  private readonly lists = new Map<string, Int32Array>();
  private held = 0;

  constructor(db: Database) {
    this.match = db.prepare('SELECT rowid FROM search WHERE search MATCH ?').pluck();
  }

  /**
   * What matches every one of two or more expressions, in order of row id; nothing where one of them was not
   * asked for before.
   */
  intersection(expressions: readonly string[]): number[] | undefined {
    if (expressions.length < 2) return undefined;
    const known = expressions.every((expression) => this.seen.has(expression));
    for (const expression of expressions) this.seen.add(expression);
    if (this.seen.size > 4 * LISTS)
      for (const first of this.seen) if (this.seen.size > 2 * LISTS) this.seen.delete(first);
    if (!known) return undefined;
    const lists = expressions.map((expression) => this.list(expression)).sort((a, b) => a.length - b.length);
    let common: number[] | Int32Array = lists[0]!;
    for (const list of lists.slice(1)) common = both(common, list);
    return [...common];
  }

  private list(expression: string): Int32Array {
    let list = this.lists.get(expression);
    if (!list) {
      list = Int32Array.from(this.match.all(expression) as number[]);
      this.lists.set(expression, list);
      this.held += list.length;
      for (const [oldest, { length }] of this.lists) {
        if (oldest === expression || (this.held <= IDS && this.lists.size <= LISTS)) break;
        this.lists.delete(oldest);
        this.held -= length;
      }
    }
    return list;
  }
}

/** A list this many times longer is searched rather than walked through. */
const MUCH_LONGER = 16;

/** What two ascending lists share; the first is the shorter. */
function both(short: ArrayLike<number>, long: Int32Array): number[] {
  const out: number[] = [];
  const walk = long.length < MUCH_LONGER * short.length;
  let at = 0;
  for (let i = 0; i < short.length; i++) {
    const id = short[i]!;
    if (walk) while (at < long.length && long[at]! < id) at++;
    else at = firstNotBelow(long, id, at);
    if (long[at] === id) out.push(id);
  }
  return out;
}

function firstNotBelow(list: Int32Array, id: number, from: number): number {
  let high = list.length;
  while (from < high) {
    const middle = (from + high) >>> 1;
    if (list[middle]! < id) from = middle + 1;
    else high = middle;
  }
  return from;
}

import type { Database, Statement } from '../db/open';
import { piecesOf, readRows } from './pieces';

/**
 * Rows read at most that a text's rarer pieces bring in; a piece of still more rows only counts for rows that
 * are in already.
 */
const BROUGHT = 12_000;
/** Lists longer than this tell nothing that is worth their reading where anything rarer was said. */
const LONGEST = 20_000;
const MOST_PIECES = 80;

/** Finds the rows whose names share most with a text. */
export class PieceFinder {
  private readonly list: Statement;
  private readonly scores: Float32Array;

  constructor(
    db: Database,
    private readonly products: number,
    /** Every row number is below this. */
    end: number,
  ) {
    this.list = db.prepare('SELECT count, rows FROM piece WHERE hash = ?');
    this.scores = new Float32Array(end);
  }

  /** Best first, with the share of what the text's known pieces weigh by their rarity, in [0,1]. */
  sharing(text: string, limit: number): { row: number; score: number }[] {
    const lists = [...piecesOf(text)]
      .slice(0, MOST_PIECES)
      .flatMap((piece) => (this.list.get(piece) as { count: number; rows: Uint8Array } | undefined) ?? []);
    lists.sort((a, b) => a.count - b.count);
    const { scores } = this;
    const touched: number[] = [];
    let [read, all] = [0, 0];
    for (const { count, rows } of lists) {
      const weight = Math.log((1 + this.products) / count);
      all += weight;
      if (count > LONGEST && touched.length > 0) continue;
      if (read < BROUGHT) read += this.bring(rows, BROUGHT - read, weight, touched);
      else this.raise(rows, weight);
    }
    const found = best(touched, scores, limit).map((row) => ({ row, score: scores[row]! / (all || 1) }));
    for (const row of touched) scores[row] = 0;
    return found;
  }

  /** Adds to the scores of rows, new ones too; says how many were read, at most `most`. */
  private bring(rows: Uint8Array, most: number, weight: number, touched: number[]): number {
    const { scores } = this;
    return readRows(rows, most, (row) => {
      if (scores[row] === 0) touched.push(row);
      scores[row]! += weight;
    });
  }

  /**
   * Adds to the scores of rows that are in already; as `readRows`, written out since most of a question's
   * time goes here.
   */
  private raise(rows: Uint8Array, weight: number): void {
    const { scores } = this;
    let row = 0;
    for (let at = 0; at < rows.length;) {
      let byte = rows[at++]!;
      let step = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = rows[at++]!;
        step |= (byte & 127) << shift;
      }
      row += step;
      if (scores[row]! > 0) scores[row]! += weight;
    }
  }
}

/** The rows that score highest, best first, the first of equals. */
function best(rows: readonly number[], scores: Float32Array, limit: number): number[] {
  const kept: number[] = [];
  let floor = -1;
  for (const row of rows) {
    const score = scores[row]!;
    if (kept.length === limit && score <= floor) continue;
    let at = kept.length;
    while (at > 0 && scores[kept[at - 1]!]! < score) at--;
    kept.splice(at, 0, row);
    if (kept.length > limit) kept.pop();
    floor = scores[kept.at(-1)!]!;
  }
  return kept;
}

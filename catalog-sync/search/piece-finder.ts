import type { Database, Statement } from '../db/open';
import { piecesOf, readRows } from './pieces';

/** Rows read at most that a text's rarer pieces bring in; a piece of still more rows only counts for rows that are in already. */
const BROUGHT = 30_000;
/** Lists longer than this tell nothing that is worth their reading where anything rarer was said. */
const LONGEST = 60_000;
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
    const lists = [...piecesOf(text)].slice(0, MOST_PIECES).flatMap((piece) => (this.list.get(piece) as { count: number; rows: Uint8Array } | undefined) ?? []);
    lists.sort((a, b) => a.count - b.count);
    const { scores } = this;
    const touched: number[] = [];
    let [read, all] = [0, 0];
    for (const { count, rows } of lists) {
      const weight = Math.log((1 + this.products) / count);
      all += weight;
      if (count > LONGEST && touched.length > 0) continue;
      const brings = read < BROUGHT;
      read += readRows(rows, brings ? BROUGHT - read : LONGEST, (row) => {
        const before = scores[row]!;
        if (before === 0) {
          if (!brings) return;
          touched.push(row);
        }
        scores[row] = before + weight;
      });
    }
    const found = best(touched, scores, limit).map((row) => ({ row, score: scores[row]! / (all || 1) }));
    for (const row of touched) scores[row] = 0;
    return found;
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

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
/** Row numbers kept at most of the lists that were read last: 4 bytes each. */
const HELD = 1_000_000;

/** In how many names a piece stands, and their rows, ascending: of a long list the first that may be brought in. */
interface Rows {
  count: number;
  rows: Uint32Array;
}

function decoded({ count, rows: bytes }: { count: number; rows: Uint8Array }): Rows {
  const rows = new Uint32Array(count > LONGEST ? BROUGHT : count);
  let at = 0;
  readRows(bytes, rows.length, (row) => void (rows[at++] = row));
  return { count, rows };
}

/** Finds the rows whose names share most with a text. */
export class PieceFinder {
  private readonly list: Statement;
  private readonly scores: Float32Array;
  /** Lists of pieces read last, the latest at the end: words of kinds stand in question after question. */
  private readonly read = new Map<number, Rows>();
  private held = 0;

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
    const lists = [...piecesOf(text)].slice(0, MOST_PIECES).flatMap((piece) => this.rowsOf(piece) ?? []);
    lists.sort((a, b) => a.count - b.count);
    const { scores } = this;
    const touched: number[] = [];
    let [read, all] = [0, 0];
    for (const { count, rows } of lists) {
      const weight = Math.log((1 + this.products) / count);
      all += weight;
      if (count > LONGEST && touched.length > 0) continue;
      if (read < BROUGHT) read += this.bring(rows.subarray(0, BROUGHT - read), weight, touched);
      else this.raise(rows, weight);
    }
    const found = best(touched, scores, limit).map((row) => ({ row, score: scores[row]! / (all || 1) }));
    for (const row of touched) scores[row] = 0;
    return found;
  }

  /** Where a piece stands; undefined where it stands in no name. */
  private rowsOf(piece: number): Rows | undefined {
    let known = this.read.get(piece);
    if (known) this.read.delete(piece);
    else {
      const found = this.list.get(piece) as { count: number; rows: Uint8Array } | undefined;
      if (!found) return undefined;
      known = decoded(found);
      this.held += known.rows.length;
    }
    this.read.set(piece, known);
    for (const [oldest, { rows }] of this.read) {
      if (this.held <= HELD) break;
      this.read.delete(oldest);
      this.held -= rows.length;
    }
    return known;
  }

  /** Adds to the scores of rows, new ones too; says how many there are. */
  private bring(rows: Uint32Array, weight: number, touched: number[]): number {
    const { scores } = this;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (scores[row] === 0) touched.push(row);
      scores[row]! += weight;
    }
    return rows.length;
  }

  /** Adds to the scores of rows that are in already. */
  private raise(rows: Uint32Array, weight: number): void {
    const { scores } = this;
    for (let i = 0; i < rows.length; i++) if (scores[rows[i]!]! > 0) scores[rows[i]!]! += weight;
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

import type { Database, Statement } from '../db/open';
import { hash32 } from './bloom';
import { foldSounds, sounds } from './sound';
import { foldText, isHan, units } from './text';

/** The columns of `product` whose pieces are kept. */
export const PIECE_COLUMNS = ['name_zh', 'name_en', 'brand_zh', 'brand_en', 'category_zh', 'category_en', 'aliases_zh', 'aliases_en'] as const;
export type NamedProduct = { id: number } & Record<(typeof PIECE_COLUMNS)[number], string>;

const soundOf = new Map<string, string>();

/** The sound of a character by itself: pieces are only a first sieve, and the same character must sound the same everywhere. */
function sound(character: string): string {
  let known = soundOf.get(character);
  if (known === undefined) soundOf.set(character, (known = foldSounds(sounds(character).plain)));
  return known;
}

/**
 * What texts are found by where no word of theirs is known: pairs of Chinese characters, pairs of their sounds, and threes of letters of Latin words with
 * their ends; as hashes of 32 bits.
 */
export function piecesOf(text: string): Set<number> {
  const folded = foldText(text);
  const pieces = new Set<number>();
  for (let i = 0; i + 1 < folded.length; i++) {
    if (!isHan(folded[i]) || !isHan(folded[i + 1])) continue;
    pieces.add(hash32(folded.slice(i, i + 2)));
    pieces.add(hash32(sound(folded[i]!) + sound(folded[i + 1]!)));
  }
  for (const { key, han } of units(folded)) {
    if (han || key.length < 2) continue;
    const word = ` ${key} `;
    for (let i = 0; i + 3 <= word.length; i++) pieces.add(hash32(word.slice(i, i + 3)));
  }
  return pieces;
}

/** The texts that a product is known by; of its category the last part, since all of a department share the others. */
const textOf = (product: NamedProduct): string =>
  PIECE_COLUMNS.map((column) => (column.startsWith('category') ? product[column].slice(product[column].lastIndexOf('>') + 1) : product[column])).join('\n');

/** Ascending row numbers: the differences, seven bits a byte, low ones first. */
export class RowBytes {
  private bytes = new Uint8Array(8);
  private length = 0;
  private last = 0;
  count = 0;

  push(row: number): void {
    let step = row - this.last;
    this.last = row;
    this.count++;
    if (this.length + 5 > this.bytes.length) {
      const more = new Uint8Array(2 * this.bytes.length);
      more.set(this.bytes);
      this.bytes = more;
    }
    for (; step > 127; step >>>= 7) this.bytes[this.length++] = (step & 127) | 128;
    this.bytes[this.length++] = step;
  }

  done(): Buffer {
    return Buffer.from(this.bytes.buffer, 0, this.length);
  }
}

/** Reads what `RowBytes` wrote, at most `most` rows, and says how many that were. */
export function readRows(bytes: Uint8Array, most: number, take: (row: number) => void): number {
  let [row, at, count] = [0, 0, 0];
  for (; at < bytes.length && count < most; count++) {
    let [step, shift] = [0, 0];
    for (; bytes[at]! > 127; shift += 7) step |= (bytes[at++]! & 127) << shift;
    row += step | (bytes[at++]! << shift);
    take(row);
  }
  return count;
}

/** The lists of a whole catalog; products come in order of their rows. */
export class AllPieces {
  private readonly lists = new Map<number, RowBytes>();

  add(product: NamedProduct): void {
    for (const piece of piecesOf(textOf(product))) {
      let list = this.lists.get(piece);
      if (!list) this.lists.set(piece, (list = new RowBytes()));
      list.push(product.id);
    }
  }

  write(db: Database): void {
    const insert = db.prepare('INSERT INTO piece (hash, count, rows) VALUES (?, ?, ?)');
    for (const hash of [...this.lists.keys()].sort((a, b) => a - b)) {
      const list = this.lists.get(hash)!;
      insert.run(hash, list.count, list.done());
      this.lists.delete(hash);
    }
  }
}

/** What comes to the lists and goes from them with products that change. */
export class PieceChanges {
  private readonly gone = new Map<number, Set<number>>();
  private readonly come = new Map<number, Set<number>>();

  change(before: NamedProduct | undefined, now: NamedProduct | undefined): void {
    const note = (lists: Map<number, Set<number>>, product: NamedProduct | undefined): void => {
      if (product) for (const piece of piecesOf(textOf(product))) (lists.get(piece) ?? lists.set(piece, new Set()).get(piece)!).add(product.id);
    };
    note(this.gone, before);
    note(this.come, now);
  }

  write(db: Database): void {
    const get = db.prepare('SELECT rows FROM piece WHERE hash = ?').pluck();
    const put = db.prepare('INSERT OR REPLACE INTO piece (hash, count, rows) VALUES (?, ?, ?)');
    const drop = db.prepare('DELETE FROM piece WHERE hash = ?');
    for (const hash of [...new Set([...this.gone.keys(), ...this.come.keys()])].sort((a, b) => a - b)) {
      const [gone, come] = [this.gone.get(hash), this.come.get(hash) ?? new Set<number>()];
      const rows = [...come];
      const before = get.get(hash) as Uint8Array | undefined;
      if (before) readRows(new Uint8Array(before), Infinity, (row) => void (gone?.has(row) || come.has(row) || rows.push(row)));
      const list = new RowBytes();
      for (const row of Uint32Array.from(rows).sort()) list.push(row);
      if (list.count > 0) put.run(hash, list.count, list.done());
      else drop.run(hash);
    }
  }
}

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
      const room = read < BROUGHT ? Math.max(1, BROUGHT - read) : 0;
      read += readRows(new Uint8Array(rows), room > 0 ? room : LONGEST, (row) => {
        if (scores[row] === 0) {
          if (room === 0) return;
          touched.push(row);
        }
        scores[row]! += weight;
      });
    }
    const found = best(touched, scores, limit).map((row) => ({ row, score: scores[row]! / (all || 1) }));
    for (const row of touched) scores[row] = 0;
    return found;
  }
}

/** The rows that score highest, best first, the first of equals. */
function best(rows: readonly number[], scores: Float32Array, limit: number): number[] {
  const sorted = Float32Array.from(rows, (row) => scores[row]!).sort();
  const floor = sorted[Math.max(0, sorted.length - limit)] ?? 0;
  const above = rows.filter((row) => scores[row]! > floor);
  const equal = rows.filter((row) => scores[row] === floor).slice(0, limit - above.length);
  return [...above, ...equal].sort((a, b) => scores[b]! - scores[a]!);
}

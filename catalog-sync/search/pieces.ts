import type { Database } from '../db/open';
import { hash32 } from './bloom';
import { foldSounds, sounds } from './sound';
import { foldText, isHan, units } from './text';

/** The columns of `product` whose pieces are kept. */
export const PIECE_COLUMNS = [
  'name_zh',
  'name_en',
  'brand_zh',
  'brand_en',
  'category_zh',
  'category_en',
  'aliases_zh',
  'aliases_en',
] as const;
export type NamedProduct = { id: number } & Record<(typeof PIECE_COLUMNS)[number], string>;

const soundOf = new Map<string, string>();

/**
 * The sound of a character by itself: pieces are only a first sieve, and the same character must sound the
 * same everywhere.
 */
function sound(character: string): string {
  let known = soundOf.get(character);
  if (known === undefined) soundOf.set(character, (known = foldSounds(sounds(character).plain)));
  return known;
}

/**
 * What texts are found by where no word of theirs is known: pairs of Chinese characters, pairs of their
 * sounds, and threes of letters of Latin words with their ends; as hashes of 32 bits.
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

/**
 * The texts that a product is known by; of its category the last part, since all of a department share the
 * others.
 */
const textOf = (product: NamedProduct): string =>
  PIECE_COLUMNS.map((column) =>
    column.startsWith('category')
      ? product[column].slice(product[column].lastIndexOf('>') + 1)
      : product[column],
  ).join('\n');

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
  let row = 0;
  let count = 0;
  for (let at = 0; at < bytes.length && count < most; count++) {
    let step = 0;
    let shift = 0;
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
      if (product)
        for (const piece of piecesOf(textOf(product)))
          (lists.get(piece) ?? lists.set(piece, new Set()).get(piece)!).add(product.id);
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
      if (before)
        readRows(
          new Uint8Array(before),
          Infinity,
          (row) => void (gone?.has(row) || come.has(row) || rows.push(row)),
        );
      const list = new RowBytes();
      for (const row of Uint32Array.from(rows).sort()) list.push(row);
      if (list.count > 0) put.run(hash, list.count, list.done());
      else drop.run(hash);
    }
  }
}

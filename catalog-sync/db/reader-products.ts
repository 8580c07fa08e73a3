import type { Product, ProductRows } from '../../main/contract';
import { PieceFinder } from '../search';
import type { Database, Statement } from './open';
import { toProduct, type ProductRow } from './reader-rows';

/** Products kept by row, some 2 kB each. */
const KNOWN = 2_000;

/** The products of an open catalog by their ids, which stay with their gtins. */
export class SqliteRows implements ProductRows {
  readonly count: number;
  readonly end: number;
  private readonly next: Statement;
  private readonly ids: Statement;
  private pieces: PieceFinder | undefined;
  /** Products that were read, by row; a file never changes once it is open. */
  private readonly known = new Map<number, Product>();

  constructor(
    private readonly db: Database,
    private readonly byId: (row: number) => Product | undefined,
  ) {
    const { count, last } = db.prepare('SELECT count(*) AS count, max(id) AS last FROM product').get() as {
      count: number;
      last: number | null;
    };
    this.count = count;
    this.end = (last ?? 0) + 1;
    this.next = db.prepare('SELECT * FROM product WHERE id > ? ORDER BY id LIMIT ?');
    this.ids = db.prepare('SELECT id FROM product WHERE gtin = ?').pluck();
  }

  after(row: number, limit: number): { row: number; product: Product }[] {
    return (this.next.all(row, limit) as (ProductRow & { id: number })[]).map((cells) => ({
      row: cells.id,
      product: toProduct(cells),
    }));
  }

  at(rows: readonly number[]): { row: number; product: Product }[] {
    return rows.flatMap((row) => {
      const product = this.known.get(row) ?? this.byId(row);
      if (!product) return [];
      this.known.set(row, product);
      if (this.known.size > KNOWN) this.known.delete(this.known.keys().next().value!);
      return [{ row, product }];
    });
  }

  rowsOf(gtins: Iterable<string>): number[] {
    return [...gtins].flatMap((gtin) => (this.ids.get(gtin) as number | undefined) ?? []);
  }

  sharing(text: string, limit: number): { row: number; score: number }[] {
    this.pieces ??= new PieceFinder(this.db, this.count, this.end);
    return this.pieces.sharing(text, limit);
  }
}

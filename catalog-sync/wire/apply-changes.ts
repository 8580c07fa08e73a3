import { CATALOG_SCHEMA_VERSION, publishedTables, type PublishedTable } from '../db/catalog-schema';
import { RowSetDigest, type CatalogFacts } from '../db/digest';
import type { Database } from '../db/open';
import { TEXTS_COLUMN } from '../db/other-texts';
import { asRow, countRows, keyColumns, shapeOf, steadyColumns, type Cell, type Row } from '../db/rows';
import { Change, ChangesHeader, fromGaps } from './changes';
import { ObjectError } from './fault';
import { PackedKeys } from './packed-keys';

/** Where a product row has its row id (`tableShapes`). */
const PRODUCT_ID = 1;
/** Columns of `product` that no search index looks at. */
const NOT_SEARCHED = new Set<string>(['price', TEXTS_COLUMN]);

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/**
 * Applies change sets to a database that is being built aside, keeping digests of what is there as rows come
 * and go. The caller holds the transaction and has foreign keys off; it checks {@link facts} against the
 * signed manifest at the end.
 */
export class ChangeApplier {
  readonly #db: Database;
  readonly #digests: Record<PublishedTable, RowSetDigest>;
  /** Products whose search entries must be made anew: added, gone, renamed, moved. */
  readonly changedGtins = new Set<string>();
  /** Row ids of products that are gone. */
  readonly removedIds: number[] = [];
  rowsChanged = 0;
  /** Tables that gained or lost rows; in all others no reference can have broken. */
  readonly reshaped = new Set<PublishedTable>();
  #ranked: { table: PublishedTable; keys: PackedKeys } | undefined;

  /** @param facts what `db` holds, verified; nothing where it is empty. */
  constructor(db: Database, facts?: CatalogFacts) {
    this.#db = db;
    this.#digests = Object.fromEntries(
      publishedTables.map((table) => [table, new RowSetDigest(facts?.[table].digest)]),
    ) as Record<PublishedTable, RowSetDigest>;
  }

  /** @param expected what the manifest says of this object: a header that differs is refused. */
  async apply(
    lines: AsyncIterable<string>,
    expected: { store: string; base: number; sequence: number },
  ): Promise<void> {
    let header: ChangesHeader | undefined;
    for await (const line of lines) {
      if (!header) {
        header = readHeader(line, expected);
        continue;
      }
      const change = Change.safeParse(parseLine(line));
      if (!change.success)
        throw new ObjectError(
          'wrong_object',
          `A change does not fit the catalog: ${change.error.issues[0]?.message ?? ''}.`,
        );
      this.#applyChange(change.data);
    }
    this.#ranked = undefined;
    if (!header) throw new ObjectError('wrong_object', 'The catalog object is empty.');
  }

  facts(): CatalogFacts {
    return Object.fromEntries(
      publishedTables.map((table) => [
        table,
        { rows: countRows(this.#db, table), digest: this.#digests[table].hex() },
      ]),
    ) as CatalogFacts;
  }

  #applyChange(change: Change): void {
    if ('insert' in change) {
      this.#insert(change.insert, change.columns, change.values);
    } else if ('update' in change) {
      this.#update(change.update, change.columns, change.rows, change.values);
    } else {
      this.#delete(change.delete, change.rows);
    }
  }

  #insert(table: PublishedTable, columns: string[], values: Cell[][]): void {
    const shape = shapeOf(table);
    const statement = this.#db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    const whole = sameList(columns, shape.columns) || sameList(columns, steadyColumns(table));
    const read = whole ? undefined : this.#reader(table);
    const rows = values[0]?.length ?? 0;
    for (let i = 0; i < rows; i++) {
      const row = values.map((column) => column[i] as Cell);
      statement.run(row);
      // A publisher that knows fewer columns leaves the rest to their defaults: those count too.
      const stored = read
        ? read(shape.columns.slice(0, shape.key).map((key) => row[columns.indexOf(key)] as Cell))
        : row;
      this.#digests[table].add(asRow(table, stored));
      this.#touch(table, columns, stored);
    }
    this.rowsChanged += rows;
    this.reshaped.add(table);
  }

  #update(table: PublishedTable, columns: string[], gaps: number[], values: Cell[][]): void {
    const keys = keyColumns(table);
    const read = this.#reader(table);
    const statement = this.#db.prepare(
      `UPDATE ${table} SET ${columns.map((c) => `${c} = ?`).join(', ')} WHERE ${keys.map((c) => `${c} = ?`).join(' AND ')}`,
    );
    const at = columns.map((column) => shapeOf(table).columns.indexOf(column));
    this.#keysAt(table, gaps).forEach((key, i) => {
      const row = read(key);
      this.#digests[table].remove(asRow(table, row));
      const cells = values.map((column) => column[i] as Cell);
      statement.run([...cells, ...key]);
      cells.forEach((cell, j) => (row[at[j] as number] = cell));
      this.#digests[table].add(asRow(table, row));
      this.#touch(table, columns, row);
    });
    this.rowsChanged += gaps.length;
  }

  #delete(table: PublishedTable, gaps: number[]): void {
    const read = this.#reader(table);
    const statement = this.#db.prepare(
      `DELETE FROM ${table} WHERE ${keyColumns(table)
        .map((c) => `${c} = ?`)
        .join(' AND ')}`,
    );
    for (const key of this.#keysAt(table, gaps)) {
      const row = read(key);
      this.#digests[table].remove(asRow(table, row));
      statement.run(key);
      if (table === 'product') this.removedIds.push(Number(row[PRODUCT_ID]));
      this.#touch(table, shapeOf(table).columns, row);
    }
    this.rowsChanged += gaps.length;
    this.reshaped.add(table);
  }

  #touch(table: PublishedTable, columns: readonly string[], row: Row): void {
    const searched =
      table === 'location' || (table === 'product' && columns.some((column) => !NOT_SEARCHED.has(column)));
    if (searched) this.changedGtins.add(String(row[0]));
  }

  #reader(table: PublishedTable): (key: Row) => Row {
    const statement = this.#db
      .prepare(
        `SELECT ${shapeOf(table).columns.join(', ')} FROM ${table} WHERE ${keyColumns(table)
          .map((c) => `${c} = ?`)
          .join(' AND ')}`,
      )
      .raw();
    return (key) => {
      const row = statement.get(key) as Row | undefined;
      if (!row)
        throw new ObjectError(
          'wrong_base',
          `The base of the delta has no row ${JSON.stringify(key)} in ${table}.`,
        );
      return row;
    };
  }

  /**
   * Keys by rank in the base. They are read before the first change of a table in this set, which is why the
   * set is ordered by table.
   */
  #keysAt(table: PublishedTable, gaps: number[]): Row[] {
    if (this.#ranked?.table !== table) {
      const keys = keyColumns(table).join(', ');
      const walk = this.#db
        .prepare(`SELECT ${keys} FROM ${table} ORDER BY ${keys}`)
        .raw()
        .iterate() as IterableIterator<Row>;
      this.#ranked = { table, keys: new PackedKeys(walk) };
    }
    const { keys } = this.#ranked;
    return fromGaps(gaps).map((rank) => {
      const key = keys.at(rank);
      if (!key)
        throw new ObjectError(
          'wrong_base',
          `The delta names row ${rank} of ${table}, which the base does not have.`,
        );
      return key;
    });
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new ObjectError('wrong_object', 'The catalog object holds a line that is not JSON.', { cause });
  }
}

function readHeader(
  line: string,
  expected: { store: string; base: number; sequence: number },
): ChangesHeader {
  const parsed = ChangesHeader.safeParse(parseLine(line));
  if (!parsed.success)
    throw new ObjectError('wrong_object', 'The catalog object is of a kind this version does not know.');
  const header = parsed.data;
  if (
    header.store !== expected.store ||
    header.base !== expected.base ||
    header.sequence !== expected.sequence
  ) {
    throw new ObjectError('wrong_object', 'The catalog object is not the one its manifest names.');
  }
  if (header.schema > CATALOG_SCHEMA_VERSION) {
    throw new ObjectError(
      'newer_schema',
      `The catalog has schema ${header.schema}; this version knows ${CATALOG_SCHEMA_VERSION}.`,
    );
  }
  return header;
}

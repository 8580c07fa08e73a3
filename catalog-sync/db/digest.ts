import { createHash } from 'node:crypto';
import { publishedTables, type PublishedTable } from './catalog-schema';
import type { Database } from './open';
import { readRows, type Row } from './rows';

const MODULUS = 1n << 256n;

/** SHA-256 of the row as a JSON array of its cells in column order, as it travels (`asRow`). */
export function hashRow(row: Row): bigint {
  return BigInt('0x' + createHash('sha256').update(JSON.stringify(row)).digest('hex'));
}

/**
 * A digest of a set of rows that does not depend on their order: the sum of their SHA-256 modulo 2^256. A
 * delta updates it from the rows it touches alone. It guards against mistakes and damage; forgery is kept out
 * by the signature over it.
 */
export class RowSetDigest {
  #sum: bigint;
  constructor(hex = '0') {
    this.#sum = BigInt('0x' + hex);
  }
  add(row: Row): void {
    this.#sum = (this.#sum + hashRow(row)) % MODULUS;
  }
  remove(row: Row): void {
    this.#sum = (this.#sum - hashRow(row) + MODULUS) % MODULUS;
  }
  /** 64 hexadecimal digits. */
  hex(): string {
    return this.#sum.toString(16).padStart(64, '0');
  }
}

export interface TableFacts {
  rows: number;
  /** {@link RowSetDigest} of the table. */
  digest: string;
}
export type CatalogFacts = Record<PublishedTable, TableFacts>;

/** Counts and digests of every published table, by reading all of it. */
export function computeFacts(db: Database): CatalogFacts {
  const facts = {} as CatalogFacts;
  for (const table of publishedTables) {
    const digest = new RowSetDigest();
    let rows = 0;
    for (const row of readRows(db, table)) {
      digest.add(row);
      rows += 1;
    }
    facts[table] = { rows, digest: digest.hex() };
  }
  return facts;
}

/** The first table in which two catalogs differ, or nothing. */
export function firstDifference(a: CatalogFacts, b: CatalogFacts): PublishedTable | undefined {
  return publishedTables.find(
    (table) => a[table].rows !== b[table].rows || a[table].digest !== b[table].digest,
  );
}

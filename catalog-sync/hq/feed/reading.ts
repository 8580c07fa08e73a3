import type { PublishedTable } from '../../db/catalog-schema';
import type { Row } from '../../db/rows';
import type { FeedProblems } from './problems';
import type { References } from './references';

/**
 * Takes the rows of a feed as they are read, in the column order of `tableShapes`; product ids are left at 0
 * for the publisher to give.
 */
export type RowSink = (table: PublishedTable, row: Row) => void;

/** What is found out about rows only after they were given on. */
export interface Corrections {
  /** Numbers of products that turned out to stand there twice, each time otherwise. */
  withdrawn: string[];
  /** Lists of related products without those that are not there. */
  related: { gtin: string; related: string }[];
}

/** What the tables of one feed share while it is read. */
export interface Reading {
  readonly problems: FeedProblems;
  readonly put: RowSink;
  readonly references: References;
  readonly corrections: Corrections;
}

/** The rows of a table, and how it is called in reports. */
export interface TableRows<T> {
  file: string;
  rows: AsyncIterable<{ line: number; row: T; texts: string }>;
}

/** A row as it travels: texts in other languages at its end, where it has any. */
export const withTexts = (cells: Row, texts: string): Row => (texts === '' ? cells : [...cells, texts]);

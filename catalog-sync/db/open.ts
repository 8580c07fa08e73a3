import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';
import { DaogouError } from '../../main/contract';
import { shapeLikeBetterSqlite3 } from './libsql-shape';

export type Database = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement;

// The bundles are CommonJS, where import.meta is empty; the tests are ES modules, where __filename is
// missing.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/**
 * better-sqlite3's prebuilt binary needs Node-API 10 and crashes on load below it; libsql has the same
 * interface on any Node-API.
 */
const NODE_API_OF_BETTER_SQLITE3 = 10;

export type Binding = 'better-sqlite3' | 'libsql';

/** The binding that this runtime can load. */
export function defaultBinding(): Binding {
  return Number(process.versions.napi ?? 0) >= NODE_API_OF_BETTER_SQLITE3 ? 'better-sqlite3' : 'libsql';
}

export interface OpenOptions {
  readonly?: boolean;
  /** Fail instead of creating. */
  mustExist?: boolean;
  binding?: Binding;
}

/**
 * The one place that opens databases: better-sqlite3 where the runtime can load it, else libsql, with the
 * same answers.
 */
export function openDatabase(
  file: string,
  { readonly = false, mustExist = false, binding = defaultBinding() }: OpenOptions = {},
): Database {
  const Binding = load(binding) as typeof BetterSqlite3;
  // libsql takes both options and heeds neither.
  if ((mustExist || readonly) && !existsSync(file))
    throw new DaogouError('not_found', `There is no database at ${file}.`);
  const db = new Binding(file, { readonly, fileMustExist: mustExist });
  if (readonly) db.pragma('query_only = ON');
  return binding === 'libsql' ? shapeLikeBetterSqlite3(db) : db;
}

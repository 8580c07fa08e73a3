import { createRequire } from 'node:module';
import type BetterSqlite3 from 'better-sqlite3';

export type Database = BetterSqlite3.Database;
export type Statement = BetterSqlite3.Statement;

// The bundles are CommonJS, where import.meta is empty; the tests are ES modules, where __filename is missing.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** better-sqlite3's prebuilt binary needs Node-API 10 and crashes on load below it; libsql has the same interface on any Node-API. */
const NODE_API_OF_BETTER_SQLITE3 = 10;

export interface OpenOptions {
  readonly?: boolean;
  /** Fail instead of creating. */
  mustExist?: boolean;
}

/** The one place that opens databases: better-sqlite3 where the runtime can load it, else libsql. */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const napi = Number(process.versions.napi ?? 0);
  const Binding = load(napi >= NODE_API_OF_BETTER_SQLITE3 ? 'better-sqlite3' : 'libsql') as typeof BetterSqlite3;
  return new Binding(file, { readonly: options.readonly ?? false, fileMustExist: options.mustExist ?? false });
}

import type BetterSqlite3 from 'better-sqlite3';

type Database = BetterSqlite3.Database;
type Statement = BetterSqlite3.Statement;
type Get = (this: Statement, ...parameters: unknown[]) => unknown;

const plucked = new WeakSet<Statement>();
const shaped = new WeakSet<object>();

/** libsql adds its timing to every row that `get` gives. */
function withoutTiming(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  const { _metadata, ...columns } = row as Record<string, unknown>;
  return columns;
}

function shape(statement: Statement): void {
  const prototype = Object.getPrototypeOf(statement) as { get: Get; pluck: (on?: boolean) => Statement };
  if (shaped.has(prototype)) return;
  shaped.add(prototype);
  const { get, pluck } = prototype;
  prototype.pluck = function (this: Statement, on = true) {
    if (on) plucked.add(this);
    else plucked.delete(this);
    return pluck.call(this, on);
  };
  prototype.get = function (...parameters) {
    const row = withoutTiming(get.apply(this, parameters));
    return plucked.has(this) && typeof row === 'object' && row !== null ? Object.values(row)[0] : row;
  };
}

/**
 * Gives libsql 0.5 the answers of better-sqlite3 where the two differ: `pluck().get()`, rows of `get`, and
 * `pragma(…, {simple: true})`.
 */
export function shapeLikeBetterSqlite3(db: Database): Database {
  shape(db.prepare('SELECT 1'));
  db.pragma = (source, options) => {
    const statement = db.prepare(`PRAGMA ${source}`);
    return options?.simple ? statement.pluck().get() : statement.all();
  };
  return db;
}

import { DaogouError } from '../../main/contract';
import type { Database } from './open';

export interface Migration {
  id: number;
  sql: string;
}

/**
 * Brings a database to the newest of its numbered migrations; `user_version` says where it stands. Each runs
 * whole or not at all.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  const { user_version: at } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  const newest = migrations.at(-1)?.id ?? 0;
  if (at > newest) {
    throw new DaogouError(
      'storage',
      `The database is at schema ${at}, newer than the ${newest} this version knows; update the application.`,
    );
  }
  for (const { id, sql } of migrations) {
    if (id <= at) continue;
    db.transaction(() => {
      db.exec(sql);
      db.exec(`PRAGMA user_version = ${id}`);
    })();
  }
}

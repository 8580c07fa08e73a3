import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StorageFault, StorageStatus } from '../../main/contract';
import { migrate } from '../db/migrate';
import { openDatabase, type Database, type Statement } from '../db/open';
import { fill, mergeBack } from './merge';
import { openState, stateMigrations } from './open-state';
import { forgetAside, isDamaged, readableRows, setAside, type Rows } from './state-copy';
import { hasRoom, mayWrite, storageFault } from './storage-fault';

export interface SteadyStateOptions {
  clock: () => Date;
  /**
   * Only the terminal itself sets a damaged file aside; others would pull it from under the terminal's feet.
   */
  owner: boolean;
  /** Told of every change: to memory, and back. */
  onChange?: (status: StorageStatus | undefined) => void;
  /** Told of what keeps records from being written back that is no fault of the disk. */
  onTrouble?: (error: unknown) => void;
  /** How often the disk is tried again, milliseconds; default 5 s. */
  retryMs?: number;
}

/**
 * Another process's short write is waited for; one that holds on is not: a shopper waits for the answer
 * behind it. Milliseconds.
 */
const PATIENCE_MS = 1_000;
const RETRY_MS = 5_000;
/** Pages of 4 KiB that records in memory may take at most: 64 MiB. */
const MOST_PAGES = 16_384;

/** What a damaged file still told: the terminal's id and the store's offers as they were signed. */
export interface Salvage {
  terminalId?: string;
  envelopes: string[];
}

/**
 * `state.db` that never fails an answer. A damaged file is set aside and begun anew; where the disk is full,
 * read-only, locked or gone, work goes on in memory with what could be read, and what changed is written back
 * when the disk takes it again. {@link db} is used like any database.
 */
export class SteadyState {
  readonly db: Database;
  salvaged: Salvage = { envelopes: [] };
  #disk: Database | undefined;
  #memory: { db: Database; base: Rows } | undefined;
  #status: StorageStatus | undefined;
  #depth = 0;
  #generation = 0;
  readonly #retry: NodeJS.Timeout;

  constructor(
    readonly file: string,
    private readonly options: SteadyStateOptions,
  ) {
    this.db = this.#face();
    this.#begin();
    this.#retry = setInterval(() => this.recover(), options.retryMs ?? RETRY_MS);
    this.#retry.unref();
  }

  /** Nothing where all is well. */
  status(): StorageStatus | undefined {
    return this.#status;
  }

  /**
   * Tries to write back what was learnt in memory, and to go on with the disk; true where records are on the
   * disk.
   */
  recover(): boolean {
    const memory = this.#memory;
    if (!memory) return true;
    // A damaged file is set aside at the next start, when nothing has it open; one of a later version waits
    // for that version.
    if (
      this.#status?.fault === 'damaged' ||
      this.#status?.fault === 'newer' ||
      !hasRoom(dirname(this.file)) ||
      !mayWrite(this.file)
    )
      return false;
    let disk: Database | undefined;
    try {
      // A connection of its own: with libsql a statement that failed keeps the old one from ever committing
      // again.
      const fresh = (disk = openState(this.file, { patienceMs: 0 }));
      inTransaction(fresh, 'BEGIN IMMEDIATE', () => {
        mergeBack(fresh, memory.db, memory.base);
        // Also where nothing was learnt: only a write shows that the disk takes one.
        fresh
          .prepare('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)')
          .run('storage.recovered', this.options.clock().toISOString());
      });
      fresh.pragma(`busy_timeout = ${PATIENCE_MS}`);
    } catch (error) {
      disk?.close();
      const fault = storageFault(error, dirname(this.file));
      if (fault === undefined) this.options.onTrouble?.(error);
      else if (this.#status && fault !== this.#status.fault) this.#tell({ ...this.#status, fault });
      return false;
    }
    this.#disk = disk;
    this.#memory = undefined;
    this.#generation++;
    memory.db.close();
    this.#tell(undefined);
    return true;
  }

  /**
   * Deletes damaged files that were set aside too long ago; only the terminal itself does. No row goes with
   * them: false.
   */
  forgetAside(): boolean {
    if (this.options.owner) forgetAside(this.file, this.options.clock());
    return false;
  }

  close(): void {
    clearInterval(this.#retry);
    this.recover();
    this.#memory?.db.close();
    this.#disk?.close();
  }

  #begin(): void {
    const now = this.options.clock();
    this.forgetAside();
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      if (!mayWrite(this.file))
        throw Object.assign(new Error(`${this.file} may not be written`), { code: 'EACCES' });
      const damaged = isDamaged(this.file);
      if (damaged && !this.options.owner) return this.#toMemory('damaged');
      const aside = damaged ? this.#renew(now) : undefined;
      this.#disk = openState(this.file, { patienceMs: PATIENCE_MS });
      if (aside !== undefined)
        this.#tell({ kept: 'disk', fault: 'damaged', since: now.toISOString(), setAside: aside });
      this.#seed();
    } catch (error) {
      const fault = storageFault(error, dirname(this.file));
      if (fault === undefined) throw error;
      this.#toMemory(fault);
      this.#seed();
    }
  }

  /**
   * Sets the damaged file aside and keeps what can be trusted of it: offers are signed, an id is only a name.
   */
  #renew(now: Date): string {
    const rows = readableRows(this.file);
    const text = (table: string, column: string): string[] =>
      (rows.get(table) ?? []).flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []));
    const terminalId = (rows.get('setting') ?? []).find((row) => row['key'] === 'terminal_id')?.['value'];
    this.salvaged = {
      envelopes: text('promotion', 'signed'),
      ...(typeof terminalId === 'string' && UUID.test(terminalId) && { terminalId }),
    };
    return setAside(this.file, now);
  }

  #seed(): void {
    const { terminalId } = this.salvaged;
    if (terminalId !== undefined)
      this.db
        .prepare('INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)')
        .run('terminal_id', terminalId);
  }

  get #active(): Database {
    return this.#memory?.db ?? this.#disk!;
  }

  #toMemory(fault: StorageFault): void {
    const db = openDatabase(':memory:');
    migrate(db, stateMigrations);
    db.pragma(`max_page_count = ${MOST_PAGES}`);
    // A file of a later version may mean other things by the same names.
    const base: Rows = fault === 'newer' ? new Map() : readableRows(this.file);
    inTransaction(db, 'BEGIN', () => fill(db, base));
    this.#memory = { db, base };
    this.#disk?.close();
    this.#disk = undefined;
    this.#generation++;
    this.#tell({ kept: 'memory', fault, since: this.options.clock().toISOString() });
  }

  #tell(status: StorageStatus | undefined): void {
    this.#status = status;
    this.options.onChange?.(status);
  }

  /**
   * Does a piece of work; where the disk fails it, once more in memory. Inside a transaction the whole of it
   * is the piece.
   */
  #steadily<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const fault = storageFault(error, dirname(this.file));
      if (fault === undefined || this.#memory || this.#depth > 0) throw error;
      this.#toMemory(fault);
      return work();
    }
  }

  #transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    return this.#steadily(() => {
      this.#depth++;
      try {
        return inTransaction(this.#active, 'BEGIN IMMEDIATE', work);
      } finally {
        this.#depth--;
      }
    });
  }

  /** The part of a database's face that the records use; each call goes to where they are kept now. */
  #face(): Database {
    const statement = (sql: string) => {
      const call =
        (how: 'run' | 'get' | 'all') =>
        (...parameters: unknown[]) =>
          this.#steadily(() => (this.#active.prepare(sql)[how] as Call)(...parameters));
      return { run: call('run'), get: call('get'), all: call('all') } as unknown as Statement;
    };
    const face = {
      prepare: statement,
      exec: (sql: string) => this.#steadily(() => this.#active.exec(sql)),
      pragma: (source: string, options?: { simple?: boolean }): unknown => {
        const value = this.#steadily(() => this.#active.pragma(source, options));
        // Two databases may count alike.
        return source === 'data_version' ? `${this.#generation}.${JSON.stringify(value)}` : value;
      },
      transaction:
        <A extends unknown[], T>(work: (...parameters: A) => T) =>
        (...parameters: A): T =>
          this.#transaction(() => work(...parameters)),
    };
    return face as unknown as Database;
  }
}

type Call = (...parameters: unknown[]) => unknown;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Not the binding's own: where SQLite has rolled back by itself, as on a full disk, libsql's hides the
 * reason.
 */
function inTransaction<T>(db: Database, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    try {
      db.exec('ROLLBACK');
    } catch {
      // Rolled back already.
    }
    throw error;
  }
}

/** `state.db` of a data folder. */
export function openSteadyState(dataDir: string, options: SteadyStateOptions): SteadyState {
  return new SteadyState(join(dataDir, 'state.db'), options);
}

import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openDatabase, type Database } from '../db/open';
import { mayBeNow } from './retention';
import { storageFault } from './storage-fault';

/** Memory first: the disk may be the very thing that is full. */
const SHARED_MEMORY = '/dev/shm';
const PARTS = ['', '-wal'] as const;
/** A copy made while another process wrote is made again so often at most. */
const TRIES = 3;

export type Row = Readonly<Record<string, string | number | null>>;
/** All rows by table, as far as they can be read. */
export type Rows = ReadonlyMap<string, readonly Row[]>;

/**
 * Looks into a copy of a database: a locked or read-only one can't be opened where it lies, and a damaged one
 * must not be, since SQLite deletes journals by name when it closes, which by then may be those of its
 * successor. Nothing where no whole copy could be made.
 */
function withCopy<T>(file: string, look: (db: Database) => T): T | undefined {
  const dir = privateFolder();
  if (dir === undefined) return undefined;
  try {
    const copy = join(dir, 'copy.db');
    for (let tries = 1; ; tries++) {
      const before = stamp(file);
      for (const part of PARTS)
        if (existsSync(file + part) && !copied(file + part, copy + part)) return undefined;
      if (stamp(file) === before) break;
      if (tries === TRIES) return undefined;
    }
    const db = openDatabase(copy, { mustExist: true });
    try {
      return look(db);
    } finally {
      db.close();
    }
  } catch (error) {
    if (storageFault(error) === undefined) throw error;
    return undefined;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * By another program: a process that closes a file loses the locks that SQLite holds on it (fcntl(2)), and
 * with them the journal.
 */
function copied(from: string, to: string): boolean {
  try {
    execFileSync('cp', ['--', from, to], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Readable by its owner only: records are private. */
function privateFolder(): string | undefined {
  for (const parent of [SHARED_MEMORY, tmpdir()]) {
    try {
      accessSync(parent, constants.W_OK);
      return mkdtempSync(join(parent, 'daogou-state-'));
    } catch {
      continue;
    }
  }
  return undefined;
}

function stamp(file: string): string {
  return PARTS.map((part) => statSync(file + part, { bigint: true, throwIfNoEntry: false }))
    .map((found) => (found ? `${found.size} ${found.mtimeNs}` : ''))
    .join();
}

/**
 * True only where SQLite says twice that the file is damaged; false for one that is whole, absent, empty or
 * can't be looked at.
 */
export function isDamaged(file: string): boolean {
  if (!existsSync(file)) return false;
  const look = (): boolean =>
    withCopy(file, (db) => {
      try {
        return db.pragma('quick_check(1)', { simple: true }) !== 'ok';
      } catch (error) {
        return storageFault(error) === 'damaged';
      }
    }) ?? false;
  return look() && look();
}

/** Every row that can be read; a table that can't be is left out. */
export function readableRows(file: string): Rows {
  if (!existsSync(file)) return new Map();
  return withCopy(file, (db) => rowsOf(db)) ?? new Map();
}

/** All rows of an open database. */
export function rowsOf(db: Database): Rows {
  const rows = new Map<string, readonly Row[]>();
  for (const table of tablesOf(db)) {
    try {
      rows.set(table, db.prepare(`SELECT * FROM "${table}"`).all() as Row[]);
    } catch (error) {
      if (storageFault(error) === undefined) throw error;
    }
  }
  return rows;
}

export function tablesOf(db: Database): string[] {
  try {
    const names = db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all() as { name: string }[];
    return names.map(({ name }) => name);
  } catch (error) {
    if (storageFault(error) === undefined) throw error;
    return [];
  }
}

/** Damaged files kept for whoever wants to look at them. */
const MOST_ASIDE = 2;
/** They hold what shoppers asked: no longer than the records themselves would. */
const ASIDE_DAYS = 30;
const DAY = 86_400_000;

/**
 * Moves a damaged database out of the way, its journal with it, and answers its new name. No connection to it
 * may be open in this process.
 */
export function setAside(file: string, now: Date): string {
  const name = `${basename(file)}.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['-wal', '-shm', ''] as const) {
    if (!existsSync(file + part)) continue;
    const to = join(dirname(file), name + part);
    renameSync(file + part, to);
    chmodSync(to, 0o600);
  }
  return name;
}

/** Deletes damaged files that were set aside long ago, and all but the newest. */
export function forgetAside(file: string, now: Date): void {
  const dir = dirname(file);
  try {
    const names = readdirSync(dir).filter((name) => name.startsWith(`${basename(file)}.damaged-`));
    const kept = names
      .filter((name) => !/-(wal|shm)$/.test(name))
      .sort()
      .reverse()
      .slice(0, MOST_ASIDE);
    for (const name of names) {
      const { mtimeMs } = statSync(join(dir, name));
      // Written by a clock that ran ahead: its days count from here on.
      if (mtimeMs > now.getTime() && mayBeNow(now)) utimesSync(join(dir, name), now, now);
      const old = now.getTime() - mtimeMs > ASIDE_DAYS * DAY;
      if (old || !kept.includes(name.replace(/-(wal|shm)$/, ''))) rmSync(join(dir, name), { force: true });
    }
  } catch (error) {
    if (storageFault(error) === undefined) throw error;
  }
}

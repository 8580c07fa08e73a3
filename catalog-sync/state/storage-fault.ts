import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DaogouError, type StorageFault } from '../../main/contract';

/** Result codes of SQLite and of the file system, by what they mean for whoever keeps records. */
const codes: readonly [RegExp, StorageFault][] = [
  [/^SQLITE_(FULL)|^ENOSPC$|^EDQUOT$/, 'full'],
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_READONLY|^EROFS$|^EACCES$|^EPERM$/, 'read_only'],
  [/^SQLITE_(CANTOPEN|IOERR)|^EIO$|^ENOENT$|^ENOTDIR$|^EEXIST$|^EMFILE$|^ENFILE$/, 'unreachable'],
];

/**
 * What kept a record from being written or read, or nothing where the error is of another kind. SQLite often
 * says only that it can't open a file; the folder `dir` then tells why.
 */
export function storageFault(error: unknown, dir?: string): StorageFault | undefined {
  const fault = faultByCode(error);
  if (fault !== 'unreachable' || dir === undefined || !existsSync(dir)) return fault;
  return hasRoom(dir) ? fault : 'full';
}

/**
 * True where a file and its folder may be written. Asked before a database is opened: connections that could
 * only read leave shared memory behind that keeps later ones in this process from writing.
 */
export function mayWrite(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function faultByCode(error: unknown): StorageFault | undefined {
  const code = String((error as { code?: unknown }).code ?? '');
  // `migrate` refuses a database of a later version of this program.
  if (error instanceof DaogouError && error.code === 'storage') return 'newer';
  const found = codes.find(([pattern]) => pattern.test(code))?.[1];
  if (found) return found;
  return error instanceof TypeError && /directory does not exist/.test(error.message)
    ? 'unreachable'
    : undefined;
}

/** Below this much free space nothing is written back, bytes. */
const ROOM = 1 << 20;

/** Whether a folder has room for records; true where that can't be asked. */
export function hasRoom(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize >= ROOM;
  } catch {
    return true;
  }
}

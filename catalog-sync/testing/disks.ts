import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { defaultBinding } from '../db/open';

function writeUntilFull(fd: number, size: number): void {
  try {
    for (;;) if (writeSync(fd, Buffer.alloc(size, 1)) < size) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

/** A real small disk, mounted at a folder; only root may. */
export class SmallDisk {
  private constructor(readonly dir: string) {}

  /** Nothing where this machine allows no mount. */
  static mount(dir: string, kilobytes: number): SmallDisk | undefined {
    mkdirSync(dir, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=755`, 'tmpfs', dir], {
        stdio: 'ignore',
      });
      return new SmallDisk(dir);
    } catch {
      return undefined;
    }
  }

  /** Writes until nothing more fits. */
  fill(): void {
    const fd = openSync(join(this.dir, 'filler'), 'a');
    try {
      for (const size of [1 << 16, 1 << 12, 1]) writeUntilFull(fd, size);
    } finally {
      closeSync(fd);
    }
  }

  clear(): void {
    rmSync(join(this.dir, 'filler'), { force: true });
  }

  /**
   * From now on it takes no writing, or again. Whoever has a file open for writing keeps it from becoming
   * read-only.
   */
  readOnly(on: boolean): void {
    execFileSync('mount', ['-o', `remount,${on ? 'ro' : 'rw'}`, this.dir], { stdio: 'ignore' });
  }

  unmount(): void {
    execFileSync('umount', ['-l', this.dir], { stdio: 'ignore' });
  }
}

/** Whether this user is kept out by a folder's mode; root is not. */
export const modesBind = (): boolean => process.getuid?.() !== 0;

/** Takes the right to write from a folder and all that lies in it, or gives it back. */
export function writable(dir: string, on: boolean): void {
  chmodSync(dir, on ? 0o700 : 0o500);
  for (const name of readdirSync(dir)) chmodSync(join(dir, name), on ? 0o700 : 0o500);
}

const holder = (binding: string, file: string, alone: boolean) => `
const Database = require(${JSON.stringify(createRequire(import.meta.url).resolve(binding))});
const db = new Database(${JSON.stringify(file)});
${alone ? "db.exec('PRAGMA locking_mode = EXCLUSIVE');" : ''}
db.exec('BEGIN EXCLUSIVE');
db.exec("INSERT OR REPLACE INTO setting (key, value) VALUES ('held', 'by another')");
process.stdout.write('held');
process.stdin.on('data', () => { db.exec('COMMIT'); db.close(); process.exit(0); });
`;

/**
 * Another process that has a database to itself until it is released; not `alone`: where others have it open
 * already, it keeps them from writing.
 */
export async function holdExclusively(file: string, alone = false): Promise<{ release(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, ['-e', holder(defaultBinding(), file, alone)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)));
  });
  return {
    release: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.stdin?.write('.');
      }),
  };
}

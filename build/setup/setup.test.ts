import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from './child.mjs';
import { hashTree, writeAtomic } from './files.mjs';
import { takeLock } from './lock.mjs';
import { storeDataDir } from './paths.mjs';

let root: string;
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), 'daogou-set-up-'))));

describe('hashTree', () => {
  const hash = () => hashTree(root, ['src', 'lock'], (file: string) => !file.endsWith('.test.ts'));
  it('follows names and bytes, and nothing that is left out', () => {
    mkdirSync(path.join(root, 'src/deep'), { recursive: true });
    writeFileSync(path.join(root, 'src/deep/a.ts'), '1');
    writeFileSync(path.join(root, 'lock'), '1');
    const first = hash();
    writeFileSync(path.join(root, 'src/a.test.ts'), 'x');
    expect(hash()).toBe(first);
    writeFileSync(path.join(root, 'src/deep/a.ts'), '2');
    const second = hash();
    writeFileSync(path.join(root, 'src/deep/b.ts'), '');
    expect(new Set([first, second, hash()]).size).toBe(3);
  });
});

it('writeAtomic leaves the file and nothing beside it', () => {
  writeAtomic(path.join(root, 'a/b.json'), '{}');
  expect(readdirSync(path.join(root, 'a'))).toEqual(['b.json']);
});

describe('runProgram', () => {
  it('tells stdout from stderr and hands on each line', async () => {
    const lines: string[] = [];
    const script = 'console.log("one"); console.error("two"); process.exit(3)';
    const result = await runProgram(process.execPath, ['-e', script], {
      onLine: (line: string) => lines.push(line),
    });
    expect(result).toMatchObject({ code: 3, out: 'one\n', errors: 'two\n', timedOut: false });
    expect(lines.sort()).toEqual(['one', 'two']);
  });

  it('says 127 for a program that is not there', async () => {
    expect((await runProgram('no-such-program-here', [])).code).toBe(127);
  });

  it('ends a program that takes too long', async () => {
    const result = await runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      timeoutMs: 300,
    });
    expect(result).toMatchObject({ timedOut: true });
    expect(result.code).not.toBe(0);
  });

  it.runIf(existsSync('/usr/bin/setpriv'))(
    'takes its programs along when it is killed outright',
    async () => {
      const inner = `setInterval(() => {}, 1000)`;
      const outer = `import('${path.resolve('build/setup/child.mjs')}').then(({ startProgram }) => {
      const child = startProgram(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'ignore' });
      console.log(child.pid);
    });`;
      const parent = spawn(process.execPath, ['-e', outer], { stdio: ['ignore', 'pipe', 'inherit'] });
      const pid = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
      expect(alive(pid)).toBe(true);
      // Not before setpriv has become the program.
      await new Promise((resolve) => setTimeout(resolve, 500));
      parent.kill('SIGKILL');
      await expect.poll(() => alive(pid), { timeout: 120_000 }).toBe(false);
    },
  );
});

/** A process that ended and was not collected yet counts as gone. */
function alive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('takeLock', () => {
  it('is held until it is released, and taken over from a dead process', () => {
    const file = path.join(root, 'a/lock.pid');
    const first = takeLock(file);
    expect(takeLock(file)).toEqual({ heldBy: process.pid });
    first.release?.();
    writeFileSync(file, '4194305');
    expect(takeLock(file)).toHaveProperty('release');
  });
});

it('gives every store feed a folder of its own', () => {
  expect(storeDataDir('/a/shop')).not.toBe(storeDataDir('/b/shop'));
  expect(storeDataDir('/a/shop')).toBe(storeDataDir('/a/x/../shop/'));
  expect(path.basename(storeDataDir('/a/我的店'))).toMatch(/^[\w.-]+$/);
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folderThatTakesFiles } from '../config';
import { createLogger } from './log';
import { MOST_WAITING, SteadyStream } from './steady-stream';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'daogou-log-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});
const text = (of = dir) => readFileSync(path.join(of, 'a.log'), 'utf8');

it('begins where no folder can be made, and says later how much is missing', async () => {
  const logs = path.join(dir, 'logs');
  writeFileSync(logs, 'a file is in the way');
  const stream = new SteadyStream(logs, 'a', 0);
  stream.write('lost\n');
  rmSync(logs);
  stream.write('kept\n');
  await stream.close();
  expect(text(logs)).toMatch(/"msg":"1 lines could not be kept"/);
  expect(text(logs)).toMatch(/kept\n$/);
  expect([statSync(logs).mode & 0o077, statSync(path.join(logs, 'a.log')).mode & 0o077]).toEqual([0, 0]);
});

it('lets only so much wait for a slow disk, and says in one line what was dropped, in its place', async () => {
  const stream = new SteadyStream(dir, 'a');
  const many = 3_000;
  // Nothing reaches the disk before this turn of the event loop ends.
  for (let n = 0; n < many; n++) stream.write(`${JSON.stringify({ n, pad: 'x'.repeat(1_000) })}\n`);
  await stream.close();
  const lines = text()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { n?: number; msg?: string });
  const told = lines.flatMap(({ msg }) => msg ?? []);
  expect(told).toHaveLength(1);
  const kept = lines.flatMap(({ n }) => n ?? []);
  expect(Number(/^(\d+) lines could not be kept$/.exec(told[0]!)?.[1])).toBe(many - kept.length);
  expect([kept[0], kept.at(-1)]).toEqual([0, many - 1]);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
  // What the stream itself holds comes on top.
  expect(text().length).toBeLessThan(MOST_WAITING + 100_000);
  const at = lines.findIndex(({ msg }) => msg !== undefined);
  expect(lines[at + 1]!.n! - lines[at - 1]!.n!).toBe(many - kept.length + 1);
});

it('writes all in order where the disk keeps up with it', async () => {
  const stream = new SteadyStream(dir, 'a');
  for (let n = 0; n < 500; n++) {
    stream.write(`${n} ${'x'.repeat(1_000)}\n`);
    if (n % 50 === 0) await expect.poll(() => text()).toContain(`${n} `);
  }
  await stream.close();
  expect(
    text()
      .trim()
      .split('\n')
      .map((line) => Number(line.split(' ')[0])),
  ).toEqual(Array.from({ length: 500 }, (_, n) => n));
});

it('does not end its process where the data folder is no folder', () => {
  writeFileSync(path.join(dir, 'data'), '');
  const log = createLogger(path.join(dir, 'data'), 'a', 'info');
  expect(() => log.info({}, 'said to nobody')).not.toThrow();
});

/** A real small disk; only root may mount one. */
function smallDisk(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const fill = () => {
  try {
    for (let i = 0; ; i++) writeFileSync(path.join(dir, `filler-${i}`), Buffer.alloc(4_096, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
};

it('goes on after the disk was full', async (context) => {
  if (!smallDisk()) return context.skip('this user may not mount a disk');
  try {
    const stream = new SteadyStream(dir, 'a', 0);
    stream.write('before\n');
    await expect.poll(() => text()).toContain('before');
    fill();
    const line = `${'x'.repeat(8_192)}\n`;
    await expect
      .poll(() => (stream.write(line), vi.mocked(console.error).mock.calls.length))
      .toBeGreaterThan(0);
    rmSync(path.join(dir, 'filler-1'));
    rmSync(path.join(dir, 'filler-2'));
    for (let i = 3; i < 20; i++) rmSync(path.join(dir, `filler-${i}`), { force: true });
    await expect.poll(() => (stream.write('after\n'), text())).toContain('after');
    await stream.close();
  } finally {
    execFileSync('umount', ['-l', dir]);
  }
});

it('finds the browser another folder where its own takes no files, the same one each time', (context) => {
  expect(folderThatTakesFiles(path.join(dir, 'electron'))).toBe(path.join(dir, 'electron'));
  writeFileSync(path.join(dir, 'file'), '');
  const away = path.join(dir, 'run');
  mkdirSync(away);
  const environment = { XDG_RUNTIME_DIR: away };
  const other = folderThatTakesFiles(path.join(dir, 'file', 'electron'), environment);
  expect([path.dirname(other), statSync(other).mode & 0o077]).toEqual([away, 0]);
  expect(folderThatTakesFiles(path.join(dir, 'file', 'electron'), environment)).toBe(other);
  if (!smallDisk()) return context.skip('this user may not mount a disk');
  try {
    fill();
    const elsewhere = folderThatTakesFiles(path.join(dir, 'electron'), environment);
    expect(path.dirname(elsewhere)).not.toBe(dir);
    rmSync(elsewhere, { recursive: true });
  } finally {
    execFileSync('umount', ['-l', dir]);
  }
});

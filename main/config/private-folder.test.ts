import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exposed, keepPrivate, makeFilesPrivate } from './private-folder';

let root: string;
beforeEach(() => (root = mkdtempSync(path.join(tmpdir(), 'daogou-private-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));
const mode = (...parts: string[]) => statSync(path.join(root, ...parts)).mode & 0o777;

it('makes the data folder the owner’s alone', () => {
  keepPrivate(path.join(root, 'a', 'data'));
  expect(mode('a', 'data')).toBe(0o700);
});

it('mends what was left open, and leaves links and models alone', () => {
  const outside = path.join(root, 'outside');
  writeFileSync(outside, '');
  chmodSync(outside, 0o644);
  const data = path.join(root, 'data');
  for (const folder of ['logs', 'config', 'spool/jobs', 'models']) mkdirSync(path.join(data, folder), { recursive: true, mode: 0o755 });
  for (const file of ['state.db', 'logs/main.log', 'config/store.json', 'spool/jobs/1.job', 'models/a.onnx']) {
    writeFileSync(path.join(data, file), '');
    chmodSync(path.join(data, file), 0o644);
  }
  symlinkSync(outside, path.join(data, 'link'));
  chmodSync(data, 0o755);
  expect(exposed(data)).toContain(path.join(data, 'state.db'));
  keepPrivate(data);
  expect(['data', 'data/logs', 'data/config', 'data/spool', 'data/spool/jobs'].map((name) => mode(name))).toEqual(Array(5).fill(0o700));
  expect(['state.db', 'logs/main.log', 'config/store.json', 'spool/jobs/1.job'].map((name) => mode('data', name))).toEqual(Array(4).fill(0o600));
  expect([mode('outside'), mode('data', 'models', 'a.onnx')]).toEqual([0o644, 0o644]);
  expect(exposed(data)).toEqual([]);
});

it('makes what comes later private as well', () => {
  const before = process.umask();
  try {
    makeFilesPrivate();
    writeFileSync(path.join(root, 'new'), '');
    mkdirSync(path.join(root, 'folder'));
    expect([mode('new'), mode('folder')]).toEqual([0o600, 0o700]);
  } finally {
    process.umask(before);
  }
});

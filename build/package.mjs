/**
 * `npm run package -- [dir|tar.gz|zip]…`: the app for stores, into release/. Packages with the Electron that
 * set-up found.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './setup/child.mjs';
import { installDebianPackages } from './setup/debian.mjs';
import { presentElectron } from './setup/electron.mjs';
import { main, setUpSources } from './setup/index.mjs';
import { nodeForTools } from './setup/packages.mjs';
import { ROOT, inRoot } from './setup/paths.mjs';
import { Missing, step, warn } from './setup/report.mjs';

const TARGETS = ['dir', 'tar.gz', 'zip'];
const SEVEN_ZIP = '/usr/bin/7za';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { 'for-tests': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !TARGETS.includes(name));
    if (unknown) throw new Error(`there is no target ${unknown}`);
    const forTests = values['for-tests'];
    const usual = forTests ? ['dir'] : TARGETS;
    return { forTests, targets: positionals.length > 0 ? positionals : usual };
  } catch (error) {
    console.error(
      `npm run package: ${error.message.split('. ')[0]}; usage: npm run package -- [${TARGETS.join('|')}]…`,
    );
    process.exit(2);
  }
}

const { forTests, targets } = readArguments();
await main(async () => {
  await setUpSources();
  const { official, version } = presentElectron();
  if (!official && !forTests)
    warn('Electron', `packaging with the fallback ${version}: for trying out, not for a store`);
  const archives = targets.some((target) => target !== 'dir');
  const archiver =
    !archives ||
    (await step('Archiver', (say) => installDebianPackages(say, ['p7zip-full']), { optional: true }));
  if (!archiver) warn('Package', 'without it only the folder is built');
  const output = inRoot('release', forTests ? 'for-tests' : 'store');
  await step('Package', async (say) => {
    say(`packaging ${archiver ? targets.join(', ') : 'the folder'}`);
    const options = JSON.stringify({ targets: archiver ? targets : ['dir'], output, forTests });
    const env = { ...process.env, ...(existsSync(SEVEN_ZIP) && { ELECTRON_BUILDER_7ZIP_PATH: SEVEN_ZIP }) };
    const { code, all } = await runProgram(
      nodeForTools(),
      [inRoot('build/packaging/run-builder.mjs'), options],
      { cwd: ROOT, env },
    );
    if (code !== 0) throw new Missing(`electron-builder failed:\n${all.trim()}`);
    return path.relative(ROOT, output);
  });
  console.log(
    path.join(output, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'daogou'),
  );
});

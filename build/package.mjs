/** `npm run package -- [dir|tar.gz|zip]…`: the app for stores, into release/. Packages with the Electron that set-up found. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runProgram } from './setup/child.mjs';
import { currentElectron } from './setup/electron.mjs';
import { main, setUpSources } from './setup/index.mjs';
import { nodeForTools } from './setup/packages.mjs';
import { ROOT, inRoot } from './setup/paths.mjs';
import { Missing, step, warn } from './setup/report.mjs';

const TARGETS = ['dir', 'tar.gz', 'zip'];
const SEVEN_ZIP = '/usr/bin/7za';

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: { 'for-tests': { type: 'boolean', default: false } }, allowPositionals: true });
    const unknown = positionals.find((name) => !TARGETS.includes(name));
    if (unknown) throw new Error(`there is no target ${unknown}`);
    return { forTests: values['for-tests'], targets: positionals.length > 0 ? positionals : values['for-tests'] ? ['dir'] : TARGETS };
  } catch (error) {
    console.error(`npm run package: ${error.message.split('. ')[0]}; usage: npm run package -- [${TARGETS.join('|')}]…`);
    process.exit(2);
  }
}

const { forTests, targets } = readArguments();
await main(async () => {
  await setUpSources();
  const { official, version } = currentElectron();
  if (!official && !forTests) warn('Electron', `packaging with the fallback ${version}: for trying out, not for a store`);
  if (targets.includes('zip') && !existsSync(SEVEN_ZIP)) {
    targets.splice(targets.indexOf('zip'), 1);
    warn('Package', 'no zip without 7za; run: apt-get install p7zip-full');
  }
  const output = inRoot('release', forTests ? 'for-tests' : 'store');
  await step('Package', async (say) => {
    say(`packaging ${targets.join(', ')}`);
    const options = JSON.stringify({ targets, output, forTests });
    const env = { ...process.env, ...(existsSync(SEVEN_ZIP) && { ELECTRON_BUILDER_7ZIP_PATH: SEVEN_ZIP }) };
    const { code, all } = await runProgram(nodeForTools(), [inRoot('build/packaging/run-builder.mjs'), options], { cwd: ROOT, env });
    if (code !== 0) throw new Missing(`electron-builder failed:\n${all.trim()}`);
    return path.relative(ROOT, output);
  });
  console.log(path.join(output, process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', 'daogou'));
});

/** Runs electron-builder on Node 24 with what electron-builder.yml says and what only this machine knows. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import { presentElectron } from '../setup/electron.mjs';
import { ROOT } from '../setup/paths.mjs';
import { packageContents } from './contents.mjs';

const { targets, output, forTests } = JSON.parse(process.argv[2]);
const { dist, version } = presentElectron();

await build({
  projectDir: ROOT,
  targets: Platform.LINUX.createTarget(targets, Arch[process.arch]),
  publish: 'never',
  config: {
    directories: { output },
    electronDist: dist,
    electronVersion: version,
    files: packageContents(process.arch),
    // Nothing to rebuild, and node_modules is taken care of: `files` names all that goes in.
    npmRebuild: true,
    beforeBuild: async () => false,
    // Left over from the runtime: what it runs when it has no app.
    afterPack: ({ appOutDir }) => rmSync(path.join(appOutDir, 'resources/default_app.asar'), { force: true }),
    // The app takes a debugger's switches only where it reads this, see main/kiosk/switches.ts.
    ...(forTests && { extraMetadata: { forTests } }),
    electronFuses: { enableNodeCliInspectArguments: forTests },
  },
});

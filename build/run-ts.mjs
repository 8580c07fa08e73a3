/**
 * `node build/run-ts.mjs [--electron] FILE.ts [args]`: runs a TypeScript script of this repository on Node
 * 24, with what it imports; with `--electron` on the Node inside Electron, whose heap (compressed pointers)
 * and allocator are the terminal's own.
 */
import './bundle/no-telemetry.mjs';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleScript } from './bundle/script.mjs';
import { handOver } from './setup/child.mjs';
import { currentElectron } from './setup/electron.mjs';
import { CACHE, bundledNode } from './setup/paths.mjs';

const given = process.argv.slice(2);
const electron = given[0] === '--electron' ? currentElectron() : undefined;
if (given[0] === '--electron') {
  given.shift();
  if (!electron)
    console.error(
      'Electron is not installed yet: this runs on plain Node, and memory and processor figures are not the terminal’s.',
    );
}
const [file, ...args] = given;
if (!file || !existsSync(file)) {
  console.error(file ? `No such file: ${file}` : 'usage: node build/run-ts.mjs [--electron] FILE.ts [args]');
  process.exit(2);
}

const source = path.resolve(file);
const name = createHash('sha256').update(source).digest('hex').slice(0, 10);
const out = path.join(
  CACHE,
  'run',
  `${path.basename(source).replace(/\.\w+$/, '')}-${name}-${process.pid}.cjs`,
);
const cleanUp = await bundleScript(source, out);
if (electron) process.env.ELECTRON_RUN_AS_NODE = '1';
process.exitCode = await handOver(
  electron ? path.join(electron.dist, 'electron') : (bundledNode() ?? process.execPath),
  ['--enable-source-maps', out, ...args],
);
cleanUp();

/** `node build/run-ts.mjs FILE.ts [args]`: runs a TypeScript script of this repository on Node 24, with what it imports. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleScript } from './bundle/script.mjs';
import { handOver } from './setup/child.mjs';
import { CACHE, bundledNode } from './setup/paths.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.error(file ? `No such file: ${file}` : 'usage: node build/run-ts.mjs FILE.ts [args]');
  process.exit(2);
}

const source = path.resolve(file);
const name = createHash('sha256').update(source).digest('hex').slice(0, 10);
const out = path.join(CACHE, 'run', `${path.basename(source).replace(/\.\w+$/, '')}-${name}-${process.pid}.cjs`);
const cleanUp = await bundleScript(source, out);
process.exitCode = await handOver(bundledNode() ?? process.execPath, ['--enable-source-maps', out, ...args]);
cleanUp();

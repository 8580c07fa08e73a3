/** `node build/bundle.mjs [node] [renderer]`: sources → dist/, only what changed. */
import { stripVTControlCharacters } from 'node:util';
import { bundleNode } from './bundle/node.mjs';
import { bundleRenderer } from './bundle/renderer.mjs';
import { markBuilt, markStale, staleParts } from './bundle/parts.mjs';

const builders = { node: bundleNode, renderer: bundleRenderer };

const asked = process.argv.slice(2);
const stale = staleParts(asked.length > 0 ? asked : undefined);
let failed = false;
await Promise.all(
  Object.entries(stale).map(async ([name, hash]) => {
    markStale(name);
    try {
      await builders[name]();
      markBuilt(name, hash);
    } catch (error) {
      failed = true;
      // esbuild has told its own already.
      if (name === 'renderer')
        console.error(process.stderr.isTTY ? error.message : stripVTControlCharacters(error.message));
    }
  }),
);
process.exit(failed ? 1 : 0);

/** `node build/bundle.mjs [node] [renderer]`: sources → dist/, only what changed. */
import { bundleNode } from './bundle/node.mjs';
import { bundleRenderer } from './bundle/renderer.mjs';
import { markBuilt, markStale, staleParts } from './bundle/parts.mjs';

const builders = { node: bundleNode, renderer: bundleRenderer };

const asked = process.argv.slice(2);
const stale = staleParts(asked.length > 0 ? asked : undefined);
const results = await Promise.allSettled(
  Object.entries(stale).map(async ([name, hash]) => {
    markStale(name);
    await builders[name]();
    markBuilt(name, hash);
  }),
);
const failed = results.filter((result) => result.status === 'rejected');
// esbuild has told its own errors already.
for (const { reason } of failed) if (!reason.message.startsWith('Build failed with') || reason.name === 'BuildError') console.error(reason.message);
process.exit(failed.length > 0 ? 1 : 0);

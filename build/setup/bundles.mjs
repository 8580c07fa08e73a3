import { staleParts } from '../bundle/parts.mjs';
import { runProgram } from './child.mjs';
import { nodeForTools } from './packages.mjs';
import { ROOT, inRoot } from './paths.mjs';
import { Missing } from './report.mjs';

/** Brings dist/ up to date, or only the parts that are named. */
export async function bundle(say, parts) {
  const stale = Object.keys(staleParts(parts));
  if (stale.length === 0) return 'up to date';
  say(`bundling ${stale.join(' and ')}`);
  const { code, all } = await runProgram(nodeForTools(), [inRoot('build/bundle.mjs'), ...stale], {
    cwd: ROOT,
  });
  if (code !== 0) throw new Missing(`the sources do not bundle:\n${all.trim()}`);
  return `bundled ${stale.join(' and ')}`;
}

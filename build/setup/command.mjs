import { nodeForTools } from './packages.mjs';
import { inRoot } from './paths.mjs';

/** The `daogou` command out of the bundle, as program and arguments. @returns {[string, string[]]} */
export const daogou = (...args) => [
  nodeForTools(),
  ['--enable-source-maps', inRoot('dist/cli/daogou.cjs'), ...args],
];

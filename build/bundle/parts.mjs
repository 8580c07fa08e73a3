import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hashTree, readJson, writeAtomic } from '../setup/files.mjs';
import { DIST, ROOT, inRoot } from '../setup/paths.mjs';

const isInput = (file) => !/\.test\.tsx?$|(^|\/)(evals|e2e|docs)\//.test(file);
const TOOLING = ['build/bundle', 'package-lock.json'];

/** The two halves of the bundle, each rebuilt only when what goes into it has changed. */
export const parts = {
  node: { inputs: ['main', 'voice', 'catalog-sync', 'native', ...TOOLING], exists: () => true },
  renderer: {
    inputs: ['renderer', 'main/contract', ...TOOLING],
    exists: () => existsSync(inRoot('renderer/index.html')) && existsSync(inRoot('renderer/vite.config.ts')),
  },
};

const stampOf = (name) => path.join(DIST, `.${name}.json`);

/** Names and input hashes of the parts whose output is not up to date. */
export function staleParts(names = Object.keys(parts)) {
  const stale = {};
  for (const name of names) {
    const part = parts[name];
    if (!part.exists()) continue;
    const hash = hashTree(ROOT, part.inputs, isInput);
    if (readJson(stampOf(name))?.hash !== hash) stale[name] = hash;
  }
  return stale;
}

export const markStale = (name) => rmSync(stampOf(name), { force: true });
export const markBuilt = (name, hash) => writeAtomic(stampOf(name), JSON.stringify({ hash }));

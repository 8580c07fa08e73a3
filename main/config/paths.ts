import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The data folder as the XDG Base Directory Specification 0.8 has it; `DAOGOU_DATA_DIR` wins over it (see
 * load.ts).
 */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment.XDG_DATA_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.local', 'share'), 'daogou');
}

/** Where rebuildable things go, such as the catalogs that `daogou ask --store` compiled. */
export function cacheDir(environment: NodeJS.ProcessEnv = process.env): string {
  const base = environment.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'daogou');
}

export { loadConfig, STORE_FILE } from './load';
export { cacheDir, defaultDataDir } from './paths';
export { mouthOptions } from './mouth-options';
export { brokerOptions, catalogOptions } from './catalog-options';
export { exposed, keepPrivate, makeFilesPrivate } from './private-folder';

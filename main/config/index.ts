export { loadConfig, STORE_FILE } from './load';
export { loadSteadyConfig, type SteadyConfig } from './steady';
export { cacheDir, defaultDataDir } from './paths';
export { folderThatTakesFiles } from './writable';
export { mouthOptions } from './mouth-options';
export { brokerOptions, catalogOptions } from './catalog-options';
export { exposed, keepPrivate, makeFilesPrivate, privacyNotes } from './private-folder';

export { loadConfig, STORE_FILE } from './load';
export { loadSteadyConfig, type SteadyConfig } from './steady';
export { cacheDir, defaultDataDir } from './paths';
export { folderThatTakesFiles } from './writable';
export { speechOutputOptions } from './speech-output-options';
export { brokerOptions, catalogOptions } from './catalog-options';
export { exposed, keepPrivate, makeFilesPrivate, privacyNotes } from './private-folder';

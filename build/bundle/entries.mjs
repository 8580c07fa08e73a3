import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../setup/paths.mjs';

const FIXED = {
  'main/index': 'main/index.ts',
  'main/preload': 'main/ipc/preload.ts',
  'processes/voice': 'main/processes/voice.ts',
  'processes/catalog': 'main/processes/catalog.ts',
  'processes/devices': 'main/processes/devices.ts',
  'cli/daogou': 'main/cli/daogou.ts',
};

/**
 * Folders whose `*.ending` files become bundles of their own: programs beside the terminal, and worker
 * threads.
 */
const BY_ENDING = [
  { folder: 'native/simulators', ending: '.main.ts', out: 'simulators' },
  { folder: 'native', ending: '.worker.ts', out: 'workers' },
  { folder: 'voice', ending: '.worker.ts', out: 'workers' },
  { folder: 'catalog-sync', ending: '.worker.ts', out: 'workers' },
];

/** What is bundled for Node and Electron: path in dist/ without ending → source file. */
export function nodeEntries() {
  const found = Object.entries(FIXED).filter(([, source]) => existsSync(path.join(ROOT, source)));
  for (const { folder, ending, out } of BY_ENDING)
    for (const source of filesBelow(folder))
      if (source.endsWith(ending)) found.push([`${out}/${path.basename(source, ending)}`, source]);
  return Object.fromEntries(found);
}

function filesBelow(folder) {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true }).map((name) => path.join(folder, name));
}

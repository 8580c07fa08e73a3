import { copyFileSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { createCatalogStore } from '../../catalog-sync';
import packageJson from '../../package.json';
import { catalogOptions, defaultDataDir, loadConfig } from '../config';
import { DaogouError } from '../contract';
import { UsageError } from './fail';

interface SyncOptions {
  url?: string;
  root?: string;
}

async function run({ url, root }: SyncOptions): Promise<void> {
  const config = loadConfig({ dataDir: defaultDataDir() });
  const syncUrl = url ?? config.sync.url;
  if (!syncUrl) throw new UsageError('sync: no repository; give --url or set sync.url in config/store.json');
  const store = await createCatalogStore({
    ...catalogOptions(config),
    syncUrl,
    rootFile: root ?? config.sync.rootFile,
    appVersion: packageJson.version,
  });
  const status = await store.sync();
  process.stdout.write(`${JSON.stringify(status)}\n`);
  await store.close();
  if (root && !status.sync.error) keepRoot(root, config.dataDir);
  if (status.sync.error) throw new DaogouError('unavailable', `sync: ${status.sync.error.message}`);
}

/**
 * The root that was named by hand and proved itself is the terminal's from now on where it had none: offers made
 * here and the next sync are held against it. Aside and renamed: a power cut leaves no half of it.
 */
function keepRoot(root: string, dataDir: string): void {
  const own = path.join(dataDir, 'trust', 'root.json');
  if (existsSync(own)) return;
  const aside = `${own}.tmp`;
  copyFileSync(root, aside);
  renameSync(aside, own);
}

export function addSync(program: Command): void {
  program
    .command('sync')
    .description('Fetches, verifies and installs the newest catalog, and prints the catalog’s status.')
    .option('--url <url>', 'the published repository')
    .option('--root <file>', 'the first trusted root.json; kept as the terminal’s where it has none')
    .action(run);
}

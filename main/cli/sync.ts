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
  if (status.sync.error) throw new DaogouError('unavailable', `sync: ${status.sync.error.message}`);
}

export function addSync(program: Command): void {
  program
    .command('sync')
    .description('Fetches, verifies and installs the newest catalog, and prints the catalog’s status.')
    .option('--url <url>', 'the published repository')
    .option('--root <file>', 'the first trusted root.json')
    .action(run);
}

import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
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
  if (root && !status.sync.error) keepRoot(root, config);
  if (status.sync.error) throw new DaogouError('unavailable', `sync: ${status.sync.error.message}`);
}

/**
 * The root that was named by hand and proved itself is the terminal's from now on where it had none: offers made
 * here and the next sync are held against it. Aside and renamed: a power cut leaves no half of it. Where it has
 * another, that one stays, and is said to.
 */
function keepRoot(root: string, { dataDir, sync }: ReturnType<typeof loadConfig>): void {
  const kept = path.join(dataDir, 'trust', 'root.json');
  const own = sync.rootFile || kept;
  if (!existsSync(own) && own === kept) {
    const aside = `${own}.tmp`;
    copyFileSync(root, aside);
    renameSync(aside, own);
    return;
  }
  const same = existsSync(own) && readFileSync(own).equals(readFileSync(root));
  if (same) return;
  const state = existsSync(own) ? 'is another' : 'is not there';
  process.stderr.write(
    `daogou: warning: ${root} was trusted this once; the terminal's own root, ${own}, ${state}. Offers made here and later syncs go by that one: copy ${root} there to change it for good.\n`,
  );
}

export function addSync(program: Command): void {
  program
    .command('sync')
    .description('Fetches, verifies and installs the newest catalog, and prints the catalog’s status.')
    .option('--url <url>', 'the published repository')
    .option('--root <file>', 'the first trusted root.json; kept as the terminal’s where it has none')
    .action(run);
}

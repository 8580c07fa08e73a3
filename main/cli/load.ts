import type { Command } from 'commander';
import { DATABASE_SCHEMA, loadFeed } from '../../catalog-sync';
import { databaseUrl, folder } from './arguments';
import { UsageError } from './fail';

interface LoadOptions {
  store?: string;
  to?: string;
  schema?: boolean;
}

async function run({ store, to, schema }: LoadOptions): Promise<void> {
  if (schema) {
    process.stdout.write(DATABASE_SCHEMA);
    return;
  }
  if (!store || !to)
    throw new UsageError('load: name the feed folder with --store and the database with --to; or --schema');
  process.stdout.write(`${JSON.stringify(await loadFeed(store, to))}\n`);
}

export function addLoad(program: Command): void {
  program
    .command('load')
    .description(
      'Checks a store feed whole and brings it into PostgreSQL, from where “daogou publish --from” reads; all of the store is replaced in one transaction.',
    )
    .option('--store <dir>', 'the store feed folder', folder)
    .option(
      '--to <url>',
      'the database, e.g. postgres://daogou@db.example/feeds; its tables are made where they are missing',
      databaseUrl,
    )
    .option('--schema', 'only print the schema')
    .action(run);
}

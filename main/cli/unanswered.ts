import type { Command } from 'commander';
import { createCatalogStore } from '../../catalog-sync';
import { kindNames } from '../assistant';
import { catalogOptions, defaultDataDir, loadConfig } from '../config';

const MOST = 1_000;
const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/**
 * Kinds that were asked for and are not carried, or every record: kinds, codes and counts, never what was
 * said.
 */
async function run({ records }: { records?: boolean }): Promise<void> {
  const { dataDir, rootFile } = catalogOptions(loadConfig({ dataDir: defaultDataDir() }));
  const store = await createCatalogStore({ dataDir, rootFile, syncUrl: '' });
  try {
    if (records) store.unanswered.list(MOST).forEach(print);
    else {
      store.unanswered
        .wanted(MOST)
        .forEach(({ id, count }) => print({ id, name: kindNames(id) ?? { zh: id, en: id }, count }));
      store.unanswered.scanned(MOST).forEach(print);
    }
  } finally {
    await store.close();
  }
}

export function addUnanswered(program: Command): void {
  program
    .command('unanswered')
    .description(
      'What shoppers asked for in the last 30 days and the store does not carry: kinds of goods with how often, the most wanted first, then numbers that were scanned in vain, one JSON object a line.',
    )
    .option(
      '--records',
      'every question without an answer instead, newest first, as far as it was understood',
    )
    .action(run);
}

import type { Command } from 'commander';
import { DaogouError } from '../contract';
import { folder } from './arguments';
import { openStore } from './open-store';

async function run({ store }: { store?: string }): Promise<void> {
  const { catalog, close } = await openStore({ store });
  const map = catalog.map();
  await close();
  if (!map) throw new DaogouError('not_found', 'this store has no floor plan');
  process.stdout.write(`${JSON.stringify(map)}\n`);
}

export function addMap(program: Command): void {
  program
    .command('map')
    .description('The floor plan in metres, as the screen draws it and the robot plans on it, as one JSON object.')
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .action(run);
}

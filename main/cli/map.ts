import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readFeedMap } from '../../catalog-sync/feed';
import { defaultDataDir, loadConfig } from '../config';
import { DaogouError, type StoreMap } from '../contract';
import { folder, positive } from './arguments';

interface MapOptions {
  store?: string;
  check?: string;
  radius?: number;
}

async function run({ store, check, radius }: MapOptions): Promise<void> {
  const map = store ? await readFeedMap(store) : await installedMap();
  if (!map) throw new DaogouError('not_found', 'this store has no floor plan');
  if (check === undefined) process.stdout.write(`${JSON.stringify(map)}\n`);
  else await draw(map, check, radius ?? loadConfig({ dataDir: defaultDataDir() }).base.radius);
}

async function installedMap(): Promise<StoreMap | undefined> {
  const { openInstalled } = await import('./open-store');
  const { catalog, close } = await openInstalled();
  try {
    return catalog.map();
  } finally {
    await close();
  }
}

/**
 * Draws the plan beside what the robot's planner takes for free, and fails where a shelf or closed area is
 * free floor.
 */
async function draw(map: StoreMap, file: string, radius: number): Promise<void> {
  const { checkFloor, floorPicture } = await import('../../native/floor');
  const found = checkFloor(map, radius);
  writeFileSync(file, floorPicture(map, found));
  const { planner, freeArea, standableArea, leaks, unreachable } = found;
  const round = (value: number) => Math.round(value * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({ picture: file, cell: planner.grid.res, freeSquareMetres: round(freeArea), standableSquareMetres: round(standableArea), leaks, unreachable })}\n`,
  );
  if (leaks.length > 0)
    throw new DaogouError(
      'cannot_plan',
      `${leaks.length} shelves or closed areas are free floor to the robot, first ${leaks[0]}; it must not drive on this plan`,
    );
}

export function addMap(program: Command): void {
  program
    .command('map')
    .description(
      'The floor plan in metres, as the screen draws it and the robot plans on it, as one JSON object.',
    )
    .option('--store <dir>', 'a store feed folder instead of the synced catalog', folder)
    .option(
      '--check <file>',
      'draw the plan beside what the robot takes for free into this SVG file, and say what is out of its reach',
    )
    .option('--radius <metres>', 'with --check: radius of the robot, else as configured', positive)
    .action(run);
}

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { spawnSync } from 'node:child_process';
import type { Point } from '../../main/contract';
import { makeHospital } from '../testing/hospital';

/**
 * `npm run bench:map [-- --out FOLDER]`: a hospital of 505 by 313 m as a feed, through `daogou map --check` out of
 * the bundle in a process of its own: seconds and the most memory it took. With `--out` the feed is only written.
 */
const COMMAND = 'dist/cli/daogou.cjs';
const METRES_PER_DEGREE = 111_320;
const ORIGIN: Point = [120.1, 30.2];
const GOAL = { seconds: 2, mebibytes: 200 };

const { values } = parseArgs({ options: { out: { type: 'string', default: '' } } });

const degrees = ([x, y]: Point): Point => [
  ORIGIN[0] + x / (METRES_PER_DEGREE * Math.cos((ORIGIN[1] * Math.PI) / 180)),
  ORIGIN[1] + y / METRES_PER_DEGREE,
];

const polygon = (rings: readonly (readonly Point[])[]) => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring.slice(0, -1).map(degrees), degrees(ring[0]!)]),
});

const collection = (features: readonly object[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', ...feature })),
  });

/** Writes the hospital as the floor plan of a feed. */
function writeHospital(dir: string): void {
  const map = makeHospital();
  const files = {
    'map/manifest.json': JSON.stringify({ local_frame: { origin: ORIGIN, rotation: 0, unit: 'metre' } }),
    'map/opening.geojson': collection([]),
    'map/anchor.geojson': collection([]),
    'map/level.geojson': collection([
      { id: 'level', geometry: polygon(map.outline), properties: { ordinal: 0 } },
    ]),
    'map/fixture.geojson': collection(
      map.fixtures.map(({ id, outline, holes = [], aisle, bay }) => ({
        id,
        geometry: polygon([outline, ...holes]),
        properties: { aisle, bay },
      })),
    ),
    'map/amenity.geojson': collection(
      map.amenities.map(({ id, at, category }) => ({
        id,
        geometry: { type: 'Point', coordinates: degrees(at) },
        properties: { category },
      })),
    ),
    'map/kiosk.geojson': collection(
      map.kiosks.map(({ id, at }) => ({
        id,
        geometry: { type: 'Point', coordinates: degrees(at) },
        properties: {},
      })),
    ),
    'map/venue.geojson': collection([
      { id: 'venue', geometry: polygon(map.outline.slice(0, 1)), properties: {} },
    ]),
  };
  mkdirSync(path.join(dir, 'map'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
}

function measure(work: string): number {
  const feed = path.join(work, 'feed');
  writeHospital(feed);
  mkdirSync(path.join(work, 'data'));
  const env = {
    ...process.env,
    DAOGOU_DATA_DIR: path.join(work, 'data'),
    XDG_CACHE_HOME: path.join(work, 'cache'),
  };
  let failed = 0;
  for (const time of ['first', 'again']) {
    const began = performance.now();
    const child = spawnSync(
      '/usr/bin/time',
      [
        '-f',
        '%M',
        process.execPath,
        '--enable-source-maps',
        COMMAND,
        'map',
        '--store',
        feed,
        '--check',
        path.join(work, 'plan.svg'),
      ],
      { env, encoding: 'utf8' },
    );
    const seconds = (performance.now() - began) / 1000;
    const peak = Number(child.stderr.trim().split('\n').at(-1)) / 1024;
    if (child.status !== 0) failed = 1;
    console.log(
      `map --check of 505 x 313 m, ${time}: ${seconds.toFixed(1)} s (goal: <= ${GOAL.seconds}), ${peak.toFixed(0)} MiB at most (goal: <= ${GOAL.mebibytes})${child.status === 0 ? '' : `; failed: ${child.stderr}`}`,
    );
    console.log(child.stdout.slice(0, 300));
  }
  return failed;
}

function main(): number {
  if (values.out !== '') {
    writeHospital(values.out);
    return 0;
  }
  if (!existsSync(COMMAND)) {
    console.log(`There is no ${COMMAND}; make it by npm run bundle. Nothing was measured.`);
    return 1;
  }
  const work = mkdtempSync(path.join(tmpdir(), 'plan-'));
  try {
    return measure(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

process.exitCode = main();

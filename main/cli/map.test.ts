import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFloor } from '../../native';
import { StoreMap, type Point } from '../contract';
import { bundleCommand, type BundledCommand } from './testing/command';
import { writeFeed } from './testing/feed';

let command: BundledCommand;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'daogou-map-'));
  command = await bundleCommand();
});
afterAll(() => {
  command.remove();
  rmSync(dir, { recursive: true, force: true });
});

interface Feature {
  id: string;
  geometry: { type: string; coordinates?: unknown; geometries?: unknown };
  properties: { aisle?: string };
}

/** A small feed with the demo store's plan, its features changed, and more files of the map. */
function feed(
  name: string,
  change: (fixtures: Feature[]) => Feature[] = (fixtures) => fixtures,
  more: Record<string, unknown[]> = {},
): string {
  const folder = path.join(dir, name);
  writeFeed(folder);
  cpSync('build/demo-store/map', path.join(folder, 'map'), { recursive: true });
  const { features } = JSON.parse(readFileSync('build/demo-store/map/fixture.geojson', 'utf8')) as {
    features: Feature[];
  };
  for (const [file, list] of Object.entries({ fixture: change(features), ...more }))
    writeFileSync(
      path.join(folder, `map/${file}.geojson`),
      JSON.stringify({ type: 'FeatureCollection', features: list }),
    );
  return folder;
}

async function mapOf(folder: string): Promise<StoreMap> {
  const { status, out, err } = await command.run(['map', '--store', folder], { XDG_CACHE_HOME: dir });
  expect({ status, err }).toMatchObject({ status: 0 });
  return StoreMap.parse(JSON.parse(out));
}

/** The planner's cells, byte for byte. */
const cells = (map: StoreMap): Buffer =>
  Buffer.from(checkFloor(map, 0.25).planner.grid.clearance.slice().buffer);

/** The features of each group as one of several parts. */
function joined(
  features: Feature[],
  keyOf: (feature: Feature) => string,
  wrap: (polygons: unknown[]) => Feature['geometry'],
): Feature[] {
  const groups = new Map<string, Feature[]>();
  for (const feature of features)
    groups.set(keyOf(feature), [...(groups.get(keyOf(feature)) ?? []), feature]);
  return [...groups.values()].map((parts) => ({
    ...parts[0]!,
    geometry: wrap(parts.map(({ geometry }) => geometry.coordinates)),
  }));
}

describe('the demo store with its bays joined', () => {
  it('has the same cells blocked as with a polygon a bay', async () => {
    const apart = await mapOf(feed('apart'));
    const multi = await mapOf(
      feed('multi', (all) =>
        joined(
          all,
          ({ id, properties }) => properties.aisle ?? id,
          (coordinates) => ({ type: 'MultiPolygon', coordinates }),
        ),
      ),
    );
    const collected = await mapOf(
      feed('collected', (all) =>
        joined(
          all,
          () => 'all',
          (polygons) => ({
            type: 'GeometryCollection',
            geometries: polygons.map((coordinates) => ({ type: 'Polygon', coordinates })),
          }),
        ),
      ),
    );
    expect([apart, multi, collected].map(({ fixtures }) => fixtures.length)).toEqual([249, 249, 249]);
    expect(new Set(multi.fixtures.map(({ id }) => id)).size).toBeLessThan(100);
    const blocked = cells(apart);
    expect(cells(multi).equals(blocked)).toBe(true);
    expect(cells(collected).equals(blocked)).toBe(true);
  });

  it('has every part of a closed area closed', async () => {
    const { features } = JSON.parse(readFileSync('build/demo-store/map/kiosk.geojson', 'utf8')) as {
      features: Feature[];
    };
    const moved = (by: number) =>
      (features[0]!.geometry.coordinates as [number, number][][]).map((ring) =>
        ring.map(([longitude, latitude]) => [longitude + by, latitude + by]),
      );
    const coordinates = [moved(0.00004), moved(0.00008)];
    const site = (id: string, geometry: unknown) => ({
      type: 'Feature',
      id,
      geometry,
      properties: { category: 'underconstruction' },
    });
    const whole = await mapOf(
      feed('site', undefined, { geofence: [site('z', { type: 'MultiPolygon', coordinates })] }),
    );
    const single = await mapOf(
      feed('sites', undefined, {
        geofence: coordinates.map((part, k) => site(`z${k}`, { type: 'Polygon', coordinates: part })),
      }),
    );
    expect(whole.zones).toHaveLength(2);
    expect(cells(whole).equals(cells(single))).toBe(true);
    expect(cells(whole).equals(cells({ ...whole, zones: whole.zones!.slice(0, 1) }))).toBe(false);
  });
});

describe('daogou map --check', () => {
  it('draws the plan beside what the robot takes for free', async () => {
    const file = path.join(dir, 'floor.svg');
    const { status, lines } = await command.run(
      ['map', '--store', feed('checked'), '--check', file, '--radius', '0.25'],
      { XDG_CACHE_HOME: dir },
    );
    expect(status).toBe(0);
    expect(lines()).toEqual([
      {
        picture: file,
        cell: 0.05,
        freeSquareMetres: expect.any(Number),
        standableSquareMetres: expect.any(Number),
        leaks: [],
        unreachable: [],
      },
    ]);
    expect(readFileSync(file, 'utf8')).toMatch(/^<svg [\s\S]*249 fixtures[\s\S]*<\/svg>\n$/);
  });
});

const cases = path.resolve('../shared/field/cases');
describe.skipIf(!existsSync(cases))('plans as they came from the field', () => {
  const middle = (ring: readonly Point[]): Point => [
    (ring[0]![0] + ring[2]![0]) / 2,
    (ring[0]![1] + ring[2]![1]) / 2,
  ];
  const closed = (map: StoreMap, at: Point): boolean => !checkFloor(map, 0.25).planner.standable(at);

  it('01: both shelves of the aisle are obstacles', async () => {
    const map = await mapOf(path.join(cases, '01-map-multipolygon-shelf/feed'));
    expect(map.fixtures.map(({ id, aisle, outline }) => [id, aisle, closed(map, middle(outline))])).toEqual([
      ['f1', 'A1', true],
      ['f1', 'A1', true],
    ]);
  });

  it('05: both parts of the closed area are closed', async () => {
    const map = await mapOf(path.join(cases, '05-map-multipolygon-no-go/feed'));
    expect(map.zones!.map(({ id, outline }) => [id, closed(map, middle(outline))])).toEqual([
      ['z', true],
      ['z', true],
    ]);
    expect(map.zones!.some(({ outline }) => closed({ ...map, zones: [] }, middle(outline)))).toBe(false);
  });

  it.each(['02-map-web-mercator', '04-map-shelf-as-line-or-null'])(
    '%s is refused, by file and feature',
    async (name) => {
      const { status, err } = await command.run(['map', '--store', path.join(cases, name, 'feed')], {
        XDG_CACHE_HOME: dir,
      });
      expect(status).toBe(1);
      expect(err).toMatch(/map\/fixture\.geojson.*feature 'f1'/);
    },
  );
});

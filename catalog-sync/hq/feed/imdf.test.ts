import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallFeed, temporaryFolder, writeFeed } from '../../testing';
import { readFeed } from './read-feed';

let dir: string;
beforeAll(() => (dir = temporaryFolder()));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A position so many metres east and north of the small feed's origin. */
const at = (x: number, y: number): [number, number] => [120.1 + x / 96_250, 30.2 + y / 110_860];
const box = (x: number, y: number, width: number, depth: number) => [
  at(x, y),
  at(x + width, y),
  at(x + width, y + depth),
  at(x, y + depth),
  at(x, y),
];
const polygon = (x: number, y: number, width = 1, depth = 1) => ({
  type: 'Polygon',
  coordinates: [box(x, y, width, depth)],
});
const feature = (id: string | number, geometry: unknown, properties: Record<string, unknown> = {}) => ({
  type: 'Feature',
  id,
  geometry,
  properties,
});
const shelf = (geometry: unknown) => ({
  fixture: [
    feature('f1', geometry, { aisle: 'A1' }),
    feature('f2', polygon(2, 8), { aisle: 'A2' }),
    feature('f3', polygon(4, 8), { aisle: 'A3' }),
  ],
});
const swapped = (ring: [number, number][]) =>
  ring.map(([longitude, latitude]): [number, number] => [latitude, longitude]);

/** Reads the small feed on a floor of 40 by 30 m; files of the map are replaced by name. */
async function read(map: Record<string, unknown[]>, whole: Record<string, unknown> = {}) {
  const sound = {
    venue: [feature('v', polygon(0, 0, 40, 30))],
    level: [feature('l', polygon(0, 0, 40, 30), { ordinal: 0 })],
    ...shelf(polygon(0, 8)),
  };
  const files = Object.fromEntries(
    Object.entries({ ...sound, ...map }).map(([name, features]) => [
      `map/${name}.geojson`,
      JSON.stringify({ type: 'FeatureCollection', features, ...(name === 'fixture' ? whole : {}) }),
    ]),
  );
  return readFeed(writeFeed(join(dir, 'feed'), { ...smallFeed(), ...files }));
}

describe('a floor plan is safety data', () => {
  it('a sound one passes, with parts, holes and collections, without a word', async () => {
    const ring = { type: 'Polygon', coordinates: [box(10, 10, 4, 4), box(11, 11, 2, 2)] };
    const all = {
      type: 'GeometryCollection',
      geometries: [
        polygon(20, 8),
        { type: 'MultiPolygon', coordinates: [[box(22, 8, 1, 1)], [box(24, 8, 1, 1)]] },
      ],
    };
    const { errors, warnings } = await read({
      fixture: [...shelf(all).fixture, feature(7, ring)],
      geofence: [
        feature(
          'z',
          { type: 'MultiPolygon', coordinates: [[box(1, 1, 2, 2)], [box(5, 1, 2, 2)]] },
          { robot: 'no_go' },
        ),
      ],
    });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });

  const spike = [...box(0, 8, 1, 1)];
  spike[2] = [spike[2]![0] - 0.9, spike[2]![1]];
  const faults: [string, Record<string, unknown[]>, RegExp][] = [
    [
      'projected coordinates',
      shelf({
        type: 'Polygon',
        coordinates: [
          [
            [13358342, 3503553],
            [13358346, 3503553],
            [13358346, 3503554],
            [13358342, 3503553],
          ],
        ],
      }),
      /'f1' \(aisle A1\) has the position \[13358342, 3503553\].*projected/,
    ],
    [
      'longitude and latitude swapped',
      shelf({ type: 'Polygon', coordinates: [swapped(box(0, 8, 1, 1))] }),
      /'f1'.*swapped/,
    ],
    [
      'a lost decimal point',
      shelf({ type: 'Polygon', coordinates: [spike] }),
      /'f1'.*lies \d+ km away.*decimal point/,
    ],
    ['a digit lost inside the building’s surroundings', shelf(polygon(0, 130)), /'f1'.*lies \d+ m away/],
    [
      'a shelf as a line',
      shelf({ type: 'LineString', coordinates: box(0, 8, 1, 1) }),
      /'f1' \(aisle A1\) has no area/,
    ],
    [
      'a shelf that is only in part an area',
      shelf({
        type: 'GeometryCollection',
        geometries: [polygon(0, 8), { type: 'LineString', coordinates: box(5, 8, 1, 1) }],
      }),
      /'f1'.*only in part/,
    ],
    ['a shelf without a place', shelf(null), /'f1' \(aisle A1\) has no geometry/],
    [
      'a shelf without width',
      shelf({ type: 'Polygon', coordinates: [[at(0, 8), at(4, 8), at(2, 8), at(0, 8)]] }),
      /'f1'.*has no area/,
    ],
    [
      'an open ring',
      shelf({ type: 'Polygon', coordinates: [box(0, 8, 1, 1).slice(0, 4)] }),
      /'f1'.*open ring/,
    ],
    ['an empty ring', shelf({ type: 'Polygon', coordinates: [[]] }), /'f1'.*empty list/],
    [
      'a self-intersection',
      shelf({ type: 'Polygon', coordinates: [[at(0, 8), at(3, 10), at(3, 8), at(0, 10), at(0, 8)]] }),
      /'f1'.*crosses itself/,
    ],
    [
      'a bad part of several',
      shelf({
        type: 'MultiPolygon',
        coordinates: [[box(0, 8, 1, 1)], [[at(5, 8), at(8, 10), at(8, 8), at(5, 10), at(5, 8)]]],
      }),
      /'f1'.*crosses itself/,
    ],
    ['an unknown type', shelf({ type: 'Circle', coordinates: at(0, 8) }), /'f1'.*"Circle"/],
    [
      'a number that is text',
      shelf({ type: 'Polygon', coordinates: [[['120.1', '30.2'], at(1, 8), at(1, 9), at(0, 8)]] }),
      /'f1'.*where a position/,
    ],
    ['a level without a place', { level: [feature('l', null, { ordinal: 0 })] }, /'l' has no geometry/],
    [
      'two levels of which one has no ordinal',
      { level: [feature('l', polygon(0, 0, 40, 30), { ordinal: 0 }), feature('up', polygon(0, 0, 40, 30))] },
      /'up' has no ordinal/,
    ],
    [
      'a closed area without a place',
      { geofence: [feature('z', null, { category: 'underconstruction' })] },
      /'z' has no geometry/,
    ],
    [
      'stairs as a line',
      { unit: [feature('s', { type: 'LineString', coordinates: box(1, 1, 2, 2) }, { category: 'stairs' })] },
      /'s' has no area/,
    ],
    [
      'one way without a heading',
      { unit: [feature('s', polygon(1, 1), { robot: 'one_way' })] },
      /'s' is one-way/,
    ],
    [
      'a shelf half on the floor and half in the street',
      shelf({ type: 'Polygon', coordinates: [[at(0, 8), at(1, 8), at(1, -30), at(0, 8)]] }),
      /'f1'.*reaches beyond its level/,
    ],
    [
      'a ring with more corners than any shelf',
      shelf({
        type: 'Polygon',
        coordinates: [
          [
            ...Array.from({ length: 12_000 }, (_, k) => at(2 + Math.cos(k / 1910), 10 + Math.sin(k / 1910))),
            at(3, 10),
          ],
        ],
      }),
      /'f1' has a ring of 12001/,
    ],
  ];
  const pinched = [at(0, 8), at(2, 8), at(1, 9), at(2, 10), at(0, 10), at(1, 9), at(0, 8)];
  const holed = (...holes: [number, number][][]) => ({
    level: [feature('l', { type: 'Polygon', coordinates: [box(0, 0, 40, 30), ...holes] }, { ordinal: 0 })],
  });
  const more: typeof faults = [
    [
      'a ring that runs through one of its own corners',
      shelf({
        type: 'Polygon',
        coordinates: [[at(0, 8), at(1, 9), at(2, 10), at(2, 8), at(1, 9), at(0, 10), at(0, 8)]],
      }),
      /'f1' \(aisle A1\) crosses itself near x 1\.0 m, y 9\.0 m/,
    ],
    [
      'a ring that runs through one of its own sides at a corner',
      shelf({
        type: 'Polygon',
        coordinates: [[at(0, 8), at(4, 8), at(4, 10), at(2, 10), at(2, 8), at(2, 7), at(0, 7), at(0, 8)]],
      }),
      /'f1'.*crosses itself near x 2\.0 m, y 8\.0 m/,
    ],
    [
      'a hole larger than its area',
      shelf({ type: 'Polygon', coordinates: [box(1, 9, 1, 1), box(0, 8, 3, 3)] }),
      /'f1'.*a hole that reaches outside/,
    ],
    ['a courtyard beside the floor', holed(box(50, 5, 3, 3)), /'l' has a hole that reaches outside/],
    ['a courtyard half outside', holed(box(38, 5, 6, 3)), /'l' has a hole that reaches outside/],
    [
      'two courtyards over each other',
      holed(box(5, 5, 6, 6), box(8, 8, 6, 6)),
      /'l' has two holes that overlap/,
    ],
    ['the same courtyard twice', holed(box(5, 5, 6, 6), box(5, 5, 6, 6)), /'l' has two holes that overlap/],
    [
      'a word for the robot that nobody knows',
      { unit: [feature('s', polygon(1, 1), { robot: 'forbidden' })] },
      /'s' has the robot "forbidden"; write no_go or one_way/,
    ],
    [
      'closed floor where nobody looks for it',
      { opening: [feature('s', polygon(1, 1), { robot: 'no_go' })] },
      /'s' says robot.*geofence/,
    ],
    [
      'a heading in degrees',
      { unit: [feature('s', polygon(1, 1), { robot: 'one_way', heading: 90 })] },
      /'s' has the heading 90, which are degrees; write radians/,
    ],
    [
      'a terminal that looks into degrees',
      { kiosk: [feature('k', polygon(1, 1), { heading: 180 })] },
      /'k' has the heading 180/,
    ],
    [
      'a heading as text',
      { unit: [feature('s', polygon(1, 1), { robot: 'one_way', heading: '1.57' })] },
      /'s' has the heading "1.57"; write radians, a number/,
    ],
    ['no level at all', { level: [] }, /has no level, so no wall is known/],
    [
      'walls as lines',
      { unit: [feature('w', { type: 'LineString', coordinates: box(1, 1, 2, 2) }, { category: 'drywall' })] },
      /'w' has no area/,
    ],
    [
      'rooms for staff as lines',
      {
        section: [
          feature(
            'w',
            { type: 'LineString', coordinates: box(1, 1, 2, 2) },
            { restriction: 'employeesonly' },
          ),
        ],
      },
      /'w' has no area/,
    ],
    [
      'closed floor in a file of another name',
      { zones: [feature('z', polygon(1, 1), { robot: 'no_go' })] },
      /is not read, and holds floor closed to the robot/,
    ],
    [
      'shelves in a file of another name',
      { furniture: [feature('z', polygon(1, 1), { aisle: 'A1' })] },
      /is not read, and holds shelves/,
    ],
  ];
  it.each(more)('stops at %s', async (_what, map, message) => {
    const { errors } = await read(map);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(message)]);
    expect(errors[0]!.file).toMatch(/^map\/\w+\.geojson$/);
  });

  it('warns of a ring that only touches itself, and of a closed area or terminal beside its floor', async () => {
    const { errors, warnings } = await read({
      ...shelf({ type: 'Polygon', coordinates: [pinched] }),
      geofence: [feature('z', polygon(45, 8), { robot: 'no_go' })],
      kiosk: [feature('k', polygon(45, 12))],
    });
    expect(errors).toEqual([]);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/'f1' \(aisle A1\) touches itself near x 1\.0 m, y 9\.0 m/),
      expect.stringMatching(/'k' lies outside its level/),
      expect.stringMatching(/'z' lies outside its level, so it closes none of its floor/),
    ]);
  });

  it('does not take a chamfer, an arc or shelves side by side for faults', async () => {
    const arc = Array.from({ length: 400 }, (_, k) =>
      at(4 + 0.3 * Math.cos((k * Math.PI) / 200), 12 + 0.3 * Math.sin((k * Math.PI) / 200)),
    );
    const chamfer = [at(0, 8), at(1, 8), at(1, 9), at(0.0015, 9), at(0, 8.9985), at(0, 8)];
    const { errors, warnings } = await read({
      ...shelf({ type: 'MultiPolygon', coordinates: [[[...arc, arc[0]]], [chamfer]] }),
      level: [
        feature(
          'l',
          { type: 'Polygon', coordinates: [box(0, 0, 40, 30), box(20, 10, 4, 4), box(24, 10, 4, 4)] },
          { ordinal: 0 },
        ),
      ],
    });
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });

  it.each([
    ['fixture', /so every shelf would be free floor/],
    ['level', /so no wall is known/],
  ])('stops where %s is missing, and takes it under a name in capitals', async (name, message) => {
    const { [`map/${name}.geojson`]: file, ...rest } = smallFeed();
    expect((await readFeed(writeFeed(join(dir, 'feed'), rest))).errors).toEqual([
      { file: `map/${name}.geojson`, message: expect.stringMatching(message) },
    ]);
    const capitals = { ...rest, [`map/${name.toUpperCase()}.GeoJSON`]: file! };
    const { errors, warnings } = await readFeed(writeFeed(join(dir, 'feed'), capitals));
    expect({ errors, warnings }).toEqual({ errors: [], warnings: [] });
  });

  it.each(more.concat(faults))('tells of %s nothing that follows from it', async (_what, map) => {
    expect((await read(map)).errorCount).toBeLessThanOrEqual(2);
  });

  it.each(faults)('stops at %s, by file and feature', async (_what, map, message) => {
    const { errors } = await read(map);
    expect(errors).toContainEqual(
      expect.objectContaining({
        file: expect.stringMatching(/^map\/(fixture|level|geofence|unit)\.geojson$/),
        message: expect.stringMatching(message),
      }),
    );
  });

  it.each([
    ['of the file', {}, { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } }],
    [
      'of a geometry',
      shelf({ ...polygon(0, 8), crs: { type: 'link', properties: { href: 'https://example.com' } } }),
      {},
    ],
  ])('refuses a foreign crs %s', async (_what, map, whole) => {
    const { errors } = await read(map, whole);
    expect(errors).toContainEqual(expect.objectContaining({ file: 'map/fixture.geojson', column: 'crs' }));
  });

  it.each([
    'EPSG:3857',
    { type: 'EPSG', properties: { code: 32651 } },
    { type: 'name', properties: { name: 'EPSG:14326' } },
    { type: 'name', properties: { name: 'WGS 84 / UTM zone 51N' } },
    { type: 'name', properties: { name: 'EPSG:4490' } },
    { type: 'name' },
  ])('refuses %j', async (crs) => {
    for (const whole of [{ crs }, { coordRefSys: crs }])
      expect((await read({}, whole)).errors).toEqual([
        expect.objectContaining({ file: 'map/fixture.geojson', column: 'crs' }),
      ]);
  });

  it.each(['EPSG:4326', { type: 'EPSG', properties: { code: 4326 } }, null])(
    'lets WGS 84 be, written as %j',
    async (crs) => {
      expect((await read({}, { crs })).errors).toEqual([]);
    },
  );

  it.each([
    'urn:ogc:def:crs:OGC:1.3:CRS84',
    'urn:ogc:def:crs:OGC::CRS84',
    'EPSG:4326',
    'urn:ogc:def:crs:EPSG::4326',
    'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    'http://www.opengis.net/def/crs/EPSG/0/4326',
    'WGS 84',
    'GCS_WGS_1984',
  ])('lets WGS 84 be, called %s', async (name) => {
    expect((await read({}, { crs: { type: 'name', properties: { name } } })).errors).toEqual([]);
  });

  it('takes a counter that one stands in the middle of, and none whose hole leaves nothing of it', async () => {
    const ring = shelf({ type: 'Polygon', coordinates: [box(0, 8, 4, 4), box(0.4, 8.4, 3.2, 3.2)] });
    expect((await read(ring)).errors).toEqual([]);
    const nothing = shelf({ type: 'Polygon', coordinates: [box(0, 8, 4, 4), box(0, 8, 4, 4)] });
    expect((await read(nothing)).errors).toMatchObject([
      { message: expect.stringMatching(/a hole that reaches outside/) },
    ]);
  });

  it('refuses a file that is nested without end', async () => {
    const deep = `{"type":"FeatureCollection","features":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const { errors } = await readFeed(
      writeFeed(join(dir, 'feed'), { ...smallFeed(), 'map/fixture.geojson': deep }),
    );
    expect(errors).toEqual([
      { file: 'map/fixture.geojson', message: expect.stringMatching(/nested too deep/) },
    ]);
  });

  it('says once that the frame is wrong, not of every feature', async () => {
    const files = smallFeed();
    const far = writeFeed(join(dir, 'feed'), {
      ...files,
      'map/manifest.json': files['map/manifest.json']!.replace('[120.1,30.2]', '[30.2,80.1]'),
    });
    expect((await readFeed(far)).errors).toEqual([
      expect.objectContaining({ file: 'map/manifest.json', column: 'local_frame.origin' }),
    ]);
  });

  it('names ten of one kind and counts the rest', async () => {
    const { errors, errorCount } = await read({
      fixture: Array.from({ length: 500 }, (_, k) => feature(`f${k}`, null, { aisle: 'A1' })),
    });
    expect(errorCount).toBe(11);
    expect(errors[10]).toMatchObject({
      file: 'map/fixture.geojson',
      message: expect.stringMatching(/^490 more/),
    });
  });

  it('warns of a shelf outside its level, of an unknown level, and of places that only the screen shows', async () => {
    const { errors, warnings } = await read({
      fixture: [...shelf(polygon(45, 8)).fixture, feature('f4', polygon(6, 8), { level_id: 'nowhere' })],
      amenity: [feature('wc', null, { category: 'restroom' })],
    });
    expect(errors).toEqual([]);
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/'wc' has no geometry/),
      expect.stringMatching(/'f1'.*lies outside its level/),
      expect.stringMatching(/'f4' names the level 'nowhere'/),
    ]);
  });

  it('a shelf without area is not on the floor plan', async () => {
    const { warnings } = await read(shelf(null));
    expect(warnings).toContainEqual(
      expect.objectContaining({ file: 'locations.csv', message: "aisle 'A1' is not on the floor plan" }),
    );
  });
});

const cases = resolve('../shared/field/cases');
describe.skipIf(!existsSync(cases))('plans as they came from the field', () => {
  it.each([
    ['01-map-multipolygon-shelf', []],
    ['02-map-web-mercator', [/EPSG::3857 is not WGS 84/, /'f1'.*projected/]],
    ['04-map-shelf-as-line-or-null', [/'f1' \(aisle A1\) has no area/, /'f2' \(aisle A2\) has no geometry/]],
    ['05-map-multipolygon-no-go', []],
  ])('%s', async (name, expected) => {
    const { errors } = await readFeed(join(cases, name, 'feed'));
    expect(errors.map(({ message }) => message)).toEqual(
      expected.map((message) => expect.stringMatching(message)),
    );
  });
});

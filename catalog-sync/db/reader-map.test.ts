import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storeMapOf } from './reader-map';

const METRE = 1 / 111_000;
const at = (x: number, y: number) => [120 + x * METRE, 30 + y * METRE];
const box = (x: number, y: number, side: number) => ({
  type: 'Polygon',
  coordinates: [[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)]],
});
const feature = (id: string, geometry: unknown, properties: Record<string, unknown> = {}) => ({
  type: 'Feature',
  id,
  geometry,
  properties,
});
const archive = (files: Record<string, unknown[]>) =>
  new Map([
    ['manifest', JSON.stringify({ local_frame: { origin: [120, 30], rotation: 0, unit: 'metre' } })],
    ...Object.entries(files).map(([name, features]): [string, string] => [
      name,
      JSON.stringify({ type: 'FeatureCollection', features }),
    ]),
  ]);

/**
 * A ground floor with the terminal, an upper floor above it, and a wing of the ground floor that is a level
 * feature of its own.
 */
const twoFloors = archive({
  level: [
    feature('up', box(0, 0, 30), { ordinal: 1, name: { 'zh-Hans': '二层', en: 'Upper floor' } }),
    feature('ground', box(0, 0, 40), { ordinal: 0, name: { zh: '一层' } }),
    feature('wing', box(40, 0, 10), { ordinal: 0 }),
  ],
  unit: [
    feature('hall', box(0, 0, 40), { category: 'walkway', level_id: 'ground' }),
    feature('gallery', box(0, 0, 30), { category: 'walkway', level_id: 'up' }),
    feature('stairs', box(20, 20, 3), { category: 'stairs', level_id: 'ground' }),
    feature('store-room', box(25, 0, 4), { category: 'nonpublic', level_id: 'up' }),
    feature('out-only', box(5, 30, 3), {
      category: 'walkway',
      level_id: 'ground',
      robot: 'one_way',
      heading: 1.57,
    }),
  ],
  geofence: [feature('site', box(1, 30, 2), { category: 'underconstruction', level_ids: ['ground'] })],
  fixture: [
    feature('f1', box(3, 3, 1), { aisle: 'A1', level_id: 'ground' }),
    feature('f2', box(3, 3, 1), { aisle: 'U1', level_id: 'up' }),
    feature('f3', box(42, 3, 1), { aisle: 'W1', level_id: 'wing' }),
  ],
  amenity: [
    feature('wc', { type: 'Point', coordinates: at(9, 9) }, { category: 'restroom', unit_ids: ['gallery'] }),
    feature('till', { type: 'Point', coordinates: at(9, 9) }, { category: 'checkout', unit_ids: ['hall'] }),
  ],
  anchor: [
    feature('a1', { type: 'Point', coordinates: at(10, 1) }, { unit_id: 'hall', heading: 1.5 }),
    feature('a2', { type: 'Point', coordinates: at(10, 1) }, { unit_id: 'gallery' }),
  ],
  kiosk: [feature('k1', box(9.5, 0.5, 1), { anchor_id: 'a1' })],
  opening: [
    feature('door', { type: 'LineString', coordinates: [at(0, 5), at(0, 7)] }, { level_id: 'ground' }),
  ],
});

describe('a store with several floors', () => {
  const map = storeMapOf(twoFloors)!;
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).sort();

  it('keeps them apart: what stands above never stands in the way', () => {
    expect(map.level).toEqual({ id: 'ground', ordinal: 0, name: { zh: '一层' } });
    expect(ids(map.fixtures)).toEqual(['f1', 'f3']);
    expect(map.outline).toHaveLength(2);
    expect([ids(map.amenities), ids(map.anchors), ids(map.kiosks), ids(map.openings)]).toEqual([
      ['till'],
      ['a1'],
      ['k1'],
      ['door'],
    ]);
    const [upper] = map.otherLevels!;
    expect(map.otherLevels).toHaveLength(1);
    expect(upper).toMatchObject({ level: { id: 'up', ordinal: 1, name: { zh: '二层', en: 'Upper floor' } } });
    expect([ids(upper!.fixtures), ids(upper!.amenities), ids(upper!.anchors), ids(upper!.kiosks)]).toEqual([
      ['f2'],
      ['wc'],
      ['a2'],
      [],
    ]);
  });

  it('closes stairs, store rooms and building sites to wheels, and keeps one-way floor, each on its floor', () => {
    expect(map.zones!.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual([
      'out-only one_way',
      'site no_go',
      'stairs no_go',
    ]);
    expect(map.zones!.find(({ id }) => id === 'out-only')).toMatchObject({ heading: 1.57 });
    expect(map.otherLevels![0]!.zones!.map(({ id }) => id)).toEqual(['store-room']);
  });

  it('is as before in a store with one floor, with its name', () => {
    const one = storeMapOf(
      archive({
        level: [feature('ground', box(0, 0, 40), { ordinal: 0 })],
        fixture: [feature('f1', box(3, 3, 1), { aisle: 'A1' })],
      }),
    )!;
    expect(one.otherLevels).toBeUndefined();
    expect(one.zones).toBeUndefined();
    expect(one.level).toEqual({ id: 'ground', ordinal: 0 });
    expect(ids(one.fixtures)).toEqual(['f1']);
  });

  it('takes a feature that names no level for one of the floor with the terminal', () => {
    const files = new Map(twoFloors);
    files.set(
      'fixture',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          feature('lost', box(3, 3, 1), { aisle: 'A1' }),
          feature('wrong', box(3, 3, 1), { level_id: 'nowhere' }),
        ],
      }),
    );
    expect(ids(storeMapOf(files)!.fixtures)).toEqual(['lost', 'wrong']);
  });
});

const corners = (x: number, y: number, side: number) => box(x, y, side).coordinates[0]!;

describe('every part of a feature', () => {
  const level = [feature('ground', box(0, 0, 40), { ordinal: 0 })];
  const map = (files: Record<string, unknown[]>) => storeMapOf(archive({ level, ...files }))!;

  it('is kept: shelves, closed areas and doors of several parts, with their holes', () => {
    const counter = { type: 'Polygon', coordinates: [corners(10, 10, 4), corners(11, 11, 2)] };
    const { fixtures, zones, openings } = map({
      fixture: [
        feature(
          'f1',
          {
            type: 'GeometryCollection',
            geometries: [
              { type: 'MultiPolygon', coordinates: [[corners(3, 3, 1)], [corners(3, 6, 1)]] },
              counter,
            ],
          },
          { aisle: 'A1' },
        ),
      ],
      geofence: [
        feature(
          'site',
          { type: 'MultiPolygon', coordinates: [[corners(3, 20, 1)], [corners(3, 24, 1)]] },
          { category: 'underconstruction' },
        ),
      ],
      opening: [
        feature('door', {
          type: 'MultiLineString',
          coordinates: [
            [at(0, 5), at(0, 7)],
            [at(9, 0), at(11, 0)],
          ],
        }),
      ],
    });
    expect(
      fixtures.map(({ id, aisle, outline: [first], holes }) => [
        id,
        aisle,
        Math.round(first![1]),
        holes?.length ?? 0,
      ]),
    ).toEqual([
      ['f1', 'A1', 3, 0],
      ['f1', 'A1', 6, 0],
      ['f1', 'A1', 10, 1],
    ]);
    expect(zones!.map(({ id, kind, outline }) => [id, kind, Math.round(outline[0]![1])])).toEqual([
      ['site', 'no_go', 20],
      ['site', 'no_go', 24],
    ]);
    expect(openings.map(({ id, line }) => [id, line.length])).toEqual([
      ['door', 2],
      ['door', 2],
    ]);
  });

  it('is kept of places and doors too: two terminals or toilets are two, a door may be an area', () => {
    const pair = { type: 'MultiPolygon', coordinates: [[corners(3, 3, 2)], [corners(9, 3, 2)]] };
    const { kiosks, amenities, openings } = map({
      kiosk: [feature('k', pair, { heading: 1.5 })],
      amenity: [
        feature('wc', { type: 'MultiPoint', coordinates: [at(1, 1), at(5, 5)] }, { category: 'restroom' }),
      ],
      opening: [feature('door', box(0, 5, 1))],
    });
    const near = ([x, y]: readonly [number, number]) => [Math.round(x), Math.round(y)];
    expect(kiosks.map(({ id, at, heading }) => [id, near(at), heading])).toEqual([
      ['k', [Math.round(kiosks[0]!.at[0]), 4], 1.5],
      ['k#2', [Math.round(kiosks[1]!.at[0]), 4], 1.5],
    ]);
    expect(kiosks[1]!.at[0] - kiosks[0]!.at[0]).toBeGreaterThan(4);
    expect(amenities.map(({ id, category, at }) => [id, category, near(at)[1]])).toEqual([
      ['wc', 'restroom', 1],
      ['wc#2', 'restroom', 5],
    ]);
    expect(openings.map(({ line }) => line.length)).toEqual([5]);
  });

  it.each([
    ['unit', { category: 'Drywall' }],
    ['unit', { category: 'glass' }],
    ['unit', { category: 'storage' }],
    ['unit', { category: 'room', restriction: 'employeesonly' }],
    ['section', { restriction: 'restricted' }],
    ['section', { robot: 'no_go' }],
    ['geofence', { robot: 'No-Go' }],
    ['geofence', { robot: 'whatever' }],
  ])('closes floor: %s %j', (file, properties) => {
    const { zones } = map({ [file]: [feature('z', box(3, 3, 1), properties)] });
    expect(zones?.map(({ id, kind }) => [id, kind])).toEqual([['z', 'no_go']]);
  });

  it.each([
    ['unit', { category: 'walkway' }],
    ['unit', { category: 'room', restriction: null }],
    ['section', { category: 'eatingdrinking' }],
    ['geofence', { category: 'paidarea', robot: null }],
  ])('leaves floor open: %s %j', (file, properties) => {
    expect(map({ [file]: [feature('z', box(3, 3, 1), properties)] }).zones).toBeUndefined();
  });

  it('a closed area that names several floors is closed on each', () => {
    const files = new Map(twoFloors);
    files.set(
      'geofence',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [feature('shaft', box(1, 30, 2), { category: 'opentobelow', level_ids: ['up', 'ground'] })],
      }),
    );
    const both = storeMapOf(files)!;
    expect(
      [both.zones, both.otherLevels![0]!.zones].map((zones) => zones!.some(({ id }) => id === 'shaft')),
    ).toEqual([true, true]);
  });

  it('takes level ids as they come: numbers, texts, none, ordinals as text', () => {
    const floors = map({
      level: [
        feature('x', box(0, 0, 40), { ordinal: '0' }),
        { ...feature('', box(0, 0, 30), { ordinal: '1' }), id: 7 },
      ],
      fixture: [
        feature('low', box(3, 3, 1), { level_id: 'x' }),
        feature('high', box(3, 3, 1), { level_id: '7' }),
      ],
    });
    expect([
      floors.level!.id,
      floors.fixtures.map(({ id }) => id),
      floors.otherLevels![0]!.fixtures.map(({ id }) => id),
    ]).toEqual(['x', ['low'], ['high']]);
  });

  it.each([
    ['no geometry', null],
    [
      'a position out of range',
      { type: 'Polygon', coordinates: [[[13358342, 3503553], ...corners(3, 3, 1)]] },
    ],
    ['something else', { type: 'Polygon', coordinates: 7 }],
  ])('what can not be read stays as a shelf without a place: %s', (_what, geometry) => {
    expect(map({ fixture: [feature('f1', geometry, { aisle: 'A1' })] }).fixtures).toEqual([
      { id: 'f1', aisle: 'A1', outline: [] },
    ]);
    expect(storeMapOf(new Map([...archive({ level }), ['fixture', '{"features": 3}']]))!.fixtures).toEqual([
      { id: '0', outline: [] },
    ]);
  });

  it('never throws and loses no shelf, whatever its geometry is', () => {
    const broken = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.jsonValue(), tie('geometry')),
      geometry: fc.record({
        type: fc.constantFrom(
          'Point',
          'MultiPoint',
          'LineString',
          'MultiLineString',
          'Polygon',
          'MultiPolygon',
          'GeometryCollection',
          'Curve',
        ),
        coordinates: fc.jsonValue(),
        geometries: fc.array(tie('value'), { maxLength: 3 }),
      }),
    })).value;
    fc.assert(
      fc.property(broken, (geometry) => {
        const { fixtures } = map({
          fixture: [feature('f1', geometry, { aisle: 'A1' })],
          geofence: [feature('z', geometry, { robot: 'no_go' })],
        });
        expect(fixtures.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a hundred and fifty thousand points in one geometry', () => {
    const points = Array.from({ length: 150_000 }, (_, k) => at(k / 10_000, 5));
    expect(
      map({ fixture: [feature('f1', { type: 'MultiPoint', coordinates: points })] }).fixtures,
    ).toHaveLength(150_000);
  });

  it('a wall drawn as a line still stands in the way', () => {
    expect(
      map({ fixture: [feature('wall', { type: 'LineString', coordinates: [at(3, 3), at(3, 9)] })] }).fixtures,
    ).toMatchObject([
      {
        id: 'wall',
        outline: [
          [expect.any(Number), expect.closeTo(3, 0)],
          [expect.any(Number), expect.closeTo(9, 0)],
        ],
      },
    ]);
  });
});

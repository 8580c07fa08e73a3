import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storeMapOf } from '../../db/reader-map';
import { readMap } from './imdf';
import { FeedProblems } from './problems';
import type { FeedSource } from './source';

/** `FUZZ_ROUNDS=100000 npx vitest run catalog-sync/hq/feed/map.fuzz.test.ts` tries more. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 150);
const LIMIT_MS = 20_000 + ROUNDS * 10;

const ORIGIN = [120.1, 30.2] as const;
/** One metre in degrees, nearly. */
const METRE = 1 / 111_320;
const at = (x: number, y: number) => [ORIGIN[0] + x * METRE, ORIGIN[1] + y * METRE];
const box = (x: number, y: number, w: number, d: number) => [
  at(x, y),
  at(x + w, y),
  at(x + w, y + d),
  at(x, y + d),
  at(x, y),
];

interface Told {
  type: string;
  id?: unknown;
  geometry?: unknown;
  properties?: unknown;
}
const FLOOR: Told = {
  type: 'Feature',
  id: 'floor',
  geometry: { type: 'Polygon', coordinates: [box(0, 0, 60, 40)] },
  properties: { ordinal: 0 },
};

const metres = fc.integer({ min: 1, max: 30 });
const side = fc.integer({ min: 1, max: 8 });
const ring = fc.tuple(metres, metres, side, side).map(([x, y, w, d]) => box(x, y, w, d));
/** What exports do to numbers and rings. */
const spoil = fc.constantFrom(
  (given: number[][]) => given,
  (given: number[][]) => given.slice(0, -1),
  (given: number[][]) => given.map(([lon, lat]) => [lat, lon]),
  (given: number[][]) => [...given].reverse(),
  (given: number[][]) => given.map(([lon, lat]) => [lon! * 111_320, lat! * 111_320]),
  (given: number[][]) => [given[0], given[2], given[1], given[3], given[4]],
  (given: number[][]) => given.map(([lon, lat]) => [lon, lat, 0]),
  (given: number[][]) => given.map(([lon, lat]) => [String(lon), lat]),
  (given: number[][]) => [...given.slice(0, 2), null, ...given.slice(2)],
  () => [],
);
const spoiled = fc.tuple(ring, spoil).map(([given, how]): unknown => how(given));
const geometry = fc.oneof(
  { weight: 4, arbitrary: ring.map((one) => ({ type: 'Polygon', coordinates: [one] })) },
  spoiled.map((one) => ({ type: 'Polygon', coordinates: [one] })),
  fc
    .array(ring, { maxLength: 3 })
    .map((list) => ({ type: 'MultiPolygon', coordinates: list.map((one) => [one]) })),
  fc
    .array(spoiled, { maxLength: 3 })
    .map((list) => ({ type: 'MultiPolygon', coordinates: list.map((one) => [one]) })),
  fc.array(ring, { maxLength: 2 }).map((list) => ({
    type: 'GeometryCollection',
    geometries: list.map((one) => ({ type: 'Polygon', coordinates: [one] })),
  })),
  fc.tuple(ring, ring).map((rings) => ({ type: 'Polygon', coordinates: rings })),
  spoiled.map((one) => ({ type: 'LineString', coordinates: one })),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
);
const fixture = fc.record(
  {
    type: fc.constant('Feature'),
    id: fc.oneof(fc.uuid(), fc.constantFrom<unknown>('f1', 7, null, '')),
    geometry,
    properties: fc.constantFrom<unknown>({ aisle: 'A1' }, { aisle: 'A2', bay: '1' }, { aisle: 3 }, {}, null),
  },
  { requiredKeys: ['type', 'geometry'] },
);
const collection = (features: readonly unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

const sourceOf = (files: Readonly<Record<string, string>>): FeedSource => ({
  names: () => Promise.resolve(Object.keys(files)),
  file: (name) => Promise.resolve(files[name] === undefined ? undefined : Buffer.from(files[name])),
  rows: () => {
    throw new Error('a floor plan has no tables');
  },
  label: ({ file }) => file,
});

const plan = (fixtures: string, level = collection([FLOOR])) => ({
  'map/manifest.json': JSON.stringify({ local_frame: { origin: ORIGIN, rotation: 0, unit: 'metre' } }),
  'map/venue.geojson': collection([FLOOR]),
  'map/level.geojson': level,
  'map/fixture.geojson': fixtures,
});

async function read(files: Readonly<Record<string, string>>) {
  const problems = new FeedProblems();
  const { files: kept } = await readMap(sourceOf(files), problems);
  return { problems, kept };
}

/** The outer rings of a geometry whose areas are wanted. */
function rings(given: unknown): unknown[] {
  const { type, coordinates, geometries } = (given ?? {}) as Record<string, unknown>;
  if (type === 'Polygon') return Array.isArray(coordinates) ? coordinates.slice(0, 1) : [];
  if (type === 'MultiPolygon')
    return Array.isArray(coordinates) ? coordinates.map((one) => (one as unknown[])[0]) : [];
  return Array.isArray(geometries) ? geometries.flatMap(rings) : [];
}

it(
  'of any shelves each becomes an obstacle, or the plan is refused or warned about by file',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fixture, { maxLength: 5 }), async (fixtures) => {
        const { problems, kept } = await read(plan(collection(fixtures)));
        for (const { file, message } of [...problems.errors, ...problems.warnings])
          expect([file.startsWith('map/'), message.length > 0]).toEqual([true, true]);
        if (problems.errorCount > 0) return;
        const map = storeMapOf(new Map(kept.map(({ name, json }) => [name, json])));
        const drawn = map?.fixtures ?? [];
        const wanted = fixtures.flatMap(({ geometry: one }) => rings(one)).length;
        const told = problems.warnings.filter(({ file }) => file === 'map/fixture.geojson').length;
        expect(drawn.length + told).toBeGreaterThanOrEqual(wanted);
        for (const { outline } of drawn) {
          expect(outline.length).toBeGreaterThanOrEqual(3);
          expect(outline.flat().every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: ROUNDS },
    );
  },
  LIMIT_MS,
);

it(
  'any bytes in the place of a file are refused, or read',
  async () => {
    const sound = plan(collection([FLOOR]));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(sound)),
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json({ maxDepth: 5 })),
        fc.nat({ max: 400 }),
        async (name, junk, cut) => {
          const whole = sound[name as keyof typeof sound];
          for (const text of [junk, whole.slice(0, cut) + junk + whole.slice(cut), whole.slice(0, cut)]) {
            const { problems, kept } = await read({ ...sound, [name]: text });
            const taken = kept.some(
              (file) => name === `map/${file.name}.geojson` || name === `map/${file.name}.json`,
            );
            expect(taken || problems.errors.some(({ file }) => file === name)).toBe(true);
          }
        },
      ),
      { numRuns: Math.ceil(ROUNDS / 3) },
    );
  },
  LIMIT_MS,
);

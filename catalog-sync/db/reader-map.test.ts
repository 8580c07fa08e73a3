import { describe, expect, it } from 'vitest';
import { storeMapOf } from './reader-map';

const METRE = 1 / 111_000;
const at = (x: number, y: number) => [120 + x * METRE, 30 + y * METRE];
const box = (x: number, y: number, side: number) => ({ type: 'Polygon', coordinates: [[at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side), at(x, y)]] });
const feature = (id: string, geometry: unknown, properties: Record<string, unknown> = {}) => ({ type: 'Feature', id, geometry, properties });
const archive = (files: Record<string, unknown[]>) =>
  new Map([
    ['manifest', JSON.stringify({ local_frame: { origin: [120, 30], rotation: 0, unit: 'metre' } })],
    ...Object.entries(files).map(([name, features]): [string, string] => [name, JSON.stringify({ type: 'FeatureCollection', features })]),
  ]);

/** A ground floor with the terminal, an upper floor above it, and a wing of the ground floor that is a level feature of its own. */
const twoFloors = archive({
  level: [feature('up', box(0, 0, 30), { ordinal: 1, name: { 'zh-Hans': '二层', en: 'Upper floor' } }), feature('ground', box(0, 0, 40), { ordinal: 0, name: { zh: '一层' } }), feature('wing', box(40, 0, 10), { ordinal: 0 })],
  unit: [
    feature('hall', box(0, 0, 40), { category: 'walkway', level_id: 'ground' }),
    feature('gallery', box(0, 0, 30), { category: 'walkway', level_id: 'up' }),
    feature('stairs', box(20, 20, 3), { category: 'stairs', level_id: 'ground' }),
    feature('store-room', box(25, 0, 4), { category: 'nonpublic', level_id: 'up' }),
    feature('out-only', box(5, 30, 3), { category: 'walkway', level_id: 'ground', robot: 'one_way', heading: 1.57 }),
  ],
  geofence: [feature('site', box(1, 30, 2), { category: 'underconstruction', level_ids: ['ground'] })],
  fixture: [feature('f1', box(3, 3, 1), { aisle: 'A1', level_id: 'ground' }), feature('f2', box(3, 3, 1), { aisle: 'U1', level_id: 'up' }), feature('f3', box(42, 3, 1), { aisle: 'W1', level_id: 'wing' })],
  amenity: [feature('wc', { type: 'Point', coordinates: at(9, 9) }, { category: 'restroom', unit_ids: ['gallery'] }), feature('till', { type: 'Point', coordinates: at(9, 9) }, { category: 'checkout', unit_ids: ['hall'] })],
  anchor: [feature('a1', { type: 'Point', coordinates: at(10, 1) }, { unit_id: 'hall', heading: 1.5 }), feature('a2', { type: 'Point', coordinates: at(10, 1) }, { unit_id: 'gallery' })],
  kiosk: [feature('k1', box(9.5, 0.5, 1), { anchor_id: 'a1' })],
  opening: [feature('door', { type: 'LineString', coordinates: [at(0, 5), at(0, 7)] }, { level_id: 'ground' })],
});

describe('a store with several floors', () => {
  const map = storeMapOf(twoFloors)!;
  const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).sort();

  it('keeps them apart: what stands above never stands in the way', () => {
    expect(map.level).toEqual({ id: 'ground', ordinal: 0, name: { zh: '一层' } });
    expect(ids(map.fixtures)).toEqual(['f1', 'f3']);
    expect(map.outline).toHaveLength(2);
    expect([ids(map.amenities), ids(map.anchors), ids(map.kiosks), ids(map.openings)]).toEqual([['till'], ['a1'], ['k1'], ['door']]);
    const [upper] = map.otherLevels!;
    expect(map.otherLevels).toHaveLength(1);
    expect(upper).toMatchObject({ level: { id: 'up', ordinal: 1, name: { zh: '二层', en: 'Upper floor' } } });
    expect([ids(upper!.fixtures), ids(upper!.amenities), ids(upper!.anchors), ids(upper!.kiosks)]).toEqual([['f2'], ['wc'], ['a2'], []]);
  });

  it('closes stairs, store rooms and building sites to wheels, and keeps one-way floor, each on its floor', () => {
    expect(map.zones!.map(({ id, kind }) => `${id} ${kind}`).sort()).toEqual(['out-only one_way', 'site no_go', 'stairs no_go']);
    expect(map.zones!.find(({ id }) => id === 'out-only')).toMatchObject({ heading: 1.57 });
    expect(map.otherLevels![0]!.zones!.map(({ id }) => id)).toEqual(['store-room']);
  });

  it('is as before in a store with one floor, with its name', () => {
    const one = storeMapOf(archive({ level: [feature('ground', box(0, 0, 40), { ordinal: 0 })], fixture: [feature('f1', box(3, 3, 1), { aisle: 'A1' })] }))!;
    expect(one.otherLevels).toBeUndefined();
    expect(one.zones).toBeUndefined();
    expect(one.level).toEqual({ id: 'ground', ordinal: 0 });
    expect(ids(one.fixtures)).toEqual(['f1']);
  });

  it('takes a feature that names no level for one of the floor with the terminal', () => {
    const files = new Map(twoFloors);
    files.set('fixture', JSON.stringify({ type: 'FeatureCollection', features: [feature('lost', box(3, 3, 1), { aisle: 'A1' }), feature('wrong', box(3, 3, 1), { level_id: 'nowhere' })] }));
    expect(ids(storeMapOf(files)!.fixtures)).toEqual(['lost', 'wrong']);
  });
});

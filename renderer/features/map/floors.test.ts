import { describe, expect, it } from 'vitest';
import type { StoreMap } from '../../../main/contract';
import { allAmenities, shownFloor } from './floors';

const shelf = (aisle: string) => ({
  id: aisle,
  aisle,
  outline: [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as [number, number][],
});
const empty = { outline: [], openings: [], kiosks: [], anchors: [] };
const upper = {
  ...empty,
  level: { id: 'u', ordinal: 1, name: { zh: '二层' } },
  fixtures: [shelf('U1')],
  amenities: [{ id: 'wc', category: 'restroom', at: [0, 0] as [number, number] }],
};
const map: StoreMap = {
  ...empty,
  fixtures: [shelf('A1')],
  amenities: [{ id: 'till', category: 'checkout', at: [0, 0] }],
  otherLevels: [upper],
};

describe('floors', () => {
  it('shows the floor that what is looked for stands on, and names another than the own', () => {
    expect(shownFloor(map, [{ aisle: 'A1' }])).toEqual({ plan: map });
    expect(shownFloor(map, [{ aisle: 'U1' }])).toMatchObject({
      plan: upper,
      elsewhere: { name: { zh: '二层' } },
    });
    expect(shownFloor(map, [], 'restroom').elsewhere?.id).toBe('u');
    expect(shownFloor(map, [], 'checkout')).toEqual({ plan: map });
    expect(shownFloor(map, [{ aisle: 'Z9' }])).toEqual({ plan: map });
    expect(shownFloor(map, [])).toEqual({ plan: map });
  });
  it('lists the facilities of all floors', () => {
    expect(allAmenities(map).map(({ id }) => id)).toEqual(['till', 'wc']);
  });
});

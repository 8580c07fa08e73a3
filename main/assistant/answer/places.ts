import type { Catalog, Place, Product } from '../../contract';

/** Where a group of items stands together. */
export interface Gathering {
  /** The aisle and bay most of them share; bay only where they all do. */
  place?: Place;
  /** Other aisles that hold some, most first. */
  otherAisles: string[];
  placed: number;
}

export function gather(catalog: Catalog, products: readonly Product[]): Gathering {
  const aisles = new Map<string, { count: number; bays: Map<string, number> }>();
  let placed = 0;
  for (const product of products) {
    const place = catalog.locations(product.gtin)[0];
    if (!place) continue;
    placed++;
    const entry = aisles.get(place.aisle) ?? { count: 0, bays: new Map<string, number>() };
    entry.count++;
    entry.bays.set(place.bay ?? '', (entry.bays.get(place.bay ?? '') ?? 0) + 1);
    aisles.set(place.aisle, entry);
  }
  const ranked = [...aisles].sort((a, b) => b[1].count - a[1].count);
  const top = ranked[0];
  if (!top) return { otherAisles: [], placed };
  const bays = [...top[1].bays.keys()];
  const bay = bays.length === 1 && bays[0] !== '' ? bays[0] : undefined;
  return {
    place: { aisle: top[0], ...(bay ? { bay } : {}) },
    otherAisles: ranked.slice(1).map(([aisle]) => aisle),
    placed,
  };
}

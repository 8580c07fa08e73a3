import type { Fixture, Point, StoreMap } from '../../main/contract';

const ring = (x0: number, y0: number, x1: number, y1: number): Point[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
  [x0, y0],
];

const round = (x: number, y: number, radius: number, corners: number): Point[] =>
  Array.from({ length: corners + 1 }, (_, k): Point => [
    x + radius * Math.cos((2 * Math.PI * k) / corners),
    y + radius * Math.sin((2 * Math.PI * k) / corners),
  ]);

/** Rooms of 4 by 5 m back to back, corridors of 3 m between them, metres. */
const ROOM = { width: 4, depth: 5 };
const CORRIDOR = 3;
const FRONT = 10;

/**
 * A made-up hospital as large as real ones in IMDF are (505 by 313 m unless said otherwise): wards of rooms
 * back to back, corridors between them, round halls and courtyards cut out of the floor.
 * The terminal stands at the front, left; the pharmacy is at the far corner. For tests and benchmarks.
 */
export function makeHospital(width = 505, depth = 313): StoreMap {
  const fixtures: Fixture[] = [];
  const courtyards: Point[][] = [];
  const wardWidth = 10 * ROOM.width;
  let ward = 0;
  for (let y = FRONT; y + 2 * ROOM.depth + CORRIDOR < depth; y += 2 * ROOM.depth + CORRIDOR) {
    for (let x = CORRIDOR; x + wardWidth + CORRIDOR < width; x += wardWidth + CORRIDOR, ward++) {
      if (ward % 11 === 5) courtyards.push(ring(x, y, x + wardWidth, y + 2 * ROOM.depth));
      else if (ward % 11 === 8)
        fixtures.push({
          id: `hall-${ward}`,
          outline: round(x + wardWidth / 2, y + ROOM.depth, ROOM.depth, 180),
          holes: [round(x + wardWidth / 2, y + ROOM.depth, ROOM.depth - 0.4, 180)],
        });
      else for (let k = 0; k < 20; k++) fixtures.push(room(x, y, ward, k));
    }
  }
  return {
    outline: [ring(0, 0, width, depth), ...courtyards],
    fixtures,
    amenities: [{ id: 'pharmacy', category: 'pharmacy', at: [width - 1, depth - 1] }],
    openings: [],
    kiosks: [{ id: 'kiosk', at: [6, 4], heading: Math.PI / 2 }],
    anchors: [],
  };
}

function room(x: number, y: number, ward: number, k: number): Fixture {
  const left = x + (k % 10) * ROOM.width;
  const low = y + (k < 10 ? 0 : ROOM.depth);
  return {
    id: `room-${ward}-${k}`,
    aisle: `W${ward}`,
    bay: String(k + 1),
    outline: ring(left, low, left + ROOM.width, low + ROOM.depth),
  };
}

/** Longitude and latitude on WGS 84, degrees; an altitude is left out. */
export type Position = readonly [longitude: number, latitude: number];

/** Everything a geometry is made of, whatever it was wrapped in. */
export interface Parts {
  /** The outer ring first, then its holes; rings as they stand in the file, closed or not. */
  readonly polygons: Position[][][];
  readonly lines: Position[][];
  readonly points: Position[];
  /**
   * What is not as RFC 7946 has it, in plain words; a geometry with any of these can't be trusted as a whole.
   */
  readonly faults: string[];
}

/** Collections inside collections deeper than this are somebody's mistake. */
const DEEPEST = 8;

/**
 * All parts of a GeoJSON geometry (RFC 7946, 3.1): those of multi-geometries and of collections too, every
 * position range-checked. Never throws.
 */
export function partsOf(geometry: unknown): Parts {
  const parts: Parts = { polygons: [], lines: [], points: [], faults: [] };
  collect(geometry, parts, 0);
  return parts;
}

function collect(geometry: unknown, into: Parts, depth: number): void {
  if (geometry === null || geometry === undefined) return void into.faults.push('has no geometry');
  const { type, coordinates, geometries } = geometry as {
    type?: unknown;
    coordinates?: unknown;
    geometries?: unknown;
  };
  const position = (value: unknown): Position[] => {
    const fault = positionFault(value);
    if (fault) into.faults.push(fault);
    return fault ? [] : [[(value as number[])[0]!, (value as number[])[1]!]];
  };
  const line = (value: unknown): Position[] => list(value, into, 'a list of positions').flatMap(position);
  const polygon = (value: unknown): Position[][] => list(value, into, 'a list of rings').map(line);
  switch (type) {
    case 'Point':
      into.points.push(...position(coordinates));
      break;
    // One by one: a list of a hundred thousand is more than a call takes arguments.
    case 'MultiPoint':
      for (const point of line(coordinates)) into.points.push(point);
      break;
    case 'LineString':
      into.lines.push(line(coordinates));
      break;
    case 'MultiLineString':
      for (const part of polygon(coordinates)) into.lines.push(part);
      break;
    case 'Polygon':
      into.polygons.push(polygon(coordinates));
      break;
    case 'MultiPolygon':
      for (const part of list(coordinates, into, 'a list of polygons')) into.polygons.push(polygon(part));
      break;
    case 'GeometryCollection':
      if (depth === DEEPEST)
        into.faults.push(`holds collections inside collections, more than ${DEEPEST} deep`);
      else for (const part of list(geometries, into, 'a list of geometries')) collect(part, into, depth + 1);
      break;
    default:
      into.faults.push(`has a geometry of the type ${JSON.stringify(type)}, which GeoJSON does not know`);
  }
}

function list(value: unknown, into: Parts, what: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  into.faults.push(
    Array.isArray(value)
      ? `has an empty list where ${what} belongs`
      : `has something else where ${what} belongs`,
  );
  return [];
}

/** What is wrong with a position; undefined when nothing is. */
function positionFault(value: unknown): string | undefined {
  if (
    !Array.isArray(value) ||
    value.length < 2 ||
    !value.every((n) => typeof n === 'number' && Number.isFinite(n))
  ) {
    return `has ${JSON.stringify(value)?.slice(0, 60)} where a position [longitude, latitude] belongs`;
  }
  const [longitude, latitude] = value as [number, number];
  if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90) return undefined;
  const swapped = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
  const why = swapped
    ? 'longitude and latitude are swapped'
    : 'are these projected coordinates? export it as WGS 84 longitude and latitude (EPSG:4326)';
  return `has the position [${longitude}, ${latitude}], out of the range of longitude (±180) and latitude (±90): ${why}`;
}

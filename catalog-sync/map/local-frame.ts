import type { Point } from '../../main/contract';
import type { Position } from './geometry';

/**
 * store-feed.md, `local_frame`: longitude and latitude of the origin, and degrees counter-clockwise from true
 * east.
 */
export interface LocalFrame {
  readonly origin: readonly [number, number];
  readonly rotation: number;
}

// Metres a degree on the WGS 84 ellipsoid (series of the geodesy textbooks, good to a millimetre over a
// shop).
function metresPerDegree(latitude: number): { lon: number; lat: number } {
  const phi = (latitude * Math.PI) / 180;
  return {
    lat: 111132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi) - 0.0023 * Math.cos(6 * phi),
    lon: 111412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  };
}

/** What turns positions into metres along and into the store, rounded to millimetres. */
export function projector({ origin: [lon0, lat0], rotation }: LocalFrame): (position: Position) => Point {
  const scale = metresPerDegree(lat0);
  const turn = (rotation * Math.PI) / 180;
  return ([longitude, latitude]) => {
    const east = (longitude - lon0) * scale.lon;
    const north = (latitude - lat0) * scale.lat;
    return [
      round(east * Math.cos(turn) + north * Math.sin(turn)),
      round(-east * Math.sin(turn) + north * Math.cos(turn)),
    ];
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

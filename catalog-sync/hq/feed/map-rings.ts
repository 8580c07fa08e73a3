import type { Point } from '../../../main/contract';
import type { Feature } from '../../db/feature';
import { areaOf, holesFault, ringFault } from '../../map/rings';
import { withAisle, type MapFindings, type Named } from './map-findings';

/** Smaller than a hand, square metres: no shelf. */
const NO_AREA = 0.005;
/** More positions than this in one ring, or more holes in one area, are a scan, not a plan. */
const MOST_IN_RING = 10_000;
const MOST_HOLES = 1_000;

const TOO_LONG = 'too long a ring';

/** A feature with its areas in metres, the outer ring of each first. */
interface Ringed extends Named {
  readonly feature: Feature;
  readonly polygons: readonly (readonly Point[][])[];
}

/** Rings that are closed, simple and not too long, holes that lie inside, and areas that are some. */
export function checkRings(drawn: Ringed, severity: 'error' | 'warn', findings: MapFindings): void {
  const add = (how: 'error' | 'warn', kind: string, message: string) =>
    findings.add(how, kind, drawn, kind === TOO_LONG ? message : withAisle(drawn.feature, message));
  for (const rings of drawn.polygons) {
    const faults = rings.flatMap((ring) => ringProblem(ring) ?? []);
    const grave = faults.filter(({ harmless }) => !harmless);
    for (const { kind, message } of grave) add(severity, kind, message);
    if (grave.length > 0 || !rings[0]) continue;
    if (areaOf(rings[0]) < NO_AREA) {
      add(severity, 'no area', 'has no area: all its positions lie on one line');
      continue;
    }
    for (const { kind, message } of faults) add('warn', kind, message);
    const fault = rings.length > MOST_HOLES ? 'many' : holesFault(rings);
    if (fault) add(severity, 'a hole that is none', HOLES[fault]);
  }
}

const HOLES = {
  many: `has more than ${MOST_HOLES} holes; simplify it`,
  outside: 'has a hole that reaches outside it; the outer ring comes first, then what is cut out of it',
  shared: 'has two holes that overlap; draw them as one',
} as const;

interface RingProblem {
  readonly kind: string;
  readonly message: string;
  /** The robot takes no more for free because of it. */
  readonly harmless?: boolean;
}

function ringProblem(ring: readonly Point[]): RingProblem | undefined {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  if (ring.length > MOST_IN_RING)
    return {
      kind: TOO_LONG,
      message: `has a ring of ${ring.length} positions, more than ${MOST_IN_RING}; simplify it`,
    };
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
    return { kind: 'an open ring', message: 'has an open ring: the last position must repeat the first' };
  if (ring.length < 4)
    return {
      kind: 'too short a ring',
      message: `has a ring of ${ring.length} positions; a triangle has four, the first twice`,
    };
  const fault = ringFault(ring);
  if (!fault) return undefined;
  const where = `near x ${fault.at[0].toFixed(1)} m, y ${fault.at[1].toFixed(1)} m of the local frame`;
  return fault.kind === 'crosses'
    ? { kind: 'a self-intersection', message: `crosses itself ${where}` }
    : {
        kind: 'a ring that touches itself',
        message: `touches itself ${where}; draw it as two parts, or with a hole`,
        harmless: true,
      };
}

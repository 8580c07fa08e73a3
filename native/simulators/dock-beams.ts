import { wrap } from './kobuki-physics';

/**
 * A charging station seen by its three infrared emitters, and the robot's three receivers. Written from the
 * station's description in the Kobuki user guide.
 */

interface Place {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
}

/** From the robot's middle, standing on the contacts, to the emitters, metres. */
const REACH = 0.2;
/** Half widths of the middle beam and of the whole field, radians; how far it carries, metres. */
const MIDDLE = 0.14;
const FIELD = 0.6;
const FAR = 2.5;
const NEAR = 0.6;
/** Half angle of what one receiver sees, and how far the outer two are turned aside, radians. */
const SIGHT = 0.5;
const ASIDE = 1.2;

const BITS = {
  left: { near: 1, far: 16 },
  middle: { near: 2, far: 8 },
  right: { near: 4, far: 32 },
} as const;

/** What each receiver reports, as bits; `dock` is the robot's pose when it stands on the contacts. */
export function beamsAt(robot: Place, dock: Place): { left: number; center: number; right: number } {
  const emitter = { x: dock.x + REACH * Math.cos(dock.theta), y: dock.y + REACH * Math.sin(dock.theta) };
  const outward = wrap(dock.theta + Math.PI);
  const away = Math.hypot(robot.x - emitter.x, robot.y - emitter.y);
  // Positive to the station's own left, looking out.
  const bearing = wrap(Math.atan2(robot.y - emitter.y, robot.x - emitter.x) - outward);
  let bits = 0;
  if (away < FAR && Math.abs(bearing) < FIELD) {
    const range = away < NEAR ? 'near' : 'far';
    // Neighbouring beams overlap a little.
    if (Math.abs(bearing) < MIDDLE) bits |= BITS.middle[range];
    if (bearing > MIDDLE - 0.03) bits |= BITS.left[range];
    if (bearing < -(MIDDLE - 0.03)) bits |= BITS.right[range];
  }
  const toEmitter = wrap(Math.atan2(emitter.y - robot.y, emitter.x - robot.x) - robot.theta);
  const sees = (mounted: number) => (Math.abs(wrap(toEmitter - mounted)) < SIGHT ? bits : 0);
  return { left: sees(ASIDE), center: sees(0), right: sees(-ASIDE) };
}

/** True when the robot stands on the contacts. */
export function onContacts(robot: Place, dock: Place): boolean {
  const dx = robot.x - dock.x;
  const dy = robot.y - dock.y;
  const along = dx * Math.cos(dock.theta) + dy * Math.sin(dock.theta);
  const aside = -dx * Math.sin(dock.theta) + dy * Math.cos(dock.theta);
  return (
    along > -0.015 &&
    along < 0.05 &&
    Math.abs(aside) < 0.06 &&
    Math.abs(wrap(robot.theta - dock.theta)) < 0.35
  );
}

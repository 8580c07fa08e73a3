import type { NavReason } from '../../../main/contract';
import type { Hazard } from '../port';

/** Hazards after which only staff may let the robot move again. */
export const LATCHING: ReadonlySet<Hazard> = new Set([
  'cliff',
  'wheel_drop',
  'emergency_stop',
  'overcurrent',
]);

/** Why a trip ended on a hazard. */
export function reasonOf(hazard: Hazard): NavReason {
  if (hazard === 'silent') return 'base_silent';
  return hazard === 'disconnected' ? 'unplugged' : hazard;
}

/** A hazard in plain words, as they follow "because of". */
export function hazardWords(hazard: Hazard): string {
  switch (hazard) {
    case 'bumper':
      return 'a pressed bumper';
    case 'cliff':
      return 'an edge in the floor';
    case 'wheel_drop':
      return 'a wheel off the floor';
    case 'overcurrent':
      return 'a jammed wheel';
    case 'emergency_stop':
      return 'the emergency stop';
    case 'button':
      return 'a button on the base';
    case 'silent':
      return 'missing feedback';
    case 'disconnected':
      return 'a missing cable';
  }
}

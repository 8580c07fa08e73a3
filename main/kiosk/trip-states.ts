import type { NavState } from '../contract';

/** States in which a trip is under way. */
export const moving: readonly NavState['state'][] = ['planning', 'driving', 'waiting'];

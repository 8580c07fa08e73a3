/**
 * Battery, in [0,1]: below the first the robot goes home by itself once idle, below the second no trip
 * starts, below the third a trip under way ends and staff is called, while there is still power to say so.
 */
export const BATTERY_HOME = 0.2;
export const BATTERY_REFUSE = 0.08;
export const BATTERY_STOP = 0.03;
/** Feedback silent for so long while driving is a fault, not a hiccup. */
export const SILENT_FAULT_MS = 3_000;
/** A base not heard for so long is not sent off. */
export const SILENT_REFUSE_MS = 1_500;
/** The wheels stop at once when feedback is missing; the screen hears of it only when it lasts. */
export const SILENT_SHOWN_MS = 400;
export const EVENT_MS = 200;
export const STALL_MS = 1_500;
export const MAX_REPLANS = 4;
/** A trip held at the shopper's wish ends by itself after so long: whoever it waited for has gone. */
export const HOLD_MS = 120_000;
/** How well staff and markers place the robot, metres (two sigma). */
export const PLACED_BOUND = 0.1;
export const DOCKED_BOUND = 0.05;
/** Free floor in front of the charger at which the path ends and the beam takes over, metres. */
export const DOCK_STAGING = 0.7;
/**
 * A robot that was pushed farther than this while its way was planned does not stand where the way begins,
 * metres.
 */
export const MOVED_WHILE_PLANNING = 0.15;

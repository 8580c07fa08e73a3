/** Below this charge no trip starts; below the second the robot goes home by itself once idle. */
export const BATTERY_REFUSE = 0.08;
export const BATTERY_HOME = 0.2;
/** Feedback silent for so long while driving is a fault, not a hiccup. */
export const SILENT_FAULT_MS = 3_000;
/** A base not heard for so long is not sent off. */
export const SILENT_REFUSE_MS = 1_500;
/** The wheels stop at once when feedback is missing; the screen hears of it only when it lasts. */
export const SILENT_SHOWN_MS = 400;
export const EVENT_MS = 200;
export const STALL_MS = 1_500;
export const MAX_REPLANS = 4;

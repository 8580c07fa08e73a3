/**
 * Milliseconds since 1970 by the machine's clock, which may be set, step or stand wrong. Only for moments
 * that are told, kept or compared with other moments of the calendar; how long something took or may take is
 * measured with `performance.now()`, and lint holds all code to it.
 */
export function wallClock(): number {
  return Date.now();
}

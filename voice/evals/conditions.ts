/**
 * How questions are put: `typed` asks the words themselves, what the engine alone makes of them. The others are clean
 * sound, and talk behind it at so many decibels.
 */
export const CONDITIONS = ['typed', 'clean', '20', '10', '5'] as const;
export type Condition = (typeof CONDITIONS)[number];

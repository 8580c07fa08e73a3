/** Metres to walk, as one says it: whole ones, never nought. */
export const metres = (length: number): number => Math.max(1, Math.round(length));

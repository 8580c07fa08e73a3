import type { Span } from './chunks';

/**
 * How far above its floor the predicted log energy counts as sound: silence stays within 0.5 of it, the
 * softest consonants lie 1.5 above.
 */
const ABOVE_FLOOR = 1;
/** Frames of 25 ms kept on either side. */
const MARGIN = 2;

/** The frames that sound, by their log energy, with a short margin. Empty when all is silence. */
export function soundingFrames(loudness: Float32Array): Span {
  const floor = loudness.reduce((low, v) => Math.min(low, v), Infinity);
  const sounds = (value: number): boolean => value > floor + ABOVE_FLOOR;
  const first = loudness.findIndex(sounds);
  if (first < 0) return { start: 0, end: 0 };
  return {
    start: Math.max(0, first - MARGIN),
    end: Math.min(loudness.length, loudness.findLastIndex(sounds) + 1 + MARGIN),
  };
}

/** How far above its floor the predicted log energy counts as sound: silence stays within 0.5 of it, the softest consonants lie 1.5 above. */
const ABOVE_FLOOR = 1;
/** Frames of 25 ms kept on either side. */
const MARGIN = 2;

/** The frames [start, end) that sound, by the net's log energy (two values a frame), with a short margin. Empty when all is silence. */
export function soundingFrames(energy: Float32Array): { start: number; end: number } {
  const frames = Math.floor(energy.length / 2);
  const loud = Array.from({ length: frames }, (_, i) => Math.max(energy[2 * i] ?? -Infinity, energy[2 * i + 1] ?? -Infinity));
  const floor = Math.min(...loud);
  const sounds = (value: number): boolean => value > floor + ABOVE_FLOOR;
  const first = loud.findIndex(sounds);
  if (first < 0) return { start: 0, end: 0 };
  return { start: Math.max(0, first - MARGIN), end: Math.min(frames, loud.findLastIndex(sounds) + 1 + MARGIN) };
}

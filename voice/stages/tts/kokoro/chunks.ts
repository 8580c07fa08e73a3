/** First chunk, 0.7 s: made in a third of a second, so that speech starts at once. Frames of 25 ms. */
const FIRST = 28;
/** Each chunk may be longer than the one playing meanwhile. */
const GROWTH = 1.5;
const LONGEST = 100;

/** Frames on either side that a chunk is made with but not heard: what the vocoder sees of its neighbours. */
export const CONTEXT = 3;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The louder of a frame's two log energies. */
export function frameEnergy(energy: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(energy.length / 2) }, (_, i) => Math.max(energy[2 * i] ?? -Infinity, energy[2 * i + 1] ?? -Infinity));
}

/** Cuts the sounding frames into growing chunks, each cut at the quietest frame nearby: in a pause or a consonant, where no join is heard. */
export function planChunks(loudness: Float32Array, { start, end }: Span): Span[] {
  const chunks: Span[] = [];
  let at = start;
  for (let length = FIRST; end - at > length * 1.6; length = Math.min(LONGEST, Math.round(length * GROWTH))) {
    const last = at + Math.round(length * 1.3);
    let cut = at + Math.round(length * 0.75);
    for (let i = cut; i <= last; i++) if ((loudness[i] ?? 0) < (loudness[cut] ?? 0)) cut = i;
    chunks.push({ start: at, end: cut });
    at = cut;
  }
  if (end > at) chunks.push({ start: at, end });
  return chunks;
}

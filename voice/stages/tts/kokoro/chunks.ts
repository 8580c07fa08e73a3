/** First chunk, 0.4 s or more. Frames of 25 ms. */
const SHORTEST_FIRST = 16;
const LONGEST_FIRST = 40;
/** Each chunk may be longer than the one playing meanwhile. */
const GROWTH = 1.5;
const LONGEST = 100;
/** Room for a machine that is now and then slower than of late. */
const SAFETY = 1.5;

/** Frames on either side that a chunk is made with but not heard: what the vocoder sees of its neighbours. */
export const CONTEXT = 3;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The louder of a frame's two log energies. */
export function frameEnergy(energy: Float32Array): Float32Array {
  return Float32Array.from({ length: Math.floor(energy.length / 2) }, (_, i) =>
    Math.max(energy[2 * i] ?? -Infinity, energy[2 * i + 1] ?? -Infinity),
  );
}

/**
 * How long the first chunk must be for the next, at least as long, to be ready when it ends: L frames play
 * for L·25 ms, and the next takes (L + 2·CONTEXT)·25 ms·`pace`. The faster the machine, the shorter the first
 * chunk and the sooner the first sound.
 */
export function firstChunk(pace: number): number {
  const slow = Math.min(0.95, pace * SAFETY);
  return Math.max(SHORTEST_FIRST, Math.min(LONGEST_FIRST, Math.ceil((2 * CONTEXT * slow) / (1 - slow))));
}

/**
 * Cuts the sounding frames into growing chunks from `first` frames on, each cut at the quietest frame nearby:
 * in a pause or a consonant, where no join is heard.
 */
export function planChunks(loudness: Float32Array, { start, end }: Span, first: number): Span[] {
  const chunks: Span[] = [];
  let at = start;
  for (let length = first; end - at > length * 1.6; length = Math.min(LONGEST, Math.round(length * GROWTH))) {
    const last = at + Math.round(length * 1.3);
    let cut = at + Math.round(length * 0.75);
    for (let i = cut; i <= last; i++) if ((loudness[i] ?? 0) < (loudness[cut] ?? 0)) cut = i;
    chunks.push({ start: at, end: cut });
    at = cut;
  }
  if (end > at) chunks.push({ start: at, end });
  return chunks;
}

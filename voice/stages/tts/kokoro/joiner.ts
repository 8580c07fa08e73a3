/** Samples over which one chunk gives way to the next: 10 ms at 24 kHz. */
const CROSSFADE = 240;

/**
 * Joins chunks that were made with context on either side: each gives way to the next in a short crossfade
 * centred on the cut. Holds back half a crossfade of samples until the next chunk comes.
 */
export class Joiner {
  private tail: Float32Array = new Float32Array(0);

  /**
   * `before` and `after`: samples of context at the ends of `chunk`; both sides of an inner cut need at least
   * half a crossfade. `last` chunks end where their sound ends.
   */
  push(chunk: Float32Array, before: number, after: number, last: boolean): Float32Array {
    const half = CROSSFADE / 2;
    const from = Math.max(0, before - (this.tail.length > 0 ? half : 0));
    const to = last ? chunk.length - after : Math.min(chunk.length, chunk.length - after + half);
    const body = chunk.slice(from, to);
    for (let i = 0; i < this.tail.length && i < body.length; i++) {
      const gain = (i + 0.5) / this.tail.length;
      body[i] = (body[i] ?? 0) * gain + (this.tail[i] ?? 0) * (1 - gain);
    }
    if (last) {
      this.tail = new Float32Array(0);
      return body;
    }
    const keep = Math.min(CROSSFADE, body.length);
    this.tail = body.slice(body.length - keep);
    return body.slice(0, body.length - keep);
  }
}

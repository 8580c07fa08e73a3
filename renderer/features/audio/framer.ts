/**
 * Cuts a stream of render quanta (128 samples, or whatever comes) into frames of one size, losing and
 * reordering nothing.
 */
export class Framer {
  private frame: Float32Array<ArrayBuffer>;
  private filled = 0;

  constructor(
    private readonly size: number,
    private readonly emit: (frame: Float32Array<ArrayBuffer>) => void,
  ) {
    this.frame = new Float32Array(size);
  }

  push(samples: Float32Array): void {
    let taken = 0;
    while (taken < samples.length) {
      const part = Math.min(this.size - this.filled, samples.length - taken);
      this.frame.set(samples.subarray(taken, taken + part), this.filled);
      this.filled += part;
      taken += part;
      if (this.filled === this.size) {
        this.emit(this.frame);
        this.frame = new Float32Array(this.size);
        this.filled = 0;
      }
    }
  }
}

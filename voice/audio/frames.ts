import { MIC_FRAME } from '../../main/contract';

/** Cuts samples that arrive in any portions into frames of 512. */
export class Framer {
  private rest = new Float32Array();

  push(samples: Float32Array): Float32Array[] {
    const all = new Float32Array(this.rest.length + samples.length);
    all.set(this.rest);
    all.set(samples, this.rest.length);
    const frames: Float32Array[] = [];
    let at = 0;
    for (; at + MIC_FRAME <= all.length; at += MIC_FRAME) frames.push(all.slice(at, at + MIC_FRAME));
    this.rest = all.slice(at);
    return frames;
  }
}

/** The last few frames, so that an utterance is heard from before the moment it was noticed. */
export class Lookback {
  private frames: Float32Array[] = [];

  constructor(private readonly capacity: number) {}

  push(frame: Float32Array): void {
    this.frames.push(frame);
    if (this.frames.length > this.capacity) this.frames.shift();
  }

  /** The last `count` frames, oldest first. */
  last(count: number): Float32Array[] {
    return count <= 0 ? [] : this.frames.slice(-count);
  }

  clear(): void {
    this.frames = [];
  }
}

import type { Pcm } from '../../audio/wav';

/** The last seconds of speech made, in memory; the least recently used piece goes first. */
export class RecentSpeech {
  private readonly pieces = new Map<string, Pcm>();
  private seconds = 0;

  constructor(private readonly capacity: number) {}

  get(key: string): Pcm | undefined {
    const found = this.pieces.get(key);
    if (!found) return undefined;
    this.pieces.delete(key);
    this.pieces.set(key, found);
    return found;
  }

  put(key: string, sound: Pcm): void {
    this.drop(key);
    this.pieces.set(key, sound);
    this.seconds += sound.samples.length / sound.sampleRate;
    for (const oldest of this.pieces.keys()) {
      if (this.seconds <= this.capacity || oldest === key) return;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const found = this.pieces.get(key);
    if (!found) return;
    this.seconds -= found.samples.length / found.sampleRate;
    this.pieces.delete(key);
  }
}

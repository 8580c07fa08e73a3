import { rms } from '../audio/level';

/** `sound` with other voices talking over one another behind it, at `snr` decibels over the whole clip. */
export function addBabble(sound: Float32Array, others: readonly Float32Array[], snr: number): Float32Array {
  const babble = new Float32Array(sound.length);
  others.forEach((other, k) => {
    for (let i = 0; i < babble.length; i++) babble[i]! += other[(i + k * 4_000) % other.length]!;
  });
  const gain = rms(sound) / (rms(babble) + 1e-9) / 10 ** (snr / 20);
  return sound.map((s, i) => Math.max(-1, Math.min(1, s + gain * babble[i]!)));
}

import { MIC_SAMPLE_RATE } from '../../main/contract';
import { rms } from '../audio/level';
import { draws } from './questions';

const PART_SECONDS = 20;
/** Talkers at once, at different distances. */
const TALKERS = 4;
const LOUDNESS = { near: 0.08, far: 0.01, noise: 0.006, music: 0.015 } as const;
const NOTES = [220, 247, 262, 294, 330, 349, 392, 440];

/**
 * A store's sound, part by part: people talking over one another near and far, air conditioning, music of
 * plain tones. Always the same for the same seed.
 */
export function* storeBabble(
  speech: readonly Float32Array[],
  seconds: number,
  seed: number,
): Generator<Float32Array> {
  const random = draws(seed * 7_919 + 17);
  for (let at = 0; at < seconds; at += PART_SECONDS) {
    const part = new Float32Array(Math.min(PART_SECONDS, seconds - at) * MIC_SAMPLE_RATE);
    for (let k = 0; k < TALKERS; k++) talk(part, speech, random);
    if (random() < 0.5) music(part, random);
    hum(part, random);
    for (let i = 0; i < part.length; i++) part[i] = Math.max(-1, Math.min(1, part[i]!));
    yield part;
  }
}

function talk(into: Float32Array, speech: readonly Float32Array[], random: () => number): void {
  for (let at = Math.floor(random() * 3 * MIC_SAMPLE_RATE); at < into.length;) {
    const clip = speech[Math.floor(random() * speech.length)]!;
    const gain = (LOUDNESS.far + random() ** 2 * (LOUDNESS.near - LOUDNESS.far)) / (rms(clip) + 1e-6);
    for (let i = 0; i < clip.length && at + i < into.length; i++) into[at + i]! += clip[i]! * gain;
    at += clip.length + Math.floor(random() ** 2 * 4 * MIC_SAMPLE_RATE);
  }
}

function music(into: Float32Array, random: () => number): void {
  const beat = Math.floor((0.25 + random() * 0.4) * MIC_SAMPLE_RATE);
  for (let at = 0; at < into.length; at += beat) {
    const chord = [0, 2, 4].map(
      (step) => NOTES[(Math.floor(random() * NOTES.length) + step) % NOTES.length]!,
    );
    for (let i = 0; i < beat && at + i < into.length; i++) {
      const fade = Math.exp((-3 * i) / beat);
      for (const hz of chord)
        into[at + i]! += (LOUDNESS.music / 3) * fade * Math.sin((2 * Math.PI * hz * i) / MIC_SAMPLE_RATE);
    }
  }
}

function hum(into: Float32Array, random: () => number): void {
  let low = 0;
  for (let i = 0; i < into.length; i++) {
    low = 0.97 * low + 0.03 * (random() * 2 - 1);
    into[i]! += LOUDNESS.noise * (low * 6 + (random() * 2 - 1) * 0.3);
  }
}

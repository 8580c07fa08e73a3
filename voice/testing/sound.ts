import { MIC_FRAME, MIC_SAMPLE_RATE } from '../../main/contract';

export const FRAME_MS = (MIC_FRAME * 1_000) / MIC_SAMPLE_RATE;

/** Noise that is the same every time; `loudness` is its largest sample. */
function noise(samples: number, loudness: number): Float32Array {
  let seed = 1;
  return Float32Array.from({ length: samples }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return loudness * ((2 * seed) / 2_147_483_647 - 1);
  });
}

/** A frame of somebody speaking, and one of the shop without; the scripted detector tells them apart. */
export const speechFrame = (): Float32Array => noise(MIC_FRAME, 0.2);
export const quietFrame = (): Float32Array => noise(MIC_FRAME, 0.001);

import { z } from 'zod';

/**
 * PCM between renderer and voice over a MessagePort that main only hands over. Samples are mono float in
 * [-1,1], copied, not transferred.
 */

/** Microphone rate on the port, hertz. */
export const MIC_SAMPLE_RATE = 16_000;
/** Samples a frame: 32 ms at 16 kHz, what Silero VAD takes. */
export const MIC_FRAME = 512;

const Samples = z
  .instanceof(Float32Array)
  .refine((s) => s.length > 0 && s.length <= 480_000, 'between 1 and 480,000 samples');

/**
 * `clipping`: overdriven; `wrong_rate`: another sample rate than the device claims. Both still deliver sound.
 */
export const MicState = z.enum([
  'starting',
  'ok',
  'absent',
  'denied',
  'lost',
  'silent',
  'clipping',
  'wrong_rate',
]);
export type MicState = z.infer<typeof MicState>;

export const ToVoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pcm'), samples: Samples }),
  z.object({ kind: z.literal('mic'), state: MicState, sampleRate: z.number().optional() }),
  /** Everything queued for the turn has been heard. */
  z.object({ kind: z.literal('played'), turnId: z.string() }),
  /** Queued sound of the turn was dropped; nothing of it is audible any more. */
  z.object({ kind: z.literal('flushed'), turnId: z.string() }),
  /** First sample of the turn left the loudspeaker. */
  z.object({ kind: z.literal('started'), turnId: z.string() }),
]);
export type ToVoice = z.infer<typeof ToVoice>;

export const FromVoice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('play'),
    turnId: z.string(),
    seq: z.number().int(),
    sampleRate: z.number().int(),
    samples: Samples,
  }),
  /** No more `play` for this turn. */
  z.object({ kind: z.literal('end'), turnId: z.string() }),
  /** Stop at once and confirm with `flushed`. */
  z.object({ kind: z.literal('flush'), turnId: z.string() }),
]);
export type FromVoice = z.infer<typeof FromVoice>;

import { writeFile } from 'node:fs/promises';
import { DaogouError, type Understood } from '../../../main/contract';
import { encodeWav } from '../../audio/wav';
import { createSpeechOutput, type SpeechOutputOptions } from './speech-output';
import { concat } from './pcm';

export interface SpeakToFileOptions extends SpeechOutputOptions {
  text: string;
  lang: Understood;
  /** The WAV file written: 16-bit PCM, mono. */
  out: string;
  rate?: number;
  signal?: AbortSignal;
}

/**
 * Speaks a text into a WAV file as the terminal would say it. Gives seconds of sound and what spoke. Throws
 * `unavailable` without any voice, `bad_request` when nothing in the text can be spoken, `storage` when the
 * file can't be written.
 */
export async function speakToFile(
  options: SpeakToFileOptions,
): Promise<{ seconds: number; sampleRate: number; voice: string }> {
  const speechOutput = await createSpeechOutput(options);
  try {
    if (!speechOutput.ready)
      throw new DaogouError('unavailable', speechOutput.status.detail ?? 'No voice is installed.');
    const parts: Float32Array[] = [];
    let sampleRate = 0;
    for await (const sound of speechOutput.speak(options.text, options.lang, {
      rate: options.rate,
      signal: options.signal,
      whole: true,
    })) {
      parts.push(sound.samples);
      sampleRate = sound.sampleRate;
    }
    options.signal?.throwIfAborted();
    const samples = concat(parts);
    if (samples.length === 0)
      throw new DaogouError('bad_request', 'The text holds nothing that can be spoken.');
    await writeFile(options.out, encodeWav({ sampleRate, samples })).catch((cause: unknown) => {
      throw new DaogouError(
        'storage',
        `${options.out} can't be written: ${cause instanceof Error ? cause.message : String(cause)}.`,
        false,
        { cause },
      );
    });
    return { seconds: samples.length / sampleRate, sampleRate, voice: speechOutput.status.model ?? '' };
  } finally {
    await speechOutput.close();
  }
}

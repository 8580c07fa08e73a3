import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Understood } from '../../main/contract';
import { encodeWav } from '../audio/wav';
import { createSpeechOutput, KOKORO_VOICES, type SpeechOutput } from '../stages/tts';
import { concat } from '../stages/tts/pcm';

/** Voices that evaluations may use; the others are kept back for judging. */
export const EVAL_VOICES = {
  zh: ['zf_xiaoni', 'zf_xiaoxiao', 'zm_yunxi', 'zm_yunyang'],
  en: KOKORO_VOICES.filter((v) => /^[ab]/.test(v) && !['af_bella', 'am_michael', 'bf_emma'].includes(v)),
} as const;

export interface ToSpeak {
  lang: Understood;
  text: string;
}

export type Rendered<T extends ToSpeak> = T & { file: string; voice: string; rate: number };

const RATES = [1, 0.9, 1.15];

/**
 * Speaks texts with the evaluation's voices at three speeds; what was spoken before is kept in `folder`.
 * Voice and speed follow from the place in the list. Only those `wanted` are spoken; all are planned.
 */
export async function render<T extends ToSpeak>(
  texts: readonly T[],
  options: {
    modelsDir: string;
    folder: string;
    wanted?: (i: number) => boolean;
    onProgress?: (done: number) => void;
  },
): Promise<Rendered<T>[]> {
  mkdirSync(options.folder, { recursive: true });
  const planned = texts.map((text, i): Rendered<T> => {
    const voices = EVAL_VOICES[text.lang];
    const voice = voices[i % voices.length]!;
    const rate = RATES[Math.floor(i / voices.length) % RATES.length]!;
    const key = createHash('sha256').update([voice, rate, text.text].join('\n')).digest('hex').slice(0, 16);
    return { ...text, file: join(options.folder, `${key}.wav`), voice, rate };
  });
  const missing = planned
    .filter((p, i) => (options.wanted?.(i) ?? true) && !existsSync(p.file))
    .sort((a, b) => a.voice.localeCompare(b.voice));
  let speechOutput: { voice: string; speechOutput: SpeechOutput } | undefined;
  for (const [i, next] of missing.entries()) {
    if (speechOutput?.voice !== next.voice) {
      await speechOutput?.speechOutput.close();
      speechOutput = {
        voice: next.voice,
        speechOutput: await createSpeechOutput({
          modelsDir: options.modelsDir,
          voiceZh: next.lang === 'zh' ? next.voice : 'zf_xiaoxiao',
          voiceEn: next.lang === 'en' ? next.voice : 'af_heart',
          threads: 2,
        }),
      };
    }
    await speak(speechOutput.speechOutput, next);
    options.onProgress?.(i + 1);
  }
  await speechOutput?.speechOutput.close();
  return planned;
}

async function speak(
  speechOutput: SpeechOutput,
  { text, lang, rate, file }: ToSpeak & { rate: number; file: string },
): Promise<void> {
  const parts: Float32Array[] = [];
  let sampleRate = 24_000;
  for await (const sound of speechOutput.speak(text, lang, { rate })) {
    parts.push(sound.samples);
    sampleRate = sound.sampleRate;
  }
  await writeFile(`${file}.part`, encodeWav({ sampleRate, samples: concat(parts) }));
  await rename(`${file}.part`, file);
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { KOKORO_VOICES, speakToFile } from '../stages/tts';
import type { SpokenQuestion } from './questions';

/** Voices that evaluations may use; the others are kept back for judging. */
export const EVAL_VOICES = {
  zh: ['zf_xiaoni', 'zf_xiaoxiao', 'zm_yunxi', 'zm_yunyang'],
  en: KOKORO_VOICES.filter((v) => /^[ab]/.test(v) && !['af_bella', 'am_michael', 'bf_emma'].includes(v)),
} as const;

export interface RenderedQuestion extends SpokenQuestion {
  file: string;
  voice: string;
  rate: number;
}

const RATES = [1, 0.9, 1.15];

/** Speaks questions with the evaluation's voices at three speeds; what was spoken before is kept in `folder`. */
export async function render(questions: readonly SpokenQuestion[], options: { modelsDir: string; folder: string; onProgress?: (done: number) => void }): Promise<RenderedQuestion[]> {
  mkdirSync(options.folder, { recursive: true });
  const rendered: RenderedQuestion[] = [];
  for (const [i, question] of questions.entries()) {
    const voices = EVAL_VOICES[question.lang];
    const voice = voices[i % voices.length]!;
    const rate = RATES[Math.floor(i / voices.length) % RATES.length]!;
    const key = createHash('sha256').update([voice, rate, question.text].join('\n')).digest('hex').slice(0, 16);
    const file = join(options.folder, `${key}.wav`);
    if (!existsSync(file)) {
      const part = `${file}.part`;
      await speakToFile({ text: question.text, lang: question.lang, out: part, rate, modelsDir: options.modelsDir, voiceZh: question.lang === 'zh' ? voice : 'zf_xiaoxiao', voiceEn: question.lang === 'en' ? voice : 'af_heart', threads: 2 });
      await rename(part, file);
    }
    rendered.push({ ...question, file, voice, rate });
    options.onProgress?.(i + 1);
  }
  return rendered;
}

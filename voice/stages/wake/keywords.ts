import { pinyin } from 'pinyin-pro';

export interface KeywordLines {
  /** One line a phrase, as sherpa-onnx reads them: tokens, `:score`, `#threshold`, `@phrase`. */
  lines: string[];
  /** Phrases whose sounds the model does not know. */
  unknown: string[];
}

/**
 * Boost of a phrase’s path and the mean probability it must reach: 25 of 25 human calls in store noise, and
 * no false alarm in 80 minutes of a store where every second voice begins with “你好” (`npm run eval:voice --
 * wake`). A greater boost hears “你好我想找” as “你好小店” several times an hour.
 */
const SCORE = 1.5;
const THRESHOLD = 0.15;

/**
 * Turns wake phrases into keyword lines over the model's own tokens (toneless pinyin syllables, '▁word' for
 * Latin words).
 */
export function keywordLines(phrases: readonly string[], tokens: ReadonlySet<string>): KeywordLines {
  const lines: string[] = [];
  const unknown: string[] = [];
  for (const phrase of phrases) {
    const parts = soundsOf(phrase);
    if (parts.length > 0 && parts.every((p) => tokens.has(p)))
      lines.push(`${parts.join(' ')} :${SCORE.toFixed(1)} #${THRESHOLD} @${phrase.replace(/\s+/g, '_')}`);
    else unknown.push(phrase);
  }
  return { lines, unknown };
}

function soundsOf(phrase: string): string[] {
  const runs = phrase.match(/\p{Script=Han}+|[\p{Script=Latin}']+/gu) ?? [];
  return runs.flatMap((run) =>
    /\p{Script=Han}/u.test(run)
      ? pinyin(run, { toneType: 'none', type: 'array', v: true })
      : [`▁${run.toLowerCase()}`],
  );
}

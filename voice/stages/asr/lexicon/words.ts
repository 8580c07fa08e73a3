import { createRequire } from 'node:module';
import { tonedReadingsOf, tonedSyllablesOf } from './syllables';

// The bundles are CommonJS, where import.meta is empty; the tests are ES modules, where __filename is
// missing.
const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** Everyday words: enough for general speech, few enough to load in a second. */
const WORDS = 40_000;

export interface GeneralWord {
  text: string;
  /** With tone numbers. */
  syllables: string[];
  /** Share in [0,1] of running text. */
  share: number;
}

/** The most frequent Chinese words of jieba's dictionary with their sounds. */
export async function generalWords(): Promise<GeneralWord[]> {
  const { dict } = load('@node-rs/jieba/dict.js') as { dict: Uint8Array };
  const entries: { text: string; count: number }[] = [];
  const lines = Buffer.from(dict.buffer, dict.byteOffset, dict.byteLength);
  // Line by line: all 350,000 at once would leave the process tens of megabytes larger for good.
  for (let i = 0, at = 0; at < lines.length; i++) {
    if (i % BREATH === 0) await breathe();
    const end = lines.indexOf(0x0a, at);
    const line = lines.toString('utf8', at, end < 0 ? lines.length : end);
    at = end < 0 ? lines.length : end + 1;
    const [text, count] = line.split(' ');
    if (text && text.length <= 4 && Number(count) > 60 && /^\p{Script=Han}+$/u.test(text))
      entries.push({ text, count: Number(count) });
  }
  const chosen = entries.sort((a, b) => b.count - a.count).slice(0, WORDS);
  const total = chosen.reduce((sum, e) => sum + e.count, 0);
  // Most characters have one reading, and then a word needs no context.
  const single = new Map<string, string | undefined>();
  const only = (c: string): string | undefined => {
    if (!single.has(c)) {
      const all = tonedReadingsOf(c);
      single.set(c, all.length === 1 ? all[0] : undefined);
    }
    return single.get(c);
  };
  const words: GeneralWord[] = [];
  for (const [i, { text, count }] of chosen.entries()) {
    if (i % (BREATH / 8) === 0) await breathe();
    const quick = [...text].map(only);
    words.push({
      text,
      syllables: quick.every((s) => s !== undefined) ? quick : tonedSyllablesOf(text),
      share: count / total,
    });
  }
  return words;
}

/** Lines between two breaths: a few milliseconds of work. */
export const BREATH = 16_384;

/** Lets frames, pings and playback through. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

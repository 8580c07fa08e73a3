import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface PrivateSentence {
  say: string;
  /** Stretches of it that name or betray a person. */
  secrets: string[];
}

/** Invented sentences with what must never be kept marked in them. */
export function privateSentences(): PrivateSentence[] {
  const lines = readFileSync(path.join(import.meta.dirname, 'sentences.txt'), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      say: line.replace(/[[\]]/g, ''),
      secrets: [...line.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1]!),
    }));
}

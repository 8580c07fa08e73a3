import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const load = createRequire(typeof __filename === 'string' ? __filename : import.meta.url);

/** Shorter words are looked for by nobody. */
const SHORTEST = 4;

let known: Float64Array | undefined;

/**
 * Whether the general dictionary has an English word of four letters or more (`an-array-of-english-words`,
 * 275,000 of them, loaded at first use). Kept as sorted 53-bit hashes: 2 MB instead of the 30 MB of a set of
 * strings, and a wrong yes once in 10^10 questions.
 */
export function isEnglishWord(word: string): boolean {
  known ??= hashesOf(readFileSync(load.resolve('an-array-of-english-words'), 'utf8'));
  const wanted = hash53(word);
  let low = 0;
  let high = known.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = known[middle]!;
    if (value === wanted) return true;
    if (value < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

function hashesOf(json: string): Float64Array {
  const hashes = new Float64Array(json.length / (SHORTEST + 3));
  let count = 0;
  for (let from = json.indexOf('"'); from >= 0;) {
    const to = json.indexOf('"', from + 1);
    if (to - from - 1 >= SHORTEST) hashes[count++] = hash53(json.slice(from + 1, to));
    from = json.indexOf('"', to + 1);
  }
  return hashes.slice(0, count).sort();
}

/** Two 32-bit FNV-1a hashes from different starts, folded into the 53 bits that a double holds exactly. */
function hash53(word: string): number {
  let a = 2166136261;
  let b = 0x9747b28c;
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i);
    a = Math.imul(a ^ c, 16777619);
    b = Math.imul(b ^ c, 0x5bd1e995);
    b ^= b >>> 15;
  }
  return (a >>> 0) * 0x200000 + ((b ^ (b >>> 13)) & 0x1fffff);
}

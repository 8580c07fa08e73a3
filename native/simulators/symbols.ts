import bwip from 'bwip-js/node';

/** What a printer draws for GS k and GS ( k, from the bytes it was sent. */

/**
 * Widths of bars and spaces in modules, beginning with a bar; undefined when a printer would print nothing.
 * `m` is GS k's symbology (function B).
 */
export function barsOf(m: number, data: string): readonly number[] | undefined {
  try {
    if (m === 67) return widths(bwip.raw('ean13', data, ''));
    if (m !== 73) return undefined;
    const words = codeWords(data);
    return (
      words &&
      widths(bwip.raw('code128', words.map((word) => `^${String(word).padStart(3, '0')}`).join(''), 'raw'))
    );
  } catch {
    return undefined;
  }
}

function widths(drawn: readonly unknown[]): readonly number[] | undefined {
  return (drawn as readonly { sbs?: readonly number[] }[])[0]?.sbs;
}

const START = { A: 103, B: 104, C: 105 } as const;
const SHIFT_TO = { A: 101, B: 100, C: 99 } as const;
const FNC1 = 102;
type Set128 = keyof typeof START;

/**
 * The code words exactly as sent, start included and check left out; nothing is encoded anew. Undefined where
 * the bytes do not begin with a set.
 */
function codeWords(data: string): number[] | undefined {
  const words: number[] = [];
  let set: Set128 | undefined;
  for (let at = 0; at < data.length; at++) {
    const code = data.charCodeAt(at);
    if (data[at] === '{') {
      const next = data[++at] ?? '';
      if (next === 'A' || next === 'B' || next === 'C') {
        words.push(set ? SHIFT_TO[next] : START[next]);
        set = next;
      } else if (next === '1') words.push(FNC1);
      else if (next === '{') words.push(91);
    } else if (!set) return undefined;
    else words.push(wordOf(set, code));
  }
  return words.length > 1 ? words : undefined;
}

/** The value of a byte in a code set: control characters of set A stand behind its letters. */
function wordOf(set: Set128, code: number): number {
  if (set === 'C') return code;
  return set === 'A' && code < 32 ? code + 64 : code - 32;
}

/** Rows of a QR code of model 2, error correction M. */
export function qrOf(data: string): boolean[][] {
  const all: readonly unknown[] = bwip.raw('qrcode', data, 'eclevel=M');
  const [drawn] = all as readonly { pixs?: readonly number[]; pixx?: number }[];
  const across = drawn?.pixx ?? 0;
  const cells = drawn?.pixs ?? [];
  return Array.from({ length: across && cells.length / across }, (_, y) =>
    Array.from({ length: across }, (_, x) => cells[y * across + x] === 1),
  );
}

/** What is read from a bar code by eye: its digits or letters. */
export function readable(m: number, data: string): string {
  if (m !== 73) return data;
  let out = '';
  let set = '';
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== '{') out += set === 'C' ? String(data.charCodeAt(at)).padStart(2, '0') : data[at];
    else if (data[++at] === '{') out += '{';
    else if (data[at] !== '1') set = data[at] ?? '';
  }
  return out;
}

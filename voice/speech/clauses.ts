/** A stretch of speech said in one breath, and the silence after it. */
export interface Clause {
  readonly text: string;
  readonly pauseMs: number;
}

/** Silence after each mark, milliseconds, at normal pace. */
const PAUSES: readonly (readonly [RegExp, number])[] = [
  [/[。.！!？?…]$/u, 380],
  [/[；;：:—]$/u, 260],
  [/[，,]$/u, 160],
  [/、$/u, 110],
];

/** Below this many syllables a clause is joined with the next: the voice sounds choppy on shorter ones. */
const SHORT = 3;
/**
 * Longer clauses are cut at the next best place, so that the first sound comes soon and memory stays flat.
 */
const LONG = 32;

/** Rough number of syllables: Chinese characters and digits, and a third of the Latin letters. */
export function syllables(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return han + digits + latin / 3;
}

/**
 * Splits text into clauses at its punctuation; the marks stay, since they shape the voice's melody. A point
 * or colon inside a word, number or time is no boundary, nor is one between a label and its number. Nothing
 * that sounds is lost: the texts in order make the whole.
 */
export function splitClauses(text: string): Clause[] {
  const pieces = text
    .split(
      /(?<=[。！？；，、…!?;])|(?<=：)(?!\s*\d)|(?<=[.,](?=\s|$))|(?<=:(?=\s))(?!\s*\d)|(?<=—)(?!—)|\n+/u,
    )
    .flatMap(cutLong)
    .map((t) => t.trim());
  const clauses: Clause[] = [];
  let held = '';
  for (const piece of pieces) {
    if (!/[\p{L}\p{N}]/u.test(piece)) {
      held = joined(held, piece);
      continue;
    }
    const whole = joined(held, piece);
    const pauseMs = pauseAfter(whole);
    if (syllables(whole) < SHORT && pauseMs < 200) {
      held = whole;
      continue;
    }
    clauses.push({ text: whole, pauseMs });
    held = '';
  }
  if (/[\p{L}\p{N}]/u.test(held)) clauses.push({ text: held, pauseMs: pauseAfter(held) });
  return clauses;
}

/** Latin words after a mark stand apart from it. */
const joined = (held: string, piece: string): string =>
  /[,.;:!?]$/.test(held) && /^[\p{Script=Latin}\d]/u.test(piece) ? `${held} ${piece}` : held + piece;

function pauseAfter(text: string): number {
  return PAUSES.find(([mark]) => mark.test(text))?.[1] ?? 60;
}

/** Cuts a clause without punctuation at a space, or between two characters, near every LONG syllables. */
function cutLong(piece: string): string[] {
  const out: string[] = [];
  let rest = piece;
  while (syllables(rest) > LONG * 1.5) {
    let cut = 0;
    let count = 0;
    for (const char of rest) {
      count += syllables(char);
      cut += char.length;
      if (count >= LONG && (/\s/.test(char) || /\p{Script=Han}/u.test(char) || count > LONG * 1.4)) break;
    }
    out.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  out.push(rest);
  return out;
}

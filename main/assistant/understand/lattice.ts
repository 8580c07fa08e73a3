import type { LexiconSpan } from '../../contract';
import type { CueSpan } from './cue-lexicon';
import type { Word } from './words';

/** One piece of the reading that explains the utterance best. */
export type Piece =
  | { kind: 'cue'; start: number; end: number; tags: readonly string[]; score: number }
  | { kind: 'catalog'; start: number; end: number; span: LexiconSpan }
  | { kind: 'unknown'; start: number; end: number };

// What a word explained is worth. A name outranks a cue of the same length, a word that only occurs in names
// does not; sounds rank below letters. Chosen on the development questions; README.md lists what each guards.
const NAME = 1.15;
const CUE = 1;
const FILL = 0.95;
const TERM = 0.92;
const PIECE_COST = 0.12;
const SOUND_COST = 0.25;
/** A Latin word counts as two Han characters. */
const LATIN_WORDS = 2;

interface Edge {
  end: number;
  value: number;
  piece: Piece;
}

/**
 * Splits the words into cues and names so that the whole is explained best: dynamic programming over both
 * lexicons' stretches, where unexplained words count nothing and every piece costs a little, so that long
 * pieces win.
 */
export function bestReading(
  folded: string,
  list: readonly Word[],
  cues: readonly CueSpan[],
  spans: readonly LexiconSpan[],
): Piece[] {
  const edges: Edge[][] = list.map(() => []);
  const startAt = new Map(list.map((word, i) => [word.start, i]));
  const endAt = new Map(list.map((word, i) => [word.end, i + 1]));
  const add = (start: number, end: number, value: (size: number) => number, piece: Piece): void => {
    const from = startAt.get(start);
    const to = endAt.get(end) ?? endAt.get(end + 1);
    if (from === undefined || to === undefined || to <= from) return;
    const size = list.slice(from, to).reduce((sum, word) => sum + (word.han ? 1 : LATIN_WORDS), 0);
    edges[from]!.push({ end: to, value: value(size) - PIECE_COST, piece });
  };
  for (const cue of cues) add(cue.start, cue.end, (size) => cueValue(cue, size), { kind: 'cue', ...cue });
  for (const span of spans)
    add(span.start, span.end, (size) => spanValue(span, size), {
      kind: 'catalog',
      start: span.start,
      end: span.end,
      span,
    });
  const best: { value: number; from: number; piece?: Piece }[] = [{ value: 0, from: 0 }];
  for (let i = 0; i < list.length; i++) {
    const here = best[i]!;
    relax(i + 1, here.value, i, { kind: 'unknown', start: list[i]!.start, end: list[i]!.end });
    for (const edge of edges[i]!) if (edge.value > 0) relax(edge.end, here.value + edge.value, i, edge.piece);
  }
  const pieces: Piece[] = [];
  for (let at = list.length; at > 0; at = best[at]!.from) pieces.push(best[at]!.piece!);
  return mergeUnknown(pieces.reverse(), (piece) => folded.slice(piece.start, piece.end));

  function relax(to: number, value: number, from: number, piece: Piece): void {
    const known = best[to];
    if (!known || value > known.value) best[to] = { value, from, piece };
  }
}

function cueValue(cue: CueSpan, size: number): number {
  if (cue.tags.includes('forced')) return size * 2 + 1;
  const fill = cue.tags.every((tag) => tag === 'fill' || tag === 'ask');
  if (cue.score < 0.6) return size * cue.score - PIECE_COST;
  if (cue.score < 1) return size * (fill ? FILL : CUE) * cue.score - SOUND_COST;
  return size === 1 ? (fill ? 0.35 : 0.5) : size * (fill ? FILL : CUE);
}

function spanValue(span: LexiconSpan, size: number): number {
  const named = span.entries.some((e) => e.kind !== 'term' && e.kind !== 'aisle' && e.weight >= 0.75);
  const base = named || size >= 3 ? NAME : TERM;
  if (span.how !== 'exact') return size * base * span.score - SOUND_COST;
  return size === 1 ? (named ? 0.5 : 0.42) : size * base;
}

/** Particles and verbs that end a name rather than stand in one. */
const BREAKS = /[的了吗呢吧啊呀么嘛和跟在有是我你您他她它这那不没要买找卖含配去到想问给请帮几]/;

/** Characters of dialect that close a sentence or a word without being part of a name. */
const TAILS =
  /[巴撒嘞咧哦噢哈喽啦呐伐勒咯滴哩子儿哇嗦噻哟欸诶头家里上下边个瓶包袋斤两块钱价咋啥哪谁几多少好贵能会可以都也还又再]/;

/**
 * Joins unknown neighbours, and takes a lone character between two unknown ones for a part of the same word:
 * 自'行'车, 钓'鱼'竿.
 */
function mergeUnknown(pieces: readonly Piece[], text: (piece: Piece) => string): Piece[] {
  const out: Piece[] = [];
  const read = pieces.map((piece, i): Piece => {
    const before = pieces[i - 1];
    const after = pieces[i + 1];
    const lone =
      piece.kind !== 'unknown' &&
      piece.end - piece.start === 1 &&
      before?.kind === 'unknown' &&
      after?.kind === 'unknown' &&
      before.end === piece.start &&
      after.start === piece.end &&
      /[\u3400-\u9fff]/.test(text(piece)) &&
      /[\u3400-\u9fff]$/.test(text(before)) &&
      /^[\u3400-\u9fff]/.test(text(after));
    // 鱼'缸', 油'漆': one character of a name and one that no name has are another word, unless it is a particle.
    const odd = (other: Piece | undefined): boolean =>
      other?.kind === 'unknown' &&
      other.end - other.start === 1 &&
      /[\u3400-\u9fff]/.test(text(other)) &&
      !BREAKS.test(text(other)) &&
      !TAILS.test(text(other));
    const half =
      piece.kind === 'catalog' &&
      piece.end - piece.start === 1 &&
      /[\u3400-\u9fff]/.test(text(piece)) &&
      odd(after) &&
      after!.start === piece.end;
    if (half) return { kind: 'unknown', start: piece.start, end: piece.end };
    return lone && !BREAKS.test(text(piece))
      ? { kind: 'unknown', start: piece.start, end: piece.end }
      : piece;
  });
  for (const piece of read) {
    const last = out.at(-1);
    if (piece.kind === 'unknown' && last?.kind === 'unknown' && piece.start - last.end <= 1)
      last.end = piece.end;
    else out.push({ ...piece });
  }
  return out;
}

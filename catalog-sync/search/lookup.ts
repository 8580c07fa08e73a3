import type { Database, Statement } from '../db/open';
import type { LexiconEntry, LexiconMatch, LexiconSpan } from '../../main/contract';
import { Bloom, hash32 } from './bloom';
import { findSizes, sizeKey } from './sizes';
import { latinSound, sounds, type Sounds } from './sound';
import { keyOf, stem, units, type Unit } from './text';
import { deletions, joinedWords } from './variants';

interface Row {
  key: string;
  kind: 'a' | 'b' | 'c' | 't' | 's' | 'l' | 'n';
  ref: string;
  weight: number;
  plain: string;
}

const MAX_HAN = 12;
const MAX_LATIN = 6;
/** Units of an utterance that are looked at; longer talk is cut. */
const MAX_UNITS = 120;

/**
 * Finds the stretches of a text that the catalog's lexicon knows: by letters, by sound, and by spelling
 * variants.
 */
export class Lexicon {
  private readonly byKey: Statement;
  private readonly byFolded: Statement;
  private readonly byVariant: Statement;
  private readonly bloom: Bloom;
  private readonly variants: Bloom;

  constructor(
    db: Database,
    private readonly categoryPath: (id: number) => string | undefined,
  ) {
    this.byKey = db.prepare('SELECT key, kind, ref, weight, plain FROM entry WHERE key = ?');
    this.byFolded = db.prepare(
      "SELECT key, kind, ref, weight, plain FROM entry WHERE folded = ? AND folded <> '' ORDER BY key, kind, ref LIMIT 24",
    );
    this.byVariant = db.prepare('SELECT key FROM variant WHERE hash = ? ORDER BY key LIMIT 60');
    const filter = (name: string): Bloom =>
      new Bloom(
        new Uint8Array(
          (db.prepare('SELECT value FROM search_meta WHERE key = ?').get(name) as { value: Uint8Array })
            .value,
        ),
      );
    this.bloom = filter('bloom');
    this.variants = filter('variants');
  }

  spans(folded: string): LexiconSpan[] {
    const list = units(folded).slice(0, MAX_UNITS);
    const sound = sounds(folded);
    const out: LexiconSpan[] = [];
    const explained = new Uint8Array(list.length);
    for (let i = 0; i < list.length; i++) this.from(list, i, sound, out, explained);
    for (const size of findSizes(folded)) {
      out.push({
        start: size.start,
        end: size.end,
        score: 1,
        how: 'exact',
        entries: [{ kind: 'size', ref: sizeKey(size), weight: 1 }],
      });
    }
    this.latinVariants(list, out, explained);
    this.chineseVariants(list, sound, out);
    return out;
  }

  /** The entries of one key, as `textKey` makes it. */
  entries(key: string): LexiconEntry[] {
    return this.bloom.has(hash32(key)) ? this.resolve(this.byKey.all(key) as Row[]) : [];
  }

  private from(
    list: readonly Unit[],
    i: number,
    sound: Sounds,
    out: LexiconSpan[],
    explained: Uint8Array,
  ): void {
    let han = 0;
    let latin = 0;
    for (let j = i; j < list.length; j++) {
      if (list[j]!.han) han++;
      else latin++;
      if (han > MAX_HAN || latin > MAX_LATIN) return;
      if (j > i && gap(list[j - 1]!, list[j]!)) return;
      const stretch = list.slice(i, j + 1);
      const key = keyOf(stretch);
      let rows = this.bloom.has(hash32(key)) ? (this.byKey.all(key) as Row[]) : [];
      if (rows.length === 0 && j === i + 1 && !list[i]!.han && !list[j]!.han) {
        const joined = list[i]!.key + list[j]!.key;
        if (this.bloom.has(hash32(joined))) rows = this.byKey.all(joined) as Row[];
      }
      if (rows.length > 0) {
        explained.fill(1, i, j + 1);
        push(out, stretch, this.resolve(rows), 1, 'exact');
      }
      if (han >= 2 && rows.length === 0) this.bySound(stretch, sound, out);
    }
  }

  private bySound(stretch: readonly Unit[], sound: Sounds, out: LexiconSpan[]): void {
    if (FUNCTION.has(stretch[0]!.key) || FUNCTION.has(stretch.at(-1)!.key)) return;
    const key = soundKey(stretch, sound.folded);
    if (!this.bloom.has(hash32(key))) {
      // A character of the name has another reading: 茄 is jia as well as qie.
      for (const other of this.variantKeys(`=${key}`)) {
        const entries = this.entries(other);
        if (stretch.length >= 3 || entries.some((e) => e.kind !== 'term'))
          push(out, stretch, entries, 0.78, 'sound');
      }
      return;
    }
    const rows = this.byFolded.all(key) as Row[];
    if (rows.length === 0) return;
    const plain = soundKey(stretch, sound.plain);
    const text = keyOf(stretch);
    // Of several keys that sound alike the closest in syllables, then in characters, is meant.
    const best = Math.max(...rows.map((row) => closeness(row, plain, text)));
    const kept = rows.filter((row) => closeness(row, plain, text) >= best - 0.001);
    const entries = this.resolve(kept);
    // Two syllables that only sound like some word of a name are chance more often than not.
    const faint = stretch.length < 3 && entries.every((e) => e.kind === 'term' || e.kind === 'aisle');
    if (faint && best < 0.88) return;
    push(out, stretch, entries, faint ? best * 0.82 : best, 'sound');
  }

  /**
   * Words of Latin letters that nothing matched exactly: one or two letters off, alike in sound, or two words
   * written as one.
   */
  private latinVariants(list: readonly Unit[], out: LexiconSpan[], explained: Uint8Array): void {
    for (let i = 0; i < list.length; i++) {
      const unit = list[i]!;
      if (unit.han) continue;
      const next = list[i + 1];
      if (
        next &&
        !next.han &&
        !(explained[i] && explained[i + 1]) &&
        !gap(unit, next) &&
        unit.raw.length >= 3 &&
        unit.raw.length + next.raw.length >= 6
      )
        this.spelt([unit, next], stem(unit.raw + next.raw), out);
      if (explained[i]) continue;
      this.spelt([unit], unit.key, out);
      if (unit.raw !== unit.key) this.spelt([unit], unit.raw, out);
    }
  }

  private spelt(stretch: readonly Unit[], word: string, out: LexiconSpan[]): void {
    if (!/^[a-z]{4,24}$/.test(word)) return;
    const candidates = new Set<string>();
    for (const form of [...deletions(word), `~${latinSound(word)}`])
      for (const key of this.variantKeys(form)) candidates.add(key);
    let best: { key: string; score: number }[] = [];
    for (const key of candidates) {
      const joined = joinedWords(key);
      if (!/^[a-z]+$/.test(joined)) continue;
      // Two words written as one are as good as exact.
      const score = Math.min(joined === key ? 1 : 0.96, spellingScore(word, joined));
      if (score >= 0.62) best.push({ key, score });
    }
    best = best
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .filter((b) => b.score >= best[0]!.score - 0.05);
    for (const { key, score } of best.slice(0, 3)) push(out, stretch, this.entries(key), score, 'edit');
  }

  private variantKeys(form: string): string[] {
    const hash = hash32(form);
    return this.variants.has(hash)
      ? (this.byVariant.all(hash) as { key: string }[]).map((row) => row.key)
      : [];
  }

  /** Stretches of three or more syllables of which one is off. */
  private chineseVariants(list: readonly Unit[], sound: Sounds, out: LexiconSpan[]): void {
    const covered = coverage(list, out);
    let lookups = 0;
    for (let size = 6; size >= 3; size--) {
      for (let i = 0; i + size <= list.length; i++) {
        const stretch = list.slice(i, i + size);
        if (
          !stretch.every((unit) => unit.han) ||
          stretch.some((unit, k) => k > 0 && gap(stretch[k - 1]!, unit))
        )
          continue;
        if (!stretch.some((_, k) => !covered[i + k]) || lookups > 60) continue;
        const folded = soundKey(stretch, sound.folded);
        const forms = deletions(folded);
        lookups += forms.length;
        for (const [key, score] of this.closestSyllables(folded, forms))
          push(out, stretch, this.entries(key), score, 'edit');
      }
    }
  }

  /** Of the names that share a form with a sound, those most like it, with their score. */
  private closestSyllables(folded: string, forms: readonly string[]): [key: string, score: number][] {
    const found = new Map<string, number>();
    for (const key of forms.flatMap((form) => this.variantKeys(form))) {
      if (/[a-z]/.test(key) || found.has(key)) continue;
      const score = syllableScore(folded, sounds(key).folded);
      if (score > 0) found.set(key, score);
    }
    const top = Math.max(0, ...found.values());
    return [...found].filter(([, score]) => score === top);
  }

  private resolve(rows: readonly Row[]): LexiconEntry[] {
    const out = new Map<string, LexiconEntry>();
    const put = (row: Row, factor: number): void => {
      const entry = this.entryOf(row, factor);
      if (!entry) return;
      if (factor < 1) entry.synonym = true;
      const id = `${entry.kind}\t${entry.ref}`;
      if ((out.get(id)?.weight ?? 0) < entry.weight) out.set(id, entry);
    };
    for (const row of rows) {
      if (row.kind !== 's') put(row, 1);
      else
        for (const target of this.byKey.all(row.ref) as Row[])
          if (target.kind !== 's' && target.kind !== 'b' && target.kind !== 'n') put(target, row.weight);
    }
    return [...out.values()];
  }

  private entryOf(row: Row, factor: number): LexiconEntry | undefined {
    const weight = row.weight * factor;
    const ref = row.ref || row.key;
    switch (row.kind) {
      case 'a':
        return { kind: 'alias', ref, weight };
      case 'b':
        return { kind: 'brand', ref, weight };
      case 'c': {
        const path = this.categoryPath(Number(ref));
        return path === undefined ? undefined : { kind: 'category', ref: path, weight };
      }
      case 't':
        return { kind: 'term', ref, weight };
      case 'l':
        return { kind: 'aisle', ref, weight };
      case 'n':
        return { kind: 'noun', ref, weight };
      case 's':
        return undefined;
    }
  }
}

/** Characters that a heard name neither begins nor ends with. */
const FUNCTION: ReadonlySet<string> = new Set('含有吗呢的了在么没吧啊呀是我你您要买找和跟还也都就这那哪');

/** Units with something between them that ends a name: a comma, a full stop. Spaces and hyphens join. */
function gap(a: Unit, b: Unit): boolean {
  return b.start - a.end > 2;
}

function soundKey(stretch: readonly Unit[], line: string): string {
  let key = '';
  let lastLatin = false;
  for (const unit of stretch) {
    if (unit.han) key += line[unit.start];
    else key += lastLatin ? ` ${unit.key}` : unit.key;
    lastLatin = !unit.han;
  }
  return key;
}

function closeness(row: Row, plain: string, text: string): number {
  const length = Math.max(1, plain.length);
  let same = 0;
  for (let i = 0; i < length; i++) same += alike(row, i, plain, text);
  return same / length;
}

/** How alike two characters are: the same one, another of the same sound, or of nearly the same. */
function alike(row: Row, i: number, plain: string, text: string): number {
  if (row.plain[i] !== plain[i]) return 0.72;
  return row.key[i] === text[i] ? 1 : 0.9;
}

function push(
  out: LexiconSpan[],
  stretch: readonly Unit[],
  entries: LexiconEntry[],
  score: number,
  how: LexiconMatch,
): void {
  if (entries.length > 0)
    out.push({ start: stretch[0]!.start, end: stretch.at(-1)!.end, entries, score, how });
}

function coverage(list: readonly Unit[], spans: readonly LexiconSpan[]): Uint8Array {
  const covered = new Uint8Array(list.length);
  list.forEach((unit, i) => {
    if (
      spans.some(
        (span) =>
          span.score >= 0.85 && span.start <= unit.start && span.end >= unit.end && span.end - span.start > 1,
      )
    )
      covered[i] = 1;
  });
  return covered;
}

function spellingScore(a: string, b: string): number {
  const distance = editDistance(a, b, 3);
  const length = Math.max(a.length, b.length);
  const close = 1 - distance / length;
  if (length <= 4 && a.length === b.length && [...a].sort().join('') !== [...b].sort().join('')) return 0;
  if (distance <= (length >= 8 ? 2 : 1)) return a[0] === b[0] ? close : close - 0.1;
  return latinSound(a) === latinSound(b) && latinSound(a).length >= 3 && distance <= 3
    ? Math.max(0.62, close)
    : 0;
}

/** One syllable substituted, missing or too many, in words of three or more. */
function syllableScore(a: string, b: string): number {
  const distance = editDistance(a, b, 1);
  const length = Math.max(a.length, b.length);
  if (distance > 1 || length < 3 || (a[0] !== b[0] && length < 4)) return 0;
  return length === 3 ? 0.5 : 0.45 + 0.05 * Math.min(length, 6);
}

/** Damerau-Levenshtein (optimal string alignment); anything beyond `limit` comes back as `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, before[j - 2]! + 1);
      row.push(d);
    }
    before = last;
    last = row;
  }
  return Math.min(last[b.length]!, limit + 1);
}

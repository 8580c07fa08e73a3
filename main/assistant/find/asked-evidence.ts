/**
 * What speaks for a question's asking for a kind; the order is that of `asked-weights.json`. Figures about in
 * [0,1].
 */
export const ASKED = [
  // Meaning: the nearest of the kind's phrases, the mean of its names, the mean of its descriptions.
  'phrase',
  'names',
  'uses',
  // Letters: the likest of its phrases.
  'spelled',
  // The longest of its words that the question holds.
  'word',
  'wordLong',
  'wordShare',
  'wordLast',
  'wordWhole',
  'wordInside',
  // Another kind's name follows: '足球' in '足球手链'.
  'wordFollowed',
  'mark',
  'markLong',
  'oneCharacter',
  // What the brand that is named makes, where a kind is named beside it and where none is.
  'madeAlone',
  'madeBeside',
  // It has narrower kinds.
  'group',
] as const;

type Asked = (typeof ASKED)[number];
const AT = Object.fromEntries(ASKED.map((name, i) => [name, i])) as Readonly<Record<Asked, number>>;

/** A word of a kind in a question. */
export interface Spoken {
  kind: number;
  /** Its own name, else a mark that its products bear. */
  name: boolean;
  start: number;
  end: number;
  /** Its length as it counts, up to 4: characters in Chinese, some three and a half letters in English. */
  length: number;
}

/** One question's evidence, kind by kind. */
export class AskedEvidence {
  private readonly rows = new Map<number, Float32Array>();

  constructor(private readonly isGroup: (kind: number) => boolean) {}

  /** The figures of a kind, which is a candidate from now on. */
  of(kind: number): Float32Array {
    let row = this.rows.get(kind);
    if (!row) {
      row = new Float32Array(ASKED.length);
      row[AT.group] = this.isGroup(kind) ? 1 : 0;
      this.rows.set(kind, row);
    }
    return row;
  }

  put(kind: number, what: Asked, value: number): void {
    const row = this.of(kind);
    row[AT[what]] = Math.max(row[AT[what]]!, value);
  }

  /** The longest name and the longest mark of each kind. `size`: of the question. */
  spoken(words: readonly Spoken[], size: number): void {
    const longest = new Map<number, Spoken>();
    for (const word of words) {
      if (!word.name) {
        this.put(word.kind, 'mark', 1);
        this.put(word.kind, 'markLong', word.length / 4);
      } else if (word.length >= (longest.get(word.kind)?.length ?? 0)) longest.set(word.kind, word);
    }
    for (const [kind, word] of longest) {
      this.put(kind, 'word', 1);
      this.put(kind, 'wordLong', word.length / 4);
      this.put(kind, 'wordShare', (word.end - word.start) / size);
      if (word.end === size) this.put(kind, 'wordLast', 1);
      if (word.start === 0 && word.end === size) this.put(kind, 'wordWhole', 1);
      const inside = words.some(
        (other) =>
          other.name &&
          other.start <= word.start &&
          other.end >= word.end &&
          other.end - other.start > word.end - word.start,
      );
      if (inside) this.put(kind, 'wordInside', 1);
      if (words.some((other) => other.name && other.kind !== kind && other.start >= word.end))
        this.put(kind, 'wordFollowed', 1);
    }
  }

  get kinds(): Iterable<number> {
    return this.rows.keys();
  }

  entries(): [number, Float32Array][] {
    return [...this.rows];
  }
}

import { Growing, HASH_START, hashOn, Terms } from './terms';

/** A word found: what it stands for, and where in the text it lies. */
export interface WordAt {
  value: number;
  start: number;
  end: number;
}

/**
 * Words with the numbers that each stands for, to be found in a text at one go: the table knows every
 * beginning of a word, so that nothing is tried in vain.
 */
export class WordTable {
  private readonly beginnings = new Terms();
  /** By beginning: 1 + where the list of its word's values starts; 0 for what is only a beginning. */
  private readonly first = new Growing();
  /** Lists: a value, and 1 + where the next one lies, or 0. */
  private readonly lists = new Growing();

  add(word: string, value: number): void {
    let hash = HASH_START;
    let at = -1;
    for (let i = 0; i < word.length; i++) {
      hash = hashOn(hash, word.charCodeAt(i));
      at = this.beginnings.add(hash);
      if (at === this.first.length) this.first.push(0);
    }
    if (at < 0) return;
    // At the end of its list, so that values come in the order in which they were added.
    const cell = this.lists.length;
    this.lists.push(value);
    this.lists.push(0);
    let last = this.first.at(at);
    if (last === 0) return this.first.set(at, cell + 1);
    while (this.lists.at(last) !== 0) last = this.lists.at(last);
    this.lists.set(last, cell + 1);
  }

  /**
   * The words that stand in a text, by where they start, shorter ones first; `starts` and `ends` say where
   * words may.
   */
  found(text: string, starts: (at: number) => boolean, ends: (at: number) => boolean): WordAt[] {
    const out: WordAt[] = [];
    for (let start = 0; start < text.length; start++) {
      if (!starts(start)) continue;
      let hash = HASH_START;
      for (let end = start; end < text.length;) {
        hash = hashOn(hash, text.charCodeAt(end++));
        const at = this.beginnings.get(hash);
        if (at < 0) break;
        let cell = this.first.at(at);
        if (cell === 0 || !ends(end)) continue;
        for (; cell !== 0; cell = this.lists.at(cell))
          out.push({ value: this.lists.at(cell - 1), start, end });
      }
    }
    return out;
  }
}

import type { Unit } from './evidence';

export type WordOrigin = 'store' | 'form' | 'general';

/** A word of the decoding vocabulary. */
export interface Word {
  text: string;
  units: readonly Unit[];
  /** Natural log of its chance as the next word. */
  logProb: number;
  /** From the store's own catalog, from the forms in which shoppers ask, or everyday speech. */
  origin: WordOrigin;
  /** Made of numerals only: numerals follow numerals. */
  number: boolean;
}

export interface TrieNode {
  readonly id: number;
  readonly unit: Unit | undefined;
  /** Children by toneless sound. */
  readonly children: Map<number, TrieNode[]>;
  /** The word that ends here. */
  word: Word | undefined;
  /** Best log probability of any word at or below. */
  ahead: number;
}

/** Words by character and reading. */
export class WordTrie {
  private count = 0;
  readonly root: TrieNode = this.node(undefined);

  private node(unit: Unit | undefined): TrieNode {
    return { id: this.count++, unit, children: new Map(), word: undefined, ahead: -Infinity };
  }

  add(word: Word): void {
    let node = this.root;
    node.ahead = Math.max(node.ahead, word.logProb);
    for (const unit of word.units) {
      let siblings = node.children.get(unit.sound);
      if (!siblings) node.children.set(unit.sound, (siblings = []));
      let next = siblings.find((n) => n.unit === unit);
      if (!next) siblings.push((next = this.node(unit)));
      node = next;
      node.ahead = Math.max(node.ahead, word.logProb);
    }
    if (!node.word || node.word.logProb < word.logProb) node.word = word;
  }

  get size(): number {
    return this.count;
  }
}

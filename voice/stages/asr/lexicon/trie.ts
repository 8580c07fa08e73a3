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
  children: ReadonlyMap<number, TrieNode[]>;
  /** The word that ends here. */
  word: Word | undefined;
  /** Best log probability of any word at or below. */
  ahead: number;
}

/** Most nodes end a word: they share one map, since an empty one takes some hundred bytes. */
const CHILDLESS: ReadonlyMap<number, TrieNode[]> = new Map();

/** Words by character and reading. */
export class WordTrie {
  private count = 0;
  readonly root: TrieNode = this.node(undefined);

  private node(unit: Unit | undefined): TrieNode {
    return { id: this.count++, unit, children: CHILDLESS, word: undefined, ahead: -Infinity };
  }

  add(word: Word): void {
    let node = this.root;
    node.ahead = Math.max(node.ahead, word.logProb);
    for (const unit of word.units) {
      const siblings = this.siblings(node, unit.sound);
      let next = siblings.find((n) => n.unit === unit);
      if (!next) siblings.push((next = this.node(unit)));
      node = next;
      node.ahead = Math.max(node.ahead, word.logProb);
    }
    if (!node.word || node.word.logProb < word.logProb) node.word = word;
  }

  private siblings(node: TrieNode, sound: number): TrieNode[] {
    const known = node.children.get(sound);
    if (known) return known;
    const made: TrieNode[] = [];
    if (node.children === CHILDLESS) node.children = new Map([[sound, made]]);
    else (node.children as Map<number, TrieNode[]>).set(sound, made);
    return made;
  }

  get size(): number {
    return this.count;
  }
}

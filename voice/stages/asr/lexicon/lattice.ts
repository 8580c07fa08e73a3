import type { Reading } from './beam';
import { wordLogProb } from './beam';
import type { SlotEvidence } from './confusion';
import type { TrieNode, Word, WordTrie } from './trie';

export interface LatticeOptions {
  /** Hypotheses kept after each slot. */
  width: number;
  lmWeight: number;
  /** Added for each spoken syllable. */
  syllableBonus: number;
  /** Log probability of a syllable that left no trace. */
  unheard: number;
  /** A hypothesis further than this behind the best one so far is dropped. */
  behind: number;
  /** Beginnings of words followed at a slot. */
  beginnings: number;
}

export const LATTICE: LatticeOptions = {
  width: 64,
  lmWeight: 0.6,
  syllableBonus: 3,
  unheard: -5,
  behind: 10,
  beginnings: 80,
};

interface WordChain {
  word: Word;
  previous: WordChain | undefined;
  id: number;
}

interface Hypothesis {
  node: TrieNode;
  chain: WordChain | undefined;
  acoustic: number;
  lm: number;
  length: number;
  score: number;
  /** A syllable was just taken without a slot. */
  guessed: boolean;
}

/**
 * Reads slots by the words of a trie: each slot is one syllable, possibly another than it sounds, or nothing;
 * a syllable may also have left no slot. Viterbi over word sequences, so that a long name is found behind
 * several misheard syllables.
 * @returns readings, best first, at most `count`
 */
export function latticeReadings(
  slots: readonly SlotEvidence[],
  trie: WordTrie,
  count: number,
  options: LatticeOptions = LATTICE,
): Reading[] {
  const { root } = trie;
  const chains = new Map<string, WordChain>();
  const link = (word: Word, previous: WordChain | undefined): WordChain => {
    const key = `${previous?.id ?? 0}/${word.text}`;
    let chain = chains.get(key);
    if (!chain) chains.set(key, (chain = { word, previous, id: chains.size + 1 }));
    return chain;
  };
  const { lmWeight, syllableBonus } = options;
  let next = new Map<number, Hypothesis>();
  let bar = -Infinity;
  /** Offers a hypothesis; made only if it stays. */
  const offer = (
    node: TrieNode,
    chain: WordChain | undefined,
    acoustic: number,
    lm: number,
    length: number,
    guessed: boolean,
  ): void => {
    const score = acoustic + lmWeight * (lm + (node === root ? 0 : node.ahead)) + syllableBonus * length;
    if (score < bar - options.behind) return;
    if (score > bar) bar = score;
    const key = (chain?.id ?? 0) * trie.size + node.id;
    const known = next.get(key);
    if (!known) next.set(key, { node, chain, acoustic, lm, length, score, guessed });
    else if (known.score < score) Object.assign(known, { acoustic, lm, length, score, guessed });
  };
  let beam: Hypothesis[] = [
    { node: root, chain: undefined, acoustic: 0, lm: 0, length: 0, score: 0, guessed: false },
  ];
  for (const slot of slots) {
    const starts = beginnings(trie, slot, options);
    next = new Map();
    bar = -Infinity;
    for (const h of beam) {
      if (h.node === root)
        for (const { node, logProb } of starts)
          offer(node, h.chain, h.acoustic + logProb, h.lm, h.length + 1, false);
      else {
        for (const siblings of h.node.children.values()) {
          for (const node of siblings) {
            offer(node, h.chain, h.acoustic + slot.logProb(node.unit!), h.lm, h.length + 1, false);
            // One syllable without a trace, then this slot.
            if (h.guessed) continue;
            for (const after of node.children.values())
              for (const child of after)
                offer(
                  child,
                  h.chain,
                  h.acoustic + options.unheard + slot.logProb(child.unit!),
                  h.lm,
                  h.length + 2,
                  true,
                );
          }
        }
      }
      offer(h.node, h.chain, h.acoustic + slot.nothing, h.lm, h.length, h.guessed);
    }
    // A word that ends here also stands before the root.
    for (const h of best(next, options.width, bar - options.behind))
      if (h.node.word)
        offer(
          root,
          link(h.node.word, h.chain),
          h.acoustic,
          h.lm + wordLogProb(h.node.word, h.chain?.word),
          h.length,
          h.guessed,
        );
    beam = best(next, options.width * 2, bar - options.behind);
  }
  return finished(beam, root, count, options);
}

/** The best `width` hypotheses no worse than `least`, in no order. */
function best(all: ReadonlyMap<number, Hypothesis>, width: number, least: number): Hypothesis[] {
  const near: Hypothesis[] = [];
  for (const h of all.values()) if (h.score >= least) near.push(h);
  if (near.length <= width) return near;
  const bar = Float64Array.from(near, (h) => h.score).sort()[near.length - width]!;
  return near.filter((h) => h.score >= bar);
}

/** Sounds that a word may begin with at a slot. */
const FIRST_SOUNDS = 48;

/** The likeliest first syllables of words. */
function beginnings(
  { root }: WordTrie,
  slot: SlotEvidence,
  { beginnings: count, lmWeight }: LatticeOptions,
): Beginning[] {
  const sounds = [...root.children.keys()]
    .map((sound) => ({ sound, p: slot.bySound(sound) }))
    .sort((a, b) => b.p - a.p)
    .slice(0, FIRST_SOUNDS);
  const all = sounds.flatMap(({ sound }) =>
    root.children.get(sound)!.map((node) => {
      const logProb = slot.logProb(node.unit!);
      return { node, logProb, value: logProb + lmWeight * node.ahead };
    }),
  );
  return all.sort((a, b) => b.value - a.value).slice(0, count);
}

interface Beginning {
  node: TrieNode;
  logProb: number;
}

function finished(
  beam: readonly Hypothesis[],
  root: TrieNode,
  count: number,
  options: LatticeOptions,
): Reading[] {
  const byText = new Map<string, Reading>();
  for (const h of beam) {
    if (h.node !== root || !h.chain) continue;
    const words: Word[] = [];
    for (let c: WordChain | undefined = h.chain; c; c = c.previous) words.unshift(c.word);
    const reading = {
      words,
      acoustic: h.acoustic,
      lm: h.lm,
      score: h.acoustic + options.lmWeight * h.lm + options.syllableBonus * h.length,
    };
    const text = words.map((w) => w.text).join('');
    const held = byText.get(text);
    if (!held || held.score < reading.score) byText.set(text, reading);
  }
  return [...byText.values()].sort((a, b) => b.score - a.score).slice(0, count);
}

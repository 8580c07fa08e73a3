import type { SoundFrame, Unit } from './evidence';
import type { TrieNode, Word, WordTrie } from './trie';

export interface BeamOptions {
  /** Hypotheses kept. */
  width: number;
  /** Weight of the language model against the sound. */
  lmWeight: number;
  /** Added a syllable: the language model shortens what it can, this evens it out. */
  syllableBonus: number;
}

export const BEAM: BeamOptions = { width: 12, lmWeight: 0.5, syllableBonus: 1.5 };
/** One way to read an utterance. */
export interface Reading {
  words: Word[];
  /** Log probability of the sound given these syllables. */
  acoustic: number;
  /** Log probability of the words. */
  lm: number;
  /** What the beam ranks by. */
  score: number;
}

interface WordChain {
  word: Word;
  previous: WordChain | undefined;
}

interface Hypothesis {
  /** Interned history of units; equal histories have equal sound. */
  history: number;
  last: Unit | undefined;
  length: number;
  node: TrieNode;
  chain: WordChain | undefined;
  /** Of finished words. */
  lm: number;
  /** Linear probabilities, rescaled now and then: ending in blank or not. */
  blank: number;
  voiced: number;
}

interface Successor extends Hypothesis {
  extended: boolean;
  score: number;
}

/** A frame this silent changes no hypothesis. */
const SURE_BLANK = 0.999;
/** After a numeral, another numeral: its chance is this over the number of numerals. */
const NUMERAL_AFTER_NUMERAL = Math.log(0.6 / 15);

/** What is sold and the words of asking follow one another. */
const ASKED_OF_GOODS = 0.8;

/** Log probability of `word` after `previous`. */
export function wordLogProb(word: Word, previous: Word | undefined): number {
  if (
    previous &&
    ((word.origin === 'store' && previous.origin === 'form') ||
      (word.origin === 'form' && previous.origin === 'store'))
  )
    return word.logProb + ASKED_OF_GOODS;
  return word.number && previous?.number
    ? Math.max(word.logProb, NUMERAL_AFTER_NUMERAL * word.units.length)
    : word.logProb;
}

/**
 * CTC prefix beam search (Hannun 2014) over characters by sound, constrained to a trie of words and ranked by
 * sound plus a unigram model with lookahead.
 * @returns readings, best first, at most `count`
 */
export function readings(
  frames: readonly SoundFrame[],
  trie: WordTrie,
  count: number,
  options: BeamOptions = BEAM,
): Reading[] {
  const { root, size } = trie;
  const histories = new Map<number, number>();
  const extend = (history: number, unit: Unit): number => {
    const key = history * 16_384 + unit.id;
    let id = histories.get(key);
    if (id === undefined) histories.set(key, (id = histories.size + 1));
    return id;
  };
  const rank = (h: Hypothesis): number =>
    Math.log(h.blank + h.voiced + 1e-300) +
    options.lmWeight * (h.lm + (h.node === root ? 0 : h.node.ahead)) +
    options.syllableBonus * h.length;

  let beam: Hypothesis[] = [
    { history: 0, last: undefined, length: 0, node: root, chain: undefined, lm: 0, blank: 1, voiced: 0 },
  ];
  let logScale = 0;
  for (const frame of frames) {
    if (frame.blank > SURE_BLANK) {
      for (const h of beam) {
        h.blank += h.voiced;
        h.voiced = 0;
      }
      continue;
    }
    const next = new Map<number, Successor>();
    const grow = (h: Hypothesis, from: TrieNode, chain: WordChain | undefined, lm: number): void => {
      for (const sound of frame.sounds) {
        for (const node of from.children.get(sound) ?? []) {
          const unit = node.unit!;
          const mass = (unit === h.last ? h.blank : h.blank + h.voiced) * frame.probability(unit);
          if (mass <= 0) continue;
          const history = extend(h.history, unit);
          const key = history * size + node.id;
          const known = next.get(key);
          if (!known)
            next.set(key, {
              history,
              last: unit,
              length: h.length + 1,
              node,
              chain,
              lm,
              blank: 0,
              voiced: mass,
              extended: true,
              score: 0,
            });
          else {
            // Another cut into words of the same characters: the better words, the same sound.
            if (!known.extended) known.voiced += mass;
            known.extended = true;
            if (lm > known.lm) Object.assign(known, { lm, chain });
          }
        }
      }
    };
    for (const h of beam) {
      const key = h.history * size + h.node.id;
      const held = next.get(key);
      const blank = (h.blank + h.voiced) * frame.blank;
      const voiced = h.last ? h.voiced * frame.probability(h.last) : 0;
      if (!held) next.set(key, { ...h, blank, voiced, extended: false, score: 0 });
      else {
        held.blank = blank;
        held.voiced += voiced;
        if (h.lm > held.lm) Object.assign(held, { lm: h.lm, chain: h.chain });
      }
      grow(h, h.node, h.chain, h.lm);
      const { word } = h.node;
      if (word) grow(h, root, { word, previous: h.chain }, h.lm + wordLogProb(word, h.chain?.word));
    }
    const ranked = [...next.values()];
    for (const h of ranked) h.score = rank(h);
    ranked.sort((a, b) => b.score - a.score);
    beam = ranked.slice(0, options.width);
    const most = beam.reduce((m, h) => Math.max(m, h.blank + h.voiced), 0);
    if (most > 0 && most < 1e-30) {
      for (const h of beam) {
        h.blank /= most;
        h.voiced /= most;
      }
      logScale += Math.log(most);
    }
  }
  return finished(beam, trie, logScale, options).slice(0, count);
}

function finished(
  beam: readonly Hypothesis[],
  trie: WordTrie,
  logScale: number,
  options: BeamOptions,
): Reading[] {
  const byText = new Map<string, Reading>();
  for (const h of beam) {
    const { word } = h.node;
    if (h.node !== trie.root && !word) continue;
    const words: Word[] = [];
    for (let c: WordChain | undefined = word ? { word, previous: h.chain } : h.chain; c; c = c.previous)
      words.unshift(c.word);
    const acoustic = Math.log(h.blank + h.voiced + 1e-300) + logScale;
    const lm = h.lm + (word ? wordLogProb(word, h.chain?.word) : 0);
    const reading = {
      words,
      acoustic,
      lm,
      score: acoustic + options.lmWeight * lm + options.syllableBonus * h.length,
    };
    const text = words.map((w) => w.text).join('');
    const held = byText.get(text);
    if (!held || held.score < reading.score) byText.set(text, reading);
  }
  return [...byText.values()].sort((a, b) => b.score - a.score);
}

import type { DecodingLexicon } from '../../../../main/contract';
import type { SoundTying } from './evidence';
import { loadPronunciations } from '../../../speech/g2p-en';
import { questionForms } from './forms';
import { latinSyllables } from './latin';
import { soundsOf, type Sounds } from './syllables';
import { WordTrie, type Word, type WordOrigin } from './trie';
import { BREATH, breathe, generalWords, type GeneralWord } from './words';

/** @internal */
export interface VocabularyOptions {
  /** How far everyday words differ by their frequency, in [0,1]; the rest is a flat cost a character. */
  frequency: number;
  /** That flat cost, natural log. */
  perCharacter: number;
  perWord: number;
}

export const VOCABULARY: VocabularyOptions = { frequency: 0.9, perCharacter: -5, perWord: -1 };

/** How the next word's chance is shared out: what this store sells, how shoppers ask, everything else. */
const SHARE = { store: 0.35, forms: 0.25, general: 0.4 } as const;
const SHARE_WITHOUT_STORE = { store: 0, forms: 0.1, general: 0.9 } as const;
/** A product's parts against its whole name. */
const PART_WEIGHT = 0.5;

const NUMERALS = /^[零一二两三四五六七八九十百千万点]+$/u;

let loading: Promise<GeneralWord[]> | undefined;

/**
 * The vocabulary of one store by sound, compiled in small steps between which everything else goes on.
 * Without a lexicon it knows everyday Mandarin only.
 */
export async function compileVocabulary(
  tying: SoundTying,
  lexicon?: DecodingLexicon,
  options: VocabularyOptions = VOCABULARY,
): Promise<WordTrie> {
  loading ??= generalWords();
  const everyday = await loading;
  const share = lexicon && lexicon.entries.length > 0 ? SHARE : SHARE_WITHOUT_STORE;
  const words = new Map<
    string,
    { text: string; units: Word['units']; probability: number; origin: WordOrigin }
  >();
  const add = (text: string, sounds: Sounds | undefined, probability: number, origin: WordOrigin): void => {
    if (!sounds || probability <= 0) return;
    const held = words.get(text);
    if (held) {
      held.probability += probability;
      if (origin !== 'general') held.origin = origin;
      return;
    }
    words.set(text, { text, units: tying.unitsOf(sounds.characters, sounds.syllables), probability, origin });
  };
  options = { ...VOCABULARY, ...options };
  let done = 0;
  const pause = async () => {
    if (++done % (BREATH / 8) === 0) await breathe();
  };
  for (const word of everyday) {
    await pause();
    const flat = options.perCharacter * word.text.length + options.perWord;
    const logProb = options.frequency * Math.log(word.share * share.general) + (1 - options.frequency) * flat;
    add(word.text, { characters: [...word.text], syllables: word.syllables }, Math.exp(logProb), 'general');
  }
  for (const form of questionForms()) add(form.text, soundsOf(form.text), form.share * share.forms, 'form');
  const store = lexicon
    ? storePhrases(lexicon, new Set(everyday.map((w) => w.text)))
    : new Map<string, number>();
  const dictionary = [...store.keys()].some((text) => /[A-Za-z]{3}/.test(text))
    ? await loadPronunciations()
    : {};
  let total = 0;
  for (const weight of store.values()) total += weight;
  for (const [text, weight] of store) {
    await pause();
    add(
      text,
      soundsOf(text, (word) => latinSyllables(word, dictionary)),
      (weight / total) * share.store,
      'store',
    );
  }
  const trie = new WordTrie();
  for (const { probability, ...word } of words.values()) {
    await pause();
    trie.add({ ...word, logProb: Math.log(probability), number: NUMERALS.test(word.text) } satisfies Word);
  }
  return trie;
}

/**
 * The lexicon's phrases as they are spoken, and the words inside product names: shoppers seldom say a whole
 * name.
 */
function storePhrases(lexicon: DecodingLexicon, general: ReadonlySet<string>): Map<string, number> {
  const phrases = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    if (text.length > 0) phrases.set(text, Math.max(phrases.get(text) ?? 0, weight));
  };
  const known = new Set(lexicon.entries.filter((e) => e.kind !== 'product').map((e) => spoken(e.text)));
  for (const entry of lexicon.entries) {
    const text = spoken(entry.text);
    if (!/[\p{Script=Han}\d]/u.test(text)) continue;
    add(text, entry.weight);
    if (entry.kind !== 'product' && entry.kind !== 'alias') continue;
    const parts = cut(text, known, general);
    parts.forEach((part, i) => {
      if (part.length > 1) add(part, entry.weight * PART_WEIGHT);
      const next = parts[i + 1] ?? '';
      const pair = part + next;
      if (part.length > 1 && next.length > 1 && pair.length <= 8) add(pair, entry.weight * PART_WEIGHT);
    });
  }
  return phrases;
}

/** A name without what nobody says: brackets, sizes, punctuation. */
function spoken(text: string): string {
  return text
    .replace(/[（(【[].*?[)）】\]]/gu, '')
    .replace(
      /\d+(?:\.\d+)?\s*(?:(?:ml|l|g|kg|mb|gb|tb)(?![a-z])|毫升|升|克|千克|公斤|片|抽|包|袋|瓶|罐|盒|支|枚|只|卷|粒)(?:\s*[*×xX]\s*\d+\s*\p{Script=Han}?)?/giu,
      '',
    )
    .replace(/[·,，。？?！!、:：+&-]/gu, ' ')
    .replace(/(?<![A-Za-z])\s+|\s+(?![A-Za-z])/gu, '');
}

/** What is said in one breath: a Latin word, a number with its unit. */
const WHOLE = /^(?:[A-Za-z]+|\d+(?:\.\d+)?[A-Za-z%]*)/;

/** Longest match against the store's own words, then everyday ones. */
function cut(text: string, known: ReadonlySet<string>, general: ReadonlySet<string>): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    let length = WHOLE.exec(text.slice(at))?.[0].length ?? 1;
    for (let n = Math.min(8, text.length - at); n > length; n--) {
      const piece = text.slice(at, at + n);
      if (piece !== text && (known.has(piece) || (n <= 4 && general.has(piece)))) {
        length = n;
        break;
      }
    }
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return parts;
}

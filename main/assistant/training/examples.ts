import type { Alone } from '../evals/alone';
import type { OpenedStores } from '../evals/opened-stores';
import type { GoodsQuestion } from '../evals/question-sets';
import { EVIDENCE, type Candidate } from '../find/evidence';
import type { Likeness, Names } from '../find/goods-index';
import type { Example } from './logit';

/** A question as the ranker sees it: candidates, what speaks for each, and which of them were meant. */
export interface Read extends Example {
  question: GoodsQuestion;
  candidates: Candidate[];
  /** By candidate; undefined for 'the store has no such thing', the last one. */
  gtins: (string | undefined)[];
  /** What the candidates are called. */
  names: string[];
}

/** What a reading does without, to see what it is worth. */
export interface Without {
  /** Which kinds are asked for and which the products are. */
  kinds?: boolean;
  /** How words sound. */
  sound?: boolean;
  /** What the store's own words make of the question. */
  words?: boolean;
}

/** The lexicon was mended with the project's own sets: what it finds there counts for less. */
const OWN_WEIGHT = 0.3;
/** Likenesses and evidence that go by how words sound, whatever else there may be. */
const SOUND = /syllab|pinyin|sound|phon/i;

/** Reads one question with all evidence, or without some of it. */
export async function readQuestion(
  stores: OpenedStores,
  alone: Alone,
  question: GoodsQuestion,
  without: Without = {},
): Promise<Read> {
  const { store, say, lang, meant } = question;
  const finder = await stores.finder(store);
  const named = without.words ? undefined : await alone.named(store, say, lang);
  const hearing = (names: Names): Names => (without.sound ? deaf(names) : names);
  const { names, candidates } = finder.weighable(say, lang, named, { kinds: !without.kinds, hearing });
  if (without.sound)
    EVIDENCE.forEach(
      (name, k) => SOUND.test(name) && candidates.forEach(({ evidence }) => (evidence[k] = 0)),
    );
  const gtins = candidates.map(({ row }) => names.products[row]?.gtin);
  return {
    question,
    candidates,
    gtins,
    names: candidates.map(({ row }) => names.products[row]?.name[lang] ?? 'nothing'),
    evidence: candidates.map(({ evidence }) => evidence),
    right: gtins.map((gtin) => (gtin === undefined ? meant.length === 0 : meant.includes(gtin))),
    weight: /shared|strangers/.test(store) ? 1 : OWN_WEIGHT,
  };
}

/** The same names, for which nothing sounds like anything. */
function deaf(names: Names): Names {
  const likeness = (said: string): Likeness => {
    const heard = names.likeness(said);
    const silent = Object.entries(heard).map(([name, scores]) => [
      name,
      SOUND.test(name) && scores instanceof Float32Array ? new Float32Array(scores.length) : scores,
    ]);
    return Object.fromEntries(silent) as Likeness;
  };
  return Object.assign(Object.create(names) as Names, { likeness });
}

import type { DecodingLexicon, Hypothesis } from '../../../../main/contract';
import type { Posteriors } from '../ctc/fsmn';
import { pathConfidence } from '../ctc/greedy';
import { readings, type Reading } from './beam';
import { compileVocabulary } from './compile';
import { CONFUSION, slotEvidence, type ConfusionOptions, type SlotEvidence } from './confusion';
import { EnglishNames, type Mended } from './english';
import { SoundTying, type Unit } from './evidence';
import { fitOf } from './fit';
import { wantsObject } from './forms';
import { LATTICE, latticeReadings, type LatticeOptions } from './lattice';
import { fuse, slotsOf, type Witness } from './slots';
import type { WordTrie } from './trie';
import type { NamedAt } from './weave';

/** A reading with what speaks for it. */
export interface Decoded {
  text: string;
  score: number;
  /** In [0,1], one a UTF-16 unit of `text`. */
  confidence: number[];
  /** Share in [0,1] of the text that is the store's words or forms of asking. */
  domain: number;
  /** True when it ends as a question about goods ends. */
  complete: boolean;
  /** Characters of the longest name of the store in it. */
  named: number;
  /** Where it has names of the store. */
  names: readonly NamedAt[];
  /** What it gives away a place against hearing every place freely; at most 0, natural log. */
  fit: number;
}

/** @internal */
export interface FusionOptions {
  /**
   * How far the second pass is believed where both speak: `trust` less `distrust` times the streaming net's
   * own confidence.
   */
  trust: number;
  distrust: number;
  lattice: LatticeOptions;
  confusion: ConfusionOptions;
}

export const FUSION: FusionOptions = { trust: 1.3, distrust: 1, lattice: LATTICE, confusion: CONFUSION };
const TRUST = { least: 0.3, most: 0.9 } as const;

/** Below this share of store words and question forms an utterance is general speech. */
const DOMAIN = 0.3;
/** A name of so few characters with nothing beside it speaks of the store no more than this. */
const SHORT_NAME = 2;
const ALONE = 0.5;
const COUNT = 5;
/** Read before questions without an object go behind. */
const CONSIDERED = 16;
/** What it costs a reading to ask for nothing: '带我去买' with the name taken for noise. Natural log. */
const OBJECTLESS = 3;
/** Shorter forms of asking are everybody's words. */
const TELLING_FORM = 3;
/** No character is surer than this. */
const SUREST = 0.97;

/**
 * True where a reading speaks of the store. The less it does, the better it must fit what was heard, so that
 * other speech is not bent into the store's words; a long name that fits badly is still no accident, a short
 * one by itself may be.
 */
export function ofStore(d: Decoded): boolean {
  const domain = d.named === d.text.length && d.named <= SHORT_NAME ? Math.min(ALONE, d.domain) : d.domain;
  return domain >= DOMAIN && d.fit > 0.2 - 1.2 * domain - 0.06 * Math.max(0, d.named - 5);
}

/**
 * Decodes by the store's own vocabulary: the compiled lexicon, the passes' evidence, and the two together.
 */
export class StoreDecoder {
  private latest = 0;

  private constructor(
    private readonly tying: SoundTying,
    private trie: WordTrie,
    private names?: EnglishNames,
  ) {}

  /** Knows everyday Mandarin. @param tokens of the streaming net; none where only a second pass exists */
  static async create(tokens: readonly string[]): Promise<StoreDecoder> {
    const tying = new SoundTying(tokens);
    return new StoreDecoder(tying, await compileVocabulary(tying));
  }

  /** Takes the store's words once they are compiled. */
  async compile(lexicon: DecodingLexicon): Promise<void> {
    const mine = ++this.latest;
    const trie = await compileVocabulary(this.tying, lexicon);
    const names = await EnglishNames.compile(lexicon);
    if (mine === this.latest) [this.trie, this.names] = [trie, names];
  }

  /** The streaming net alone. */
  first(posteriors: Posteriors): Decoded[] {
    const slots = slotsOf(posteriors, this.tying);
    const evidence = slots.map((h) => slotEvidence(h, this.tying));
    const found = this.read(evidence, LATTICE);
    const known = new Set(found.map(textOf));
    const byFrames = readings(this.tying.fold(posteriors), this.trie, COUNT).filter(
      (r) => !known.has(textOf(r)),
    );
    return ranked([...found, ...byFrames.map((r) => rescored(r, evidence))], evidence);
  }

  /**
   * The best reading of the streaming net alone; its own best path where nothing of the store was spoken of.
   */
  firstOrGreedy(posteriors: Posteriors, greedy: string): string {
    const [best] = this.first(posteriors);
    return best && ofStore(best) ? best.text : greedy;
  }

  /** Both passes, or the second alone where there are no posteriors. */
  both(
    posteriors: Posteriors | undefined,
    second: readonly Witness[],
    options: FusionOptions = FUSION,
  ): Decoded[] {
    const slots = posteriors ? slotsOf(posteriors, this.tying) : [];
    const evidence = fuse(slots, second, this.tying, posteriors ? trustIn(posteriors, options) : 1).map((h) =>
      slotEvidence(h, this.tying, options.confusion),
    );
    return ranked(this.read(evidence, options.lattice), evidence);
  }

  /** English as the second pass wrote it, the store's names mended. @param sureness of each word, in [0,1] */
  english(text: string, sureness?: readonly number[]): Mended {
    return this.names?.mend(text, sureness) ?? { text };
  }

  /** Share in [0,1] of the words that are the store's or of asking. */
  englishShare(text: string): number {
    return this.names?.share(text) ?? 0;
  }

  private read(evidence: readonly SlotEvidence[], options: LatticeOptions): Reading[] {
    return latticeReadings(evidence, this.trie, CONSIDERED, options);
  }
}

/** Readings with what speaks for them, best first. */
function ranked(all: readonly Reading[], evidence: readonly SlotEvidence[]): Decoded[] {
  const weighed = all.map((reading) => {
    const d = decoded(reading, evidence);
    return asksForNothing(reading) ? { ...d, score: d.score - OBJECTLESS } : d;
  });
  return weighed.sort((a, b) => b.score - a.score).slice(0, COUNT);
}

/** A form that wants a thing beside it, with nothing beside it but single characters of no thing: '我想找一'. */
const asksForNothing = ({ words }: Reading): boolean =>
  words.some((w) => wantsObject(w.text)) &&
  words.every((w) => w.origin === 'form' || (w.origin === 'general' && w.text.length === 1));

const textOf = (reading: Reading): string => reading.words.map((w) => w.text).join('');
const unitsOf = (reading: Reading): Unit[] => reading.words.flatMap((w) => w.units);

/** A reading found frame by frame, ranked as one found slot by slot. */
function rescored(reading: Reading, evidence: readonly SlotEvidence[]): Reading {
  const units = unitsOf(reading);
  const free = evidence.reduce((sum, e) => sum + e.best, 0);
  const acoustic = free + fitOf(units, evidence, LATTICE.unheard).mean * evidence.length;
  return {
    ...reading,
    acoustic,
    score: acoustic + LATTICE.lmWeight * reading.lm + LATTICE.syllableBonus * units.length,
  };
}

const trustIn = (posteriors: Posteriors, { trust, distrust }: FusionOptions): number =>
  Math.min(TRUST.most, Math.max(TRUST.least, trust - distrust * pathConfidence(posteriors)));

function decoded(reading: Reading, evidence: readonly SlotEvidence[]): Decoded {
  const text = textOf(reading);
  const known = reading.words.filter(
    (w) =>
      (w.origin === 'store' && w.text.length > 1) || (w.origin === 'form' && w.text.length >= TELLING_FORM),
  );
  const last = reading.words[reading.words.length - 1];
  const fit = fitOf(unitsOf(reading), evidence, LATTICE.unheard);
  return {
    text,
    score: reading.score,
    confidence: confidenceOf(reading, fit.units),
    domain: text ? known.reduce((n, w) => n + w.text.length, 0) / text.length : 0,
    complete:
      reading.words.some((w) => w.origin === 'store') &&
      (last?.origin === 'form' ||
        (last?.origin === 'store' && reading.words.some((w) => w.origin === 'form'))),
    names: namesOf(reading),
    named: Math.max(0, ...reading.words.map((w) => (w.origin === 'store' ? w.text.length : 0))),
    fit: fit.mean,
  };
}

function namesOf(reading: Reading): NamedAt[] {
  let start = 0;
  return reading.words.flatMap((word) => {
    const here = { start, text: word.text };
    start += word.text.length;
    return word.origin === 'store' ? [here] : [];
  });
}

/**
 * The evidence of each unit against the best in its place. Digits and letters take more units than
 * characters: a word's geometric mean then stands for each of them.
 */
function confidenceOf(reading: Reading, fits: readonly number[]): number[] {
  let at = 0;
  return reading.words.flatMap((word) => {
    const own = fits.slice(at, (at += word.units.length));
    const mean = own.reduce((sum, f) => sum + f, 0) / own.length;
    return Array.from(
      { length: word.text.length },
      (_, i) => SUREST * Math.exp(word.text.length === own.length ? own[i]! : mean),
    );
  });
}

/** A decoded reading as the contract carries it. */
export const hypothesisOf = (d: Decoded): Hypothesis => ({
  text: d.text,
  score: d.score,
  confidence: d.confidence,
});

export const meanConfidence = (d: Decoded): number =>
  d.confidence.length === 0 ? 0 : d.confidence.reduce((a, b) => a + b, 0) / d.confidence.length;

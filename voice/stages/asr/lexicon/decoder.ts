import type { DecodingLexicon, Hypothesis } from '../../../../main/contract';
import type { Posteriors } from '../ctc/fsmn';
import { readings, SLOT_BEAM, type Reading } from './beam';
import { compileVocabulary } from './compile';
import { SoundTying, type SoundFrame } from './evidence';
import { fuse, slotsOf, type Witness } from './slots';
import { soundsOf, toneless } from './syllables';
import type { WordTrie } from './trie';

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
}

/** Below this share of store words and question forms an utterance is general speech. */
export const DOMAIN = 0.3;
/** How far the second pass is believed where both speak. */
const TRUST = 0.6;
const COUNT = 5;
/** Shorter forms of asking are everybody's words. */
const TELLING_FORM = 3;
/** A spoken unit that both passes heard so, one of them, neither. */
const AGREED = { both: 0.95, one: 0.75, none: 0.35 } as const;
const PAUSE: SoundFrame = { blank: 1, sounds: new Int32Array(), probability: () => 0 };

/** Decodes by the store's own vocabulary: the compiled lexicon, the passes' evidence, and the two together. */
export class StoreDecoder {
  private latest = 0;

  private constructor(
    private readonly tying: SoundTying,
    private trie: WordTrie,
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
    if (mine === this.latest) this.trie = trie;
  }

  /** The streaming net alone. @param greedy its own best path as text */
  first(posteriors: Posteriors, greedy: string): Decoded[] {
    return readings(this.tying.fold(posteriors), this.trie, COUNT).map((r) => decoded(r, [greedy]));
  }

  /** The best reading of the streaming net alone; its own best path where nothing of the store was spoken of. */
  firstOrGreedy(posteriors: Posteriors, greedy: string): string {
    const [best] = this.first(posteriors, greedy);
    return best && best.domain >= DOMAIN ? best.text : greedy;
  }

  /** Both passes, or the second alone where there are no posteriors. */
  both(posteriors: Posteriors | undefined, greedy: string, second: readonly Witness[]): Decoded[] {
    const slots = posteriors ? slotsOf(posteriors, this.tying) : [];
    const heard = fuse(slots, second, this.tying, posteriors ? TRUST : 1);
    const frames = heard.flatMap((h) => [this.tying.bySound(h), PAUSE]);
    const texts = [greedy, second.map((w) => w.character).join('')].filter(Boolean);
    return readings(frames, this.trie, COUNT, SLOT_BEAM).map((r) => decoded(r, texts));
  }
}

function decoded(reading: Reading, witnesses: readonly string[]): Decoded {
  const text = reading.words.map((w) => w.text).join('');
  const known = reading.words.filter((w) => (w.origin === 'store' && w.text.length > 1) || (w.origin === 'form' && w.text.length >= TELLING_FORM));
  const last = reading.words[reading.words.length - 1];
  return {
    text,
    score: reading.score,
    confidence: agreement(text, witnesses),
    domain: text ? known.reduce((n, w) => n + w.text.length, 0) / text.length : 0,
    complete: reading.words.some((w) => w.origin === 'store') && (last?.origin === 'form' || (last?.origin === 'store' && reading.words.some((w) => w.origin === 'form'))),
  };
}

/** For each character how many of the witnesses have its sound in its place (longest common subsequence of syllables). */
function agreement(text: string, witnesses: readonly string[]): number[] {
  const said = soundOf(text);
  const votes = new Array<number>(said.length).fill(0);
  for (const witness of witnesses) for (const i of commonPositions(said, soundOf(witness))) votes[i]!++;
  const confidence = votes.map((v) => (v === 0 ? AGREED.none : v === witnesses.length ? AGREED.both : AGREED.one));
  // Digits and letters take more syllables than characters; the first ones stand for them.
  return Array.from({ length: text.length }, (_, i) => confidence[Math.min(i, confidence.length - 1)] ?? AGREED.none);
}

const soundOf = (text: string): string[] => (soundsOf(text.replace(/[A-Za-z]{3,}/g, ' '))?.syllables ?? []).map(toneless);

function commonPositions(a: readonly string[], b: readonly string[]): number[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  const positions: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      positions.push(i++);
      j++;
    } else if (table[i + 1]![j]! >= table[i]![j + 1]!) i++;
    else j++;
  }
  return positions;
}

/** A decoded reading as the contract carries it. */
export const hypothesisOf = (d: Decoded): Hypothesis => ({ text: d.text, score: d.score, confidence: d.confidence });

export const meanConfidence = (d: Decoded): number => (d.confidence.length === 0 ? 0 : d.confidence.reduce((a, b) => a + b, 0) / d.confidence.length);

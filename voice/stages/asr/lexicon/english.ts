import type { DecodingLexicon } from '../../../../main/contract';
import { loadPronunciations, wordPhonemes, type Pronunciations } from '../../../speech/g2p-en';
import { differenceOf, numbered } from './english-sounds';
import { BREATH, breathe } from './words';

interface Phrase {
  text: string;
  sounds: Uint8Array;
  weight: number;
}

/** Words of asking: other words are only heard into them where they sound almost the same. */
const ASKING = new Set(
  (
    "a an the i i'm im is are am was be been do does did don't have has can could would will should may you your we us our my me it its it's this that these those there here where what what's where's which who how when why much many " +
    'some any no not yes please thanks thank excuse sorry hello hi hey in on at of for to from with and or as by up out about so just want wants need needs like looking look find get buy sell sold carry keep kept stock show take tell know ' +
    "aisle shelf price cost costs cheap cheaper cheapest sale today now open close closed store shop one two three four five more most all other still left got let go where'd"
  ).split(' '),
);
const LONGEST = { phrase: 4, heard: 5 } as const;
/**
 * A stretch is taken for a name when its sounds differ by no more than this share; stretches with words of
 * asking must come nearer.
 */
const NEAR = { strange: 0.34, asking: 0.16 } as const;
/** Shorter names are only heard where every sound is theirs: 'lays' for 'Lay's'. */
const FEWEST_SOUNDS = 4;
const FEWEST_EXACT = 3;

/** English as the store would write it. */
export interface Mended {
  text: string;
  /** In [0,1], one a UTF-16 unit of `text`; none where the recogniser told none. */
  confidence?: number[];
}

/**
 * What is left of the confidence in a stretch that was taken for a name: exp(−steepness × the share of its
 * sounds that differ).
 */
const STEEPNESS = 3;
/** No character is surer than this. */
const SUREST = 0.97;

/**
 * The store's English names by sound: mends what an English recogniser writes for names that it has never
 * seen.
 */
export class EnglishNames {
  private constructor(
    private readonly dictionary: Pronunciations,
    private readonly phrases: readonly Phrase[],
    private readonly words: ReadonlySet<string>,
  ) {}

  static async compile(lexicon: DecodingLexicon): Promise<EnglishNames> {
    const dictionary = await loadPronunciations();
    const weights = new Map<string, number>();
    const words = new Set<string>();
    for (const [i, entry] of lexicon.entries.entries()) {
      if (i % (BREATH / 16) === 0) await breathe();
      if (entry.kind === 'question' || entry.kind === 'aisle' || !/[A-Za-z]{2}/.test(entry.text)) continue;
      const parts = wordsOf(entry.text).filter((w) => !/\d/.test(w));
      parts.forEach((w) => words.add(w.toLowerCase()));
      const most = Math.min(LONGEST.phrase, parts.length);
      const whole = entry.kind === 'product' ? 1 : most;
      for (let n = whole; n <= most; n++)
        for (let at = 0; at + n <= parts.length; at++)
          weights.set(
            parts.slice(at, at + n).join(' '),
            Math.max(weights.get(parts.slice(at, at + n).join(' ')) ?? 0, entry.weight),
          );
    }
    const phrases: Phrase[] = [];
    for (const [text, weight] of weights) {
      if (phrases.length % (BREATH / 16) === 0) await breathe();
      const sounds = soundsOf(text, dictionary);
      if (sounds.length >= FEWEST_EXACT && !wordsOf(text).every((w) => ASKING.has(w.toLowerCase())))
        phrases.push({ text, sounds: numbered(sounds), weight });
    }
    return new EnglishNames(dictionary, phrases, words);
  }

  /**
   * The text with the store's names where something was heard that sounds like them; words that the store
   * knows stay.
   * @param sureness of the recogniser in each word of `text`, in [0,1]
   */
  mend(text: string, sureness?: readonly number[]): Mended {
    const asked = this.whichAisle(text);
    const heard = wordsOf(asked);
    const sure =
      sureness && asked === text && sureness.length === heard.length
        ? sureness
        : sureness && heard.map(() => Math.min(SUREST, ...sureness));
    const choices: { from: number; to: number; text: string; gain: number; difference: number }[] = [];
    for (let from = 0; from < heard.length; from++) {
      for (let to = from + 1; to <= Math.min(heard.length, from + LONGEST.heard); to++) {
        const stretch = heard.slice(from, to);
        if (stretch.every((w) => this.words.has(w.toLowerCase()) || ASKING.has(w.toLowerCase()))) continue;
        const found = this.nearest(stretch);
        if (found) choices.push({ from, to, ...found });
      }
    }
    const taken: typeof choices = [];
    for (const choice of choices.sort((a, b) => b.gain - a.gain))
      if (taken.every((t) => choice.to <= t.from || choice.from >= t.to)) taken.push(choice);
    if (taken.length === 0)
      return { text: asked, ...(sure && { confidence: spread(asked, heard, sure.map(Math.sqrt)) }) };
    const out: string[] = [];
    const outSure: number[] = [];
    for (let at = 0; at < heard.length;) {
      const name = taken.find((t) => t.from === at);
      out.push(name?.text ?? heard[at]!);
      if (sure)
        outSure.push(
          name
            ? meanOf(sure.slice(name.from, name.to)) * Math.exp(-STEEPNESS * name.difference)
            : Math.sqrt(sure[at]!),
        );
      at = name?.to ?? at + 1;
    }
    const mended = out.join(' ');
    return { text: mended, ...(sure && { confidence: spread(mended, out, outSure) }) };
  }

  /** Share in [0,1] of the words of `text` that the store knows or that ask. */
  share(text: string): number {
    const words = wordsOf(text.toLowerCase());
    return words.filter((w) => this.words.has(w) || ASKING.has(w)).length / Math.max(1, words.length);
  }

  /**
   * 'which … is the X in' asks for an aisle, whatever short word was heard for it; a word of the store stays.
   */
  private whichAisle(text: string): string {
    const asked = WHICH.exec(text);
    if (!asked || this.words.has((asked[1] ?? '').toLowerCase())) return text;
    return `which aisle ${asked[2]} ${asked[3]} in`;
  }

  private nearest(
    stretch: readonly string[],
  ): { text: string; gain: number; difference: number } | undefined {
    const sounds = numbered(soundsOf(stretch.join(' '), this.dictionary));
    const limit = stretch.some((w) => ASKING.has(w.toLowerCase())) ? NEAR.asking : NEAR.strange;
    let best: { text: string; gain: number; difference: number } | undefined;
    for (const phrase of this.phrases) {
      const nearest = phrase.sounds.length < FEWEST_SOUNDS ? 0 : limit;
      const difference = differenceOf(sounds, phrase.sounds, nearest);
      const gain = (limit - difference) * sounds.length + 0.05 * phrase.weight;
      if (difference <= nearest && (!best || gain > best.gain))
        best = { text: phrase.text, gain, difference };
    }
    return best;
  }
}

/** 'aisle' and the last 'in' are short and unstressed: recognisers write other words for them. */
const WHICH = /^which (?:(\w+) )?(is|are) (the .+?) (?:in|and|an|on|n)[.?!]*$/i;

/** Words as an English recogniser writes them. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\d]+(?:['’][\p{L}]+)?/gu) ?? [];

const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/**
 * A value for each UTF-16 unit of `text` from one for each of its words in turn; what stands between words is
 * sure.
 */
export function spread(text: string, words: readonly string[], values: readonly number[]): number[] {
  const out = new Array<number>(text.length).fill(SUREST);
  let at = 0;
  words.forEach((word, i) => {
    const start = text.indexOf(word, at);
    at = start + word.length;
    out.fill(Math.min(SUREST, values[i]!), start, at);
  });
  return out;
}

const soundsOf = (text: string, dictionary: Pronunciations): string =>
  wordsOf(text)
    .map((w) => wordPhonemes(w.normalize('NFD').replace(/\p{M}/gu, ''), dictionary).replace(/[ˈˌː]/g, ''))
    .join('');

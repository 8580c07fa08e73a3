import type { Hypothesis, Understood } from '../../../main/contract';
import type { FsmnNet, FsmnStream, Posteriors } from './ctc/fsmn';
import { greedyPath, joinTokens, pathConfidence } from './ctc/greedy';
import { hypothesisOf, meanConfidence, ofStore, type Decoded, type StoreDecoder } from './lexicon/decoder';
import { witnesses } from './lexicon/witness';
import { clarityOf, inEnglish, languageOf } from './language';
import { simplified, tidy } from './script';
import { weave } from './lexicon/weave';
import type { SherpaOnline, SherpaStream } from './sherpa-online';
import { evenly, type SecondPass, type SecondPassResult } from './second-pass';

/**
 * What was said. Times are milliseconds: `audio` of sound, `first` to the first partial result, `total` of
 * work after the last sample.
 */
export interface Recognition {
  text: string;
  lang: Understood;
  /** In [0,1]. */
  confidence: number;
  nbest: Hypothesis[];
  ms: { audio: number; first: number; total: number };
}

/** The nets that an utterance is heard with. */
export interface HearingNets {
  fsmn: FsmnNet | undefined;
  second: SecondPass | undefined;
  online?: SherpaOnline | undefined;
  decoder: StoreDecoder;
}

const RATE = 16_000;
/** From the first sound to where speech is noticed, with room to spare. */
const ONSET_SECONDS = 0.5;
const STEP = 0.1;
const SOFTENING = 3;
/** How sure a store's own model is taken to be of a character. */
const ONLINE_TRUST = 0.85;
/**
 * The streaming net is believed by itself when its own path is this sure and the store's reading of at least
 * this many characters fits it this well.
 */
const SURE = { path: 0.85, fit: -0.12, characters: 4, domain: 0.6 } as const;
/**
 * People's other talk is read by the streaming net unless the second pass is surer of its own by this much.
 */
const SURER = 0.05;

/** One utterance being heard. */
export class ModelRecognitionSession {
  private readonly stream: FsmnStream | undefined;
  private readonly online: SherpaStream | undefined;
  private readonly sound: Float32Array[] = [];
  private length = 0;
  private from: number | undefined;
  private firstAt: number | undefined;
  private readonly openedAt = performance.now();
  private second: { abort: AbortController; result: Promise<SecondPassResult | undefined> } | undefined;
  /** Words so far. */
  partial = '';

  constructor(
    private readonly nets: HearingNets,
    private readonly expected: Understood | undefined,
  ) {
    this.stream = nets.fsmn?.stream();
    this.online = nets.online?.stream();
  }

  /** Takes 16 kHz samples; true when `partial` changed. */
  async push(samples: Float32Array): Promise<boolean> {
    this.sound.push(samples);
    this.length += samples.length;
    if (this.online) return this.show(tidy(this.online.push(samples)));
    if (!this.stream || (await this.stream.push(samples)) === 0) return false;
    return this.show(this.greedy());
  }

  /**
   * Speech was just noticed: what lies well before it is no part of the utterance, and the second pass is
   * spared it.
   */
  onset(): void {
    this.from ??= Math.max(0, this.length - ONSET_SECONDS * RATE);
  }

  /**
   * Reads what was said so far by the store's words: at a pause, before the end is sure. True when `partial`
   * changed.
   */
  review(): { changed: boolean; complete: boolean; sure: boolean } {
    const best = this.stream && this.firstPass(this.stream.posteriors)[0];
    if (!best || !ofStore(best)) return { changed: false, complete: false, sure: false };
    return { changed: this.show(best.text), complete: best.complete, sure: this.suffices(best) };
  }

  /** Starts the second pass on what was said so far, before the end is sure. */
  speculate(): void {
    this.retract();
    const { second } = this.nets;
    if (!second || this.online) return;
    const abort = new AbortController();
    const result = second
      .transcribe(this.all(), { prefer: this.expected, signal: abort.signal })
      .catch(() => undefined);
    this.second = { abort, result };
  }

  /** The shopper goes on: what was started early is dropped. */
  retract(): void {
    this.second?.abort.abort();
    this.second = undefined;
  }

  async finish(): Promise<Recognition> {
    const startedAt = performance.now();
    if (this.online) {
      const heard = this.byOnline(tidy(this.online.finish()));
      return { ...heard, ms: this.timesSince(startedAt) };
    }
    const posteriors = await this.stream?.finish();
    const first = posteriors ? this.firstPass(posteriors) : [];
    const sure = first[0] !== undefined && this.suffices(first[0]);
    if (sure) this.retract();
    else if (!this.second) this.speculate();
    const heard = sure ? conclude(first, 'zh') : await this.weigh(posteriors, first);
    return { ...heard, ms: this.timesSince(startedAt) };
  }

  /** The streaming net is sure enough to go without a second pass. */
  private suffices(best: Decoded): boolean {
    return this.expected !== 'en' && isSure(best) && pathConfidence(this.stream?.posteriors) >= SURE.path;
  }

  private timesSince(startedAt: number): Recognition['ms'] {
    const now = performance.now();
    return {
      audio: Math.round((this.length / RATE) * 1_000),
      first: Math.round((this.firstAt ?? now) - this.openedAt),
      total: Math.round(now - startedAt),
    };
  }

  /**
   * A store's own streaming model is strong enough to go without a second pass; its words are still read by
   * the store's vocabulary.
   */
  private byOnline(text: string): Omit<Recognition, 'ms'> {
    if (!/\p{Script=Han}/u.test(text))
      return {
        text,
        lang: text ? 'en' : 'zh',
        confidence: text ? ONLINE_TRUST : 0,
        nbest: text ? [{ text, score: 0 }] : [],
      };
    const heard = witnesses(evenly(text, ONLINE_TRUST));
    return conclude(this.nets.decoder.both(undefined, heard), 'zh', plain(simplified(text), ONLINE_TRUST));
  }

  private async weigh(
    posteriors: Posteriors | undefined,
    first: readonly Decoded[],
  ): Promise<Omit<Recognition, 'ms'>> {
    const second = await this.second?.result;
    const greedy = posteriors ? this.greedy() : '';
    if (!second?.text) return conclude(first, 'zh', plain(greedy, 0.5));
    if (languageOf(second, { greedy, best: first[0] }, this.nets.decoder, this.expected) === 'en')
      return { lang: 'en', ...inEnglish(second, this.nets.decoder) };
    const heard = second.lang === 'zh' ? witnesses(second.characters) : [];
    if (heard.length === 0) return conclude(first, 'zh', plain(greedy, 0.5));
    const text = tidy(simplified(second.text));
    const clear = clarityOf(second, 'zh');
    const both = this.nets.decoder
      .both(posteriors, heard)
      .map((d) => ({ ...d, confidence: d.confidence.map((c) => c * clear) }));
    const bySecond = plain(text, Math.exp(second.logProb));
    const byFirst = plain(greedy, pathConfidence(posteriors));
    return conclude(
      both,
      'zh',
      ...(Math.exp(second.logProb) > pathConfidence(posteriors) + SURER ? [bySecond] : [byFirst, bySecond]),
    );
  }

  private firstPass(posteriors: Posteriors): Decoded[] {
    return this.nets.decoder.first(posteriors);
  }

  private show(text: string): boolean {
    if (text === this.partial) return false;
    this.firstAt ??= performance.now();
    this.partial = text;
    return true;
  }

  private greedy(): string {
    const net = this.nets.fsmn;
    if (!this.stream || !net) return '';
    return joinTokens(greedyPath(this.stream.posteriors).map((t) => net.tokens[t.id] ?? ''));
  }

  private all(): Float32Array {
    const out = new Float32Array(this.length);
    let at = 0;
    for (const part of this.sound) {
      out.set(part, at);
      at += part.length;
    }
    return out.subarray(this.from ?? 0);
  }
}

const isSure = (d: Decoded): boolean =>
  d.text.length >= SURE.characters && d.domain >= SURE.domain && d.fit >= SURE.fit;

const plain = (text: string, confidence: number): Decoded => ({
  text,
  score: 0,
  confidence: Array.from({ length: text.length }, () => confidence),
  domain: 0,
  complete: false,
  names: [],
  named: 0,
  fit: 0,
});

/** The best of the store's readings where it speaks of the store, else what was heard as it stands. */
function conclude(
  readings: readonly Decoded[],
  lang: Understood,
  ...asHeard: readonly Decoded[]
): Omit<Recognition, 'ms'> {
  const store = readings[0] && (ofStore(readings[0]) || asHeard.every((h) => !h.text)) ? readings : [];
  // Other talk with a name of the store in it: the name as the store has it, the rest as it was heard.
  const woven =
    store.length > 0
      ? []
      : asHeard.flatMap((h) =>
          readings[0] && h.text ? [{ ...h, text: weave(h.text, readings[0].text, readings[0].names) }] : [],
        );
  const all = [...store, ...woven, ...asHeard, ...readings].filter(
    (h, i, list) => h.text && list.findIndex((o) => o.text === h.text) === i,
  );
  const [best] = all;
  return {
    text: best?.text ?? '',
    lang,
    confidence: best ? meanConfidence(best) : 0,
    nbest: ranked(all.slice(0, 10)),
  };
}

/**
 * Scores that fall with the rank, whatever each way of reading measured: a reading's distance to the best one
 * of its kind, softened.
 */
function ranked(all: readonly Decoded[]): Hypothesis[] {
  const best = Math.max(...all.map((d) => d.score));
  let last = STEP;
  return all.map((d) => {
    last = Math.min(last - STEP, d.score > 0 ? (d.score - best) / SOFTENING : 0);
    return { ...hypothesisOf(d), score: last };
  });
}

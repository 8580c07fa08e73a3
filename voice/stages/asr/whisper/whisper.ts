import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { CROPPED_ENCODER } from '../../../models/whisper-crop';
import type { Understood } from '../../../../main/contract';
import type { HeardCharacter, SecondPass, SecondPassOptions, SecondPassResult } from '../second-pass';
import { charactersOf, type DecodedStep } from './characters';
import { logMel, MEL_BANDS, MEL_RATE } from './mel';
import { Vocabulary } from './vocabulary';

const RATE = 16_000;
/**
 * Silence around the sound: without it the first and last words suffer, and the net begins again from the
 * start.
 */
const LEAD_SECONDS = 0.3;
const TAIL_SECONDS = 1.3;
const MAX_SECONDS = 30;
/** What the other language must reach to be taken over the preferred one. */
const PREFERRED = 0.7;

/** The probability of Mandarin from which on it is taken for that. */
function leastForMandarin(prefer: Understood | undefined): number {
  if (prefer === undefined) return 0.5;
  return prefer === 'en' ? PREFERRED : 1 - PREFERRED;
}
/**
 * What English is given as having been said before, so that questions are expected (the prompt of Whisper's
 * paper, §2.3): rights rise by 5 of 100. It names no goods, which would be heard where nobody said them;
 * Mandarin is worse for any such prompt.
 */
const EARLIER = ' Where can I find it? Do you have any? How much is it? Take me to the aisle.';
/** Nobody says more tokens a second; more is a loop. */
const TOKENS_A_SECOND = 14;

export interface WhisperOptions extends SecondPassOptions {
  /** Awaited between steps, since onnxruntime computes on the calling thread. */
  pace?: () => Promise<void>;
}

/** Whisper over onnxruntime with a cropped encoder window, greedy. Takes 16 kHz mono. */
export class Whisper implements SecondPass {
  private constructor(
    private readonly encoder: ort.InferenceSession,
    private readonly decoder: ort.InferenceSession,
    private readonly words: Vocabulary,
    private readonly layers: number,
    private readonly heads: number,
    /** Tokens of `EARLIER`. */
    private readonly earlier: readonly number[],
  ) {}

  static async load(folder: string, threads: number): Promise<Whisper> {
    const options: ort.InferenceSession.SessionOptions = {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    };
    const [encoder, decoder, words] = await Promise.all([
      ort.InferenceSession.create(join(folder, CROPPED_ENCODER), options),
      ort.InferenceSession.create(join(folder, 'onnx/decoder_model_merged_quantized.onnx'), options),
      Vocabulary.load(folder),
    ]);
    const pasts = decoder.inputMetadata.filter((m) => m.name.startsWith('past_key_values.'));
    const shape = pasts[0] && pasts[0].isTensor ? pasts[0].shape : [];
    return new Whisper(encoder, decoder, words, pasts.length / 4, Number(shape[1]), words.encode(EARLIER));
  }

  async transcribe(samples: Float32Array, options: WhisperOptions = {}): Promise<SecondPassResult> {
    const padded = new Float32Array(Math.min(MAX_SECONDS * RATE, samples.length + LEAD_SECONDS * RATE));
    padded.set(samples.subarray(0, padded.length - LEAD_SECONDS * RATE), LEAD_SECONDS * RATE);
    const seconds = Math.min(MAX_SECONDS, padded.length / RATE + TAIL_SECONDS);
    // The convolution halves the frames; an even number keeps the shapes whole.
    const frames = Math.ceil((seconds * MEL_RATE) / 2) * 2;
    const mel = new ort.Tensor('float32', logMel(padded, frames), [1, MEL_BANDS, frames]);
    const encoded = await this.encoder.run({ input_features: mel }, ['last_hidden_state']);
    await options.pace?.();
    options.signal?.throwIfAborted();
    return this.decode(
      encoded['last_hidden_state'] as ort.Tensor,
      Math.ceil((samples.length / RATE) * TOKENS_A_SECOND) + 4,
      options,
    );
  }

  async close(): Promise<void> {
    await Promise.all([this.encoder.release(), this.decoder.release()]);
  }

  private async decode(
    hidden: ort.Tensor,
    maxTokens: number,
    options: WhisperOptions,
  ): Promise<SecondPassResult> {
    const id = (name: string) => this.words.specialId(name);
    let steps = new DecoderSteps(this.decoder, hidden, this.layers, this.heads);
    const first = await steps.next([id('startoftranscript')]);
    const [zh, en] = [first[id('zh')]!, first[id('en')]!];
    const zhProbability = 1 / (1 + Math.exp(en - zh));
    const lang = zhProbability >= leastForMandarin(options.prefer) ? 'zh' : 'en';
    const asked = [id(lang), id('transcribe'), id('notimestamps')];
    if (lang === 'en') {
      // The prompt stands before the start, and the language had to be told without it.
      steps = new DecoderSteps(this.decoder, hidden, this.layers, this.heads);
      asked.unshift(id('startofprev'), ...this.earlier, id('startoftranscript'));
    }
    let logits = await steps.next(asked);
    const eot = id('endoftext');
    const tokens: number[] = [];
    const taken: DecodedStep[] = [];
    const scores: number[] = [];
    for (;;) {
      await options.pace?.();
      options.signal?.throwIfAborted();
      for (const s of this.words.suppressed) logits[s] = -Infinity;
      if (tokens.length === 0) for (const s of this.words.suppressedFirst) logits[s] = -Infinity;
      const best = argmax(logits, this.words.firstSpecial, eot);
      const norm = logSumExp(logits);
      scores.push(logits[best]! - norm);
      if (best === eot || tokens.length >= maxTokens) break;
      tokens.push(best);
      taken.push({
        token: best,
        logProb: logits[best]! - norm,
        likeliest: likeliest(logits, this.words.firstSpecial, norm),
      });
      const once = restartsAt(tokens) || loopLength(tokens);
      if (once > 0) {
        tokens.length = once;
        scores.length = once;
        taken.length = once;
        break;
      }
      logits = await steps.next([best]);
    }
    const characters = trimmed(charactersOf(taken, this.words));
    return {
      text: characters.map((c) => c.text).join(''),
      lang,
      langProbability: lang === 'zh' ? zhProbability : 1 - zhProbability,
      logProb: scores.reduce((a, b) => a + b, 0) / scores.length,
      characters,
    };
  }
}

/**
 * The merged decoder with its cache: each call takes the new tokens and gives the logits after the last one.
 */
class DecoderSteps {
  private past: Record<string, ort.Tensor> = {};
  private started = false;

  constructor(
    private readonly session: ort.InferenceSession,
    private readonly hidden: ort.Tensor,
    layers: number,
    heads: number,
  ) {
    for (let layer = 0; layer < layers; layer++)
      for (const side of ['decoder', 'encoder'])
        for (const part of ['key', 'value'])
          this.past[`${layer}.${side}.${part}`] = new ort.Tensor('float32', new Float32Array(), [
            1,
            heads,
            0,
            64,
          ]);
  }

  async next(tokens: readonly number[]): Promise<Float32Array> {
    const feeds: Record<string, ort.Tensor> = {
      input_ids: new ort.Tensor('int64', BigInt64Array.from(tokens.map(BigInt)), [1, tokens.length]),
      encoder_hidden_states: this.hidden,
      use_cache_branch: new ort.Tensor('bool', Uint8Array.from([this.started ? 1 : 0]), [1]),
    };
    for (const [name, tensor] of Object.entries(this.past)) feeds[`past_key_values.${name}`] = tensor;
    const names = Object.keys(this.past).filter((name) => !this.started || name.includes('decoder'));
    const out = await this.session.run(feeds, ['logits', ...names.map((name) => `present.${name}`)]);
    for (const name of names) this.past[name] = out[`present.${name}`] as ort.Tensor;
    this.started = true;
    const logits = out['logits'] as ort.Tensor;
    const size = logits.dims[2]!;
    const data = logits.data as Float32Array;
    return data.slice(data.length - size);
  }
}

function argmax(values: Float32Array, end: number, also: number): number {
  let best = also;
  for (let i = 0; i < end; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Tokens within this of the best one, natural log, are rivals. */
const RIVAL = 6;
const MOST_RIVALS = 24;

function likeliest(logits: Float32Array, end: number, norm: number): DecodedStep['likeliest'] {
  let top = -Infinity;
  for (let i = 0; i < end; i++) if (logits[i]! > top) top = logits[i]!;
  const near: { token: number; logProb: number }[] = [];
  for (let i = 0; i < end; i++)
    if (logits[i]! > top - RIVAL) near.push({ token: i, logProb: logits[i]! - norm });
  return near.sort((a, b) => b.logProb - a.logProb).slice(0, MOST_RIVALS);
}

function trimmed(characters: readonly HeardCharacter[]): HeardCharacter[] {
  const blank = (c: HeardCharacter | undefined) => c !== undefined && c.text.trim() === '';
  let [from, to] = [0, characters.length];
  while (from < to && blank(characters[from])) from++;
  while (to > from && blank(characters[to - 1])) to--;
  return characters.slice(from, to);
}

function logSumExp(values: Float32Array): number {
  let max = -Infinity;
  for (const v of values) if (v > max) max = v;
  let sum = 0;
  for (const v of values) sum += Math.exp(v - max);
  return max + Math.log(sum);
}

const MAX_PERIOD = 24;
/** Tokens repeated from the start that prove a restart. */
const RESTART = 6;

/**
 * Where a text begins again from its start, as happens when the window ends before the net says so: the
 * length of the first pass, else 0.
 */
export function restartsAt(tokens: readonly number[]): number {
  for (let period = 3; period * 2 <= tokens.length; period++) {
    const again = tokens.slice(period);
    if (again.length >= Math.min(period, RESTART) && again.every((t, i) => t === tokens[i % period]))
      return period;
  }
  return 0;
}

/**
 * The same stretch of tokens three times in a row (single tokens six times): the length with one of them,
 * else 0.
 */
function loopLength(tokens: readonly number[]): number {
  for (let period = 1; period <= MAX_PERIOD; period++) {
    const times = period === 1 ? 6 : 3;
    if (tokens.length < period * times) continue;
    const tail = tokens.slice(-period * times);
    if (tail.every((t, i) => t === tail[i % period])) return tokens.length - period * (times - 1);
  }
  return 0;
}

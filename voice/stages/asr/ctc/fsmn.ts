import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { BANDS, FbankStream } from './fbank';

/** Low frame rate: five frames side by side (two before, two after), every third. */
const LFR_WIDTH = 5;
const LFR_STRIDE = 3;
const LFR_LEFT = 2;
/** Low-rate frames that the net's memory reaches back and forth, and how many are decided at a time. */
const LEFT = 42;
const RIGHT = 9;
const CHUNK = 8;
/** Seconds a posterior frame. */
export const FRAME_SECONDS = 0.03;

/**
 * Acoustic evidence of one utterance: log probabilities of `size` tokens for every 30 ms; token 0 is CTC's
 * blank.
 */
export interface Posteriors {
  readonly size: number;
  readonly frames: readonly Float32Array[];
}

/**
 * Alibaba's FSMN character CTC as its authors run it (FunASR): fbank → LFR 5/3 → CMVN → logits over 2599
 * tokens.
 */
export class FsmnNet {
  private constructor(
    private readonly session: ort.InferenceSession,
    private readonly shift: Float64Array,
    private readonly scale: Float64Array,
    /** Token text by id; id 0 is the blank. */
    readonly tokens: readonly string[],
  ) {}

  static async load(folder: string, threads = 1): Promise<FsmnNet> {
    const [session, mvn, tokens] = await Promise.all([
      ort.InferenceSession.create(join(folder, 'fsmn_kws.onnx'), {
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        executionMode: 'sequential',
        logSeverityLevel: 3,
      }),
      readFile(join(folder, 'am.mvn.dim80_l2r2'), 'utf8'),
      readFile(join(folder, 'tokens.txt'), 'utf8'),
    ]);
    const names = tokens.split('\n').flatMap((line) => {
      const cut = line.lastIndexOf(' ');
      return cut > 0 ? [line.slice(0, cut)] : [];
    });
    return new FsmnNet(session, kaldiVector(mvn, '<AddShift>'), kaldiVector(mvn, '<Rescale>'), names);
  }

  stream(): FsmnStream {
    return new FsmnStream(this);
  }

  /**
   * Normalised input of low-rate frame `t` into `out` at `offset`; frames beyond the edges repeat the edge.
   */
  stack(frames: readonly Float32Array[], t: number, out: Float32Array, offset: number): void {
    for (let j = 0; j < LFR_WIDTH; j++) {
      const frame = frames[Math.max(0, Math.min(frames.length - 1, t * LFR_STRIDE + j - LFR_LEFT))]!;
      for (let d = 0; d < BANDS; d++) {
        const k = j * BANDS + d;
        out[offset + k] = (frame[d]! + this.shift[k]!) * this.scale[k]!;
      }
    }
  }

  /** @param input [T × 400]; @returns T frames of log probabilities */
  async run(input: Float32Array): Promise<Float32Array[]> {
    const width = LFR_WIDTH * BANDS;
    const length = input.length / width;
    const out = await this.session.run({ speech: new ort.Tensor('float32', input, [1, length, width]) });
    const logits = out['logits'] as ort.Tensor;
    const data = logits.data as Float32Array;
    const size = logits.dims[2]!;
    return Array.from({ length }, (_, t) => logSoftmax(data.subarray(t * size, (t + 1) * size)));
  }

  async close(): Promise<void> {
    await this.session.release();
  }
}

/** One utterance, fed as it is spoken. */
export class FsmnStream {
  private readonly fbank = new FbankStream();
  private readonly features: Float32Array[] = [];
  private readonly decided: Float32Array[] = [];

  constructor(private readonly net: FsmnNet) {}

  get posteriors(): Posteriors {
    return { size: this.net.tokens.length, frames: this.decided };
  }

  /** Takes 16 kHz samples; answers with how many frames were decided anew. */
  async push(samples: Float32Array): Promise<number> {
    const fresh = this.fbank.push(samples);
    for (let at = 0; at < fresh.length; at += BANDS) this.features.push(fresh.slice(at, at + BANDS));
    const before = this.decided.length;
    // The last stacked frame needs two more fbank frames on its right.
    const whole = Math.floor((this.features.length - (LFR_WIDTH - LFR_LEFT)) / LFR_STRIDE) + 1;
    const ready = Math.floor((whole - RIGHT - this.decided.length) / CHUNK) * CHUNK;
    if (ready > 0) await this.decide(this.decided.length + ready, this.decided.length + ready + RIGHT);
    return this.decided.length - before;
  }

  /** Decides what is left; nothing may be pushed after it. */
  async finish(): Promise<Posteriors> {
    const total = Math.ceil(this.features.length / LFR_STRIDE);
    if (total > this.decided.length) await this.decide(total, total);
    return this.posteriors;
  }

  private async decide(upTo: number, seeing: number): Promise<void> {
    const width = LFR_WIDTH * BANDS;
    const start = Math.max(0, this.decided.length - LEFT);
    const input = new Float32Array((seeing - start) * width);
    for (let t = start; t < seeing; t++) this.net.stack(this.features, t, input, (t - start) * width);
    const frames = await this.net.run(input);
    this.decided.push(...frames.slice(this.decided.length - start, upTo - start));
  }
}

function logSoftmax(logits: Float32Array): Float32Array {
  let max = -Infinity;
  for (const v of logits) if (v > max) max = v;
  let sum = 0;
  for (const v of logits) sum += Math.exp(v - max);
  const norm = max + Math.log(sum);
  return logits.map((v) => v - norm);
}

/** The bracketed vector after a tag of a Kaldi nnet text file. */
function kaldiVector(text: string, tag: string): Float64Array {
  const lines = text.split('\n');
  const line = lines[lines.findIndex((l) => l.startsWith(tag)) + 1] ?? '';
  const values = line
    .slice(line.indexOf('[') + 1, line.lastIndexOf(']'))
    .trim()
    .split(/\s+/)
    .map(Number);
  return Float64Array.from(values);
}

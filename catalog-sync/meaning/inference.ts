import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-node';
import { DaogouError } from '../../main/contract';
import type { EncoderSpec, FoundEncoder } from './encoders';

/** Tokens of a sentence that are read; names and questions have far fewer. */
const MOST_TOKENS = 128;
const BATCH = 16;

/** A sentence encoder in this thread. One inference thread: the others belong to hearing and speaking. */
export class Inference {
  private constructor(
    private readonly session: ort.InferenceSession,
    private readonly tokens: Tokenizer,
    private readonly spec: EncoderSpec,
  ) {}

  /**
   * Loads what was read and hashed, not what lies there a moment later. Throws `integrity` where a file is
   * not the pinned one.
   */
  static async load({ spec, model, tokenizer }: Omit<FoundEncoder, 'lang'>): Promise<Inference> {
    const net = pinned(model, spec, spec.sha256.model);
    const words = pinned(tokenizer, spec, spec.sha256.tokenizer);
    const session = await ort.InferenceSession.create(net, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
    });
    return new Inference(session, new Tokenizer(JSON.parse(words.toString('utf8')) as object, {}), spec);
  }

  /** Unit vectors of `spec.width` numbers, one a text. */
  async encode(texts: readonly string[]): Promise<Float32Array[]> {
    const ids = texts.map((text) => this.idsOf(text));
    // Texts of like length go together, so that little of a batch is padding.
    const order = ids.map((_, i) => i).sort((a, b) => ids[a]!.length - ids[b]!.length);
    const out = new Array<Float32Array>(texts.length);
    for (let at = 0; at < order.length; at += BATCH) {
      const rows = order.slice(at, at + BATCH);
      const vectors = await this.batch(rows.map((i) => ids[i]!));
      rows.forEach((i, k) => (out[i] = vectors[k]!));
    }
    return out;
  }

  private idsOf(text: string): number[] {
    const { ids } = this.tokens.encode(text);
    return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), ids.at(-1)!];
  }

  private async batch(rows: readonly number[][]): Promise<Float32Array[]> {
    const length = Math.max(...rows.map((row) => row.length));
    const cells = rows.length * length;
    const [input, mask] = [new BigInt64Array(cells), new BigInt64Array(cells)];
    rows.forEach((row, r) =>
      row.forEach((id, i) => {
        input[r * length + i] = BigInt(id);
        mask[r * length + i] = 1n;
      }),
    );
    const tensor = (data: BigInt64Array): ort.Tensor => new ort.Tensor('int64', data, [rows.length, length]);
    const result = await this.session.run({
      input_ids: tensor(input),
      attention_mask: tensor(mask),
      token_type_ids: tensor(new BigInt64Array(cells)),
    });
    const hidden = result[this.session.outputNames[0]!]!.data as Float32Array;
    return rows.map((row, r) => this.pooled(hidden, r * length * this.spec.width, row.length));
  }

  private pooled(hidden: Float32Array, start: number, tokens: number): Float32Array {
    const { width, pooling } = this.spec;
    const vector = new Float32Array(width);
    for (let t = 0; t < (pooling === 'cls' ? 1 : tokens); t++)
      for (let i = 0; i < width; i++) vector[i]! += hidden[start + t * width + i]!;
    let length = 0;
    for (const x of vector) length += x * x;
    const norm = Math.sqrt(length) || 1;
    return vector.map((x) => x / norm);
  }
}

function pinned(file: string, { folder }: EncoderSpec, sha256: string): Buffer {
  const bytes = readFileSync(file);
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new DaogouError(
    'integrity',
    `${path.basename(file)} of ${folder} is not the file that was published, so it is not used; run \`daogou models install ${folder}\``,
  );
}

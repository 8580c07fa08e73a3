import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const TokenizerJson = z.object({
  model: z.object({ vocab: z.record(z.string(), z.number()) }),
  added_tokens: z.array(z.object({ id: z.number(), content: z.string() })),
});
const GenerationJson = z.object({
  suppress_tokens: z.array(z.number()).nullish(),
  begin_suppress_tokens: z.array(z.number()).nullish(),
});

/**
 * GPT-2's byte-level alphabet (encoder.py `bytes_to_unicode`): printable bytes stand for themselves, the
 * others for 256 and up.
 */
const BYTE_OF = (() => {
  const map = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    map.set(String.fromCodePoint(printable ? byte : next++), byte);
  }
  return map;
})();

/** Token ids ↔ text of one Whisper model. */
export class Vocabulary {
  private constructor(
    private readonly bytes: readonly (Uint8Array | undefined)[],
    private readonly special: ReadonlyMap<string, number>,
    /** Never to be generated. */
    readonly suppressed: readonly number[],
    /** Not as the first token. */
    readonly suppressedFirst: readonly number[],
    /** Ids from here on are special or time stamps. */
    readonly firstSpecial: number,
  ) {}

  static async load(folder: string): Promise<Vocabulary> {
    const tokenizer = TokenizerJson.parse(JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8')));
    const generation = GenerationJson.parse(
      JSON.parse(await readFile(join(folder, 'generation_config.json'), 'utf8')),
    );
    const special = new Map(tokenizer.added_tokens.map((t) => [t.content, t.id]));
    const bytes: (Uint8Array | undefined)[] = [];
    for (const [piece, id] of Object.entries(tokenizer.model.vocab)) {
      if (!special.has(piece)) bytes[id] = Uint8Array.from([...piece].map((c) => BYTE_OF.get(c) ?? 63));
    }
    return new Vocabulary(
      bytes,
      special,
      generation.suppress_tokens ?? [],
      generation.begin_suppress_tokens ?? [],
      special.get('<|endoftext|>') ?? bytes.length,
    );
  }

  /** The id of `<|name|>`. */
  specialId(name: string): number {
    const id = this.special.get(`<|${name}|>`);
    if (id === undefined) throw new Error(`the vocabulary has no <|${name}|>`);
    return id;
  }

  /**
   * Ordinary tokens that spell `text`, the longest first. The tokenizer's own byte-pair merging comes to the
   * same for everyday words.
   * @throws Error where no token fits
   */
  encode(text: string): number[] {
    const ids = new Map(
      this.bytes.flatMap((bytes, id) =>
        bytes ? [[Buffer.from(bytes).toString('latin1'), id] as const] : [],
      ),
    );
    const rest = Buffer.from(text).toString('latin1');
    const spelt: number[] = [];
    for (let at = 0, end = 0; at < rest.length; at = end) {
      for (end = rest.length; end > at && !ids.has(rest.slice(at, end));) end--;
      const id = ids.get(rest.slice(at, end));
      if (id === undefined) throw new Error(`the vocabulary can't spell “${text}”`);
      spelt.push(id);
    }
    return spelt;
  }

  /** Text of ordinary tokens; special ones are left out. */
  decode(ids: readonly number[]): string {
    return Buffer.concat(ids.map((id) => this.bytes[id] ?? new Uint8Array())).toString('utf8');
  }
}

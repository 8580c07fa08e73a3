import type { KnowledgeEntry, SentenceEncoder, Understood } from '../../contract';

const LANGS = ['zh', 'en'] as const;

/** What one entry of the store's knowledge says, as vectors: its questions and its answer. */
interface Told {
  id: string;
  vectors: Float32Array[];
}

/**
 * How near an entry of the store's knowledge lies to a question by what both mean: '小孩能把狗抱进来吗' and
 * 'pets welcome?' share no word.
 */
export class EntryMeaning {
  private readonly told = new Map<Understood, Told[]>();

  /** @param shelf where the vectors are kept for the next start; one a store */
  constructor(
    private readonly entries: readonly KnowledgeEntry[],
    private readonly encoder: SentenceEncoder | undefined,
    private readonly shelf: string,
  ) {}

  /** Reads all entries, in the background. Rejects with `unavailable` where the encoder fails. */
  async learn(): Promise<void> {
    for (const lang of LANGS) {
      if (!this.encoder?.languages.includes(lang)) continue;
      const texts = this.entries.map((entry) => {
        const answer = entry.answer[lang];
        return [...(lang === 'zh' ? entry.questionsZh : entry.questionsEn), ...(answer ? [answer] : [])];
      });
      const vectors = await this.encoder.encodeAll(texts.flat(), lang, this.shelf);
      let next = 0;
      this.told.set(
        lang,
        texts.map((list, i) => ({
          id: this.entries[i]!.id,
          vectors: list.map(() => vectors[next++]!),
        })),
      );
    }
  }

  /**
   * By an entry's id the cosine of the question with whatever of it lies nearest, in [-1,1]. Undefined where
   * there is no encoder for the language, or it does not answer in time.
   */
  near(text: string, lang: Understood): ReadonlyMap<string, number> | undefined {
    const told = this.told.get(lang);
    const asked = told && told.length > 0 ? this.encoder?.encode(text, lang) : undefined;
    if (!asked) return undefined;
    return new Map(
      told!.map(({ id, vectors }) => [id, Math.max(0, ...vectors.map((v) => cosine(v, asked)))]),
    );
  }
}

/** Of vectors of unit length. */
function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

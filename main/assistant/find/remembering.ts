import type { SentenceEncoder, Understood } from '../../contract';

/**
 * An encoder that remembers the last question: kinds and names are both asked for its vector, and the engine
 * looks at a question more than once.
 */
export function remembering(encoder: SentenceEncoder): SentenceEncoder {
  let last: { text: string; lang: Understood; vector: Float32Array } | undefined;
  return {
    by: encoder.by,
    languages: encoder.languages,
    encode: (text, lang) => {
      if (last?.text === text && last.lang === lang) return last.vector;
      const vector = encoder.encode(text, lang);
      if (vector) last = { text, lang, vector };
      return vector;
    },
    encodeAll: (texts, lang, shelf) => encoder.encodeAll(texts, lang, shelf),
    close: () => encoder.close(),
  };
}

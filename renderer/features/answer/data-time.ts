import type { Answer, CatalogStatus } from '../../../main/contract';

/**
 * From when the figures of an answer are: the count of a stock, the word of HQ for a price, else the catalog
 * they stand in. Never the moment of asking. Undefined where the answer has no figures.
 */
export function dataTime(
  { facts }: Pick<Answer, 'facts'>,
  catalog: Pick<CatalogStatus, 'publishedAt'> | null,
): string | undefined {
  if (facts.stock === 'unknown' && facts.price === undefined) return undefined;
  if (facts.stock === undefined && facts.price === undefined) return undefined;
  return facts.as_of ?? catalog?.publishedAt;
}

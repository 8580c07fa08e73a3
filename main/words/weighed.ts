const PRICES_A_KILOGRAM: ReadonlyMap<string, number> = new Map([
  ...['kg', '1kg', '公斤', '1公斤', '千克', '1千克'].map((size) => [size, 1] as const),
  ...['500g', '500克', '斤', '1斤', '市斤', '1市斤'].map((size) => [size, 2] as const),
  ...['100g', '100克'].map((size) => [size, 10] as const),
]);

/**
 * How many times the price of goods sold by weight goes into a kilogram, by the size that the feed gives
 * them: `kg` once, `500g` and 斤 twice. Undefined for any other size, such as a packet's.
 */
export const pricesAKilogram = (size: string): number | undefined =>
  PRICES_A_KILOGRAM.get(size.replaceAll(' ', '').toLowerCase());

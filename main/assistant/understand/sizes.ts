const AMOUNT = /(\d+(?:\.\d+)?)\s*(ml|毫升|l|升|g|克|kg|千克|公斤)/i;
/** Units of which one is a thousand of the small ones. */
const LARGE = /^(?:l|升|kg|千克|公斤)$/i;
const COUNT = /[x×*]\s*(\d+)/i;

/** How much is in a package, in its small unit (ml, g), by its size or else its name; 0 where neither says. */
export function amountIn(size: string, name: string): number {
  const match = AMOUNT.exec(`${size} ${name}`);
  if (!match) return 0;
  const count = Number(COUNT.exec(size)?.[1] ?? 1);
  return Number(match[1]) * (LARGE.test(match[2]!) ? 1000 : 1) * count;
}

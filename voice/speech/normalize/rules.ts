/** What a pattern finds, and how it is said; the groups of what did not take part are empty. */
export type Rule = readonly [RegExp, (...groups: string[]) => string];

export function re(source: string, flags = 'gu'): RegExp {
  return new RegExp(source, flags);
}

/** A number as packages and price tags write it. */
export const NUM = String.raw`\d[\d,]*(?:\.\d+)?`;

/** One pattern that finds any of the units, the longest first. */
export const unitPattern = (units: Iterable<string>): string =>
  [...units]
    .sort((a, b) => b.length - a.length)
    .map((u) => u.replace(/[.*+?^$()|[\]\\/]/g, '\\$&'))
    .join('|');

/** Rule after rule over the whole text; what one has said has no digits for the later ones. */
export function said(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (whole, [pattern, say]) =>
      whole.replace(pattern, (_match: string, ...rest: unknown[]) =>
        say(...rest.map((g) => (typeof g === 'string' ? g : ''))),
      ),
    text,
  );
}

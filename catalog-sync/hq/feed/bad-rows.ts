import type { FeedReport } from './read-feed';

/**
 * Share of a file's rows that may be left out for their faults. An export that went wrong as such (a column
 * moved, another format of numbers) has them in most rows; what people mistype is a row here and there. It is
 * a twentieth of what a table may shrink overnight (`defaultLimits`), so that the one guard is not used up by
 * the other.
 */
export const DEFAULT_BAD_ROWS = 0.01;
/** So many may be left out of any file: of thirty offers one is more than a hundredth. */
export const FEW_ROWS = 3;

/** Why a feed can't do without its faulty rows; empty where it can. A share of 0 allows none at all. */
export function tooManyBadRows({ faulty }: FeedReport, share = DEFAULT_BAD_ROWS): string[] {
  return Object.entries(faulty).flatMap(([file, { rows, of }]) => {
    const most = share === 0 ? 0 : Math.max(FEW_ROWS, Math.floor(of * share));
    const allowed = share === 0 ? 'none' : `at most ${most}`;
    const found = `${file} has faults in ${rows} of ${of} rows`;
    return rows <= most ? [] : [`${found}; ${allowed} may be left out (--bad-rows)`];
  });
}

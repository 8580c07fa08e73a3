import { DaogouError } from '../../main/contract';
import type { PublishedTable } from '../db/catalog-schema';
import type { CatalogFacts } from '../db/digest';
import type { Database } from '../db/open';
import { DEFAULT_BAD_ROWS } from './feed/bad-rows';

/** How far a feed may differ from the one before without somebody saying that it is meant. */
export interface FeedLimits {
  /** Share of rows that a table may lose; default 0.2. */
  shrink?: number;
  /** Times by which one price may rise or fall; default 5: a slipped decimal point is 10. */
  priceFactor?: number;
  /** Share of all prices that may change by more than half at once; default 0.2. */
  priceShare?: number;
  /** Share of a file's rows that may be left out for their faults; default 0.01, and three rows in any. */
  badRows?: number;
}

export const defaultLimits: Required<FeedLimits> = {
  shrink: 0.2,
  priceFactor: 5,
  priceShare: 0.2,
  badRows: DEFAULT_BAD_ROWS,
};

/** Offers come and go by the hundred; the others don't. */
const STEADY: readonly PublishedTable[] = ['product', 'location', 'stock', 'knowledge', 'map'];
const NAMED = 5;

/** The feed is readable, but so different that it is more likely a broken export. */
export class FeedGuardError extends DaogouError {
  constructor(readonly reasons: readonly string[]) {
    super(
      'conflict',
      `The feed differs too much from the last one; nothing was published. ${reasons.join('; ')}. Publish with --force if it is meant.`,
    );
  }
}

/**
 * Holds a new catalog against the one before.
 * @param db the new one, with the older attached as `base`.
 */
export function guardFeed(
  db: Database,
  before: CatalogFacts,
  after: CatalogFacts,
  limits: FeedLimits = {},
): void {
  const { shrink, priceFactor, priceShare } = { ...defaultLimits, ...limits };
  const reasons: string[] = [];
  for (const table of STEADY) {
    const [was, is] = [before[table].rows, after[table].rows];
    if (is < was * (1 - shrink)) reasons.push(`${table} shrank from ${was} to ${is} rows`);
  }
  const jumps = db
    .prepare(
      `SELECT o.gtin, o.price AS was, n.price AS now FROM base.product o JOIN main.product n ON n.gtin = o.gtin
       WHERE o.price <> n.price AND (o.price + 0 > ? * n.price OR n.price + 0 > ? * o.price)`,
    )
    .all(priceFactor, priceFactor) as { gtin: string; was: string; now: string }[];
  if (jumps.length > 0) {
    const named = jumps.slice(0, NAMED).map(({ gtin, was, now }) => `${gtin} from ${was} to ${now}`);
    reasons.push(
      `${jumps.length} prices jump by more than ${priceFactor} times: ${named.join(', ')}${jumps.length > NAMED ? ' …' : ''}`,
    );
  }
  const { common, moved } = db
    .prepare(
      `SELECT count(*) AS common, coalesce(sum(abs(n.price - o.price) > 0.5 * o.price), 0) AS moved
       FROM base.product o JOIN main.product n ON n.gtin = o.gtin`,
    )
    .get() as { common: number; moved: number };
  if (moved > common * priceShare) reasons.push(`${moved} of ${common} prices change by more than half`);
  if (reasons.length > 0) throw new FeedGuardError(reasons);
}

import type { Reading, TableRows } from './reading';
import type { LocationRow, StockRow } from './tables';

/** Reads where the products stand. */
export async function readLocations(
  { problems, put, references }: Reading,
  { file, rows }: TableRows<LocationRow>,
  map: { files: readonly unknown[]; aisles: ReadonlySet<string> },
): Promise<void> {
  // One text an item, a place a line: half a million sets would weigh more than the feed.
  const places = new Map<string, string>();
  const unmapped = new Set<string>();
  for await (const { line, row } of rows) {
    const gtin = references.known(row.gtin, { file, line, column: 'gtin' });
    if (gtin === undefined) continue;
    const held = places.get(gtin) ?? '';
    const place = `${row.aisle.replaceAll('\n', ' ')}\t${row.bay.replaceAll('\n', ' ')}\t${row.shelf.replaceAll('\n', ' ')}\n`;
    if (`\n${held}`.includes(`\n${place}`)) {
      problems.warn({
        file,
        line,
        column: 'aisle',
        message: `'${gtin}' already stands there; the row is ignored`,
      });
      continue;
    }
    if (map.files.length > 0 && !map.aisles.has(row.aisle) && !unmapped.has(row.aisle)) {
      unmapped.add(row.aisle);
      problems.warn({
        file,
        line,
        column: 'aisle',
        message: `aisle '${row.aisle}' is not on the floor plan`,
      });
    }
    put('location', [gtin, held.split('\n').length - 1, row.aisle, row.bay, row.shelf]);
    places.set(gtin, held + place);
  }
}

/** How far ahead a count may be dated: a local time that was written as another zone's. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** Counts of one item from different hours: the newest holds. One from far ahead would hold for as long. */
export async function readStock(
  { problems, put, references }: Reading,
  { file, rows }: TableRows<StockRow>,
  now: Date,
): Promise<void> {
  const newest = new Map<string, { quantity: number; asOf: string; time: number }>();
  for await (const { line, row } of rows) {
    const gtin = references.known(row.gtin, { file, line, column: 'gtin' });
    if (gtin === undefined) continue;
    const time = Date.parse(row.as_of);
    if (time > now.getTime() + MOST_AHEAD_MS) {
      problems.warn({
        file,
        line,
        column: 'as_of',
        message: `'${row.as_of}' lies ahead; the count is ignored`,
      });
      continue;
    }
    const held = newest.get(gtin);
    if (held)
      problems.warn({
        file,
        line,
        column: 'gtin',
        message: `'${gtin}' is counted twice; the newest count holds`,
      });
    if (!held || time >= held.time) newest.set(gtin, { quantity: row.quantity, asOf: row.as_of, time });
  }
  for (const [gtin, { quantity, asOf }] of newest) put('stock', [gtin, quantity, asOf]);
}

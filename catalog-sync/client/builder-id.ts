import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { SEARCH_VERSION } from '../search';
import { workerFile } from './run-build';

let known: string | undefined;

/**
 * Names the program that builds catalogs. Search tables made by another one are made again from the same
 * rows: what they hold is this program's business, not the publisher's. `source` and the version of the
 * tables where sources run unbundled.
 */
export function builderId(): string {
  if (known === undefined) {
    const file = workerFile();
    known = file
      ? createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16)
      : `source-${SEARCH_VERSION}`;
  }
  return known;
}

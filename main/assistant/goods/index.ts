import fresh from './departments/fresh.csv';
import grocery from './departments/grocery.csv';
import { readKinds, type Kind } from './kind';

export type { Kind } from './kind';

const DEPARTMENTS: Readonly<Record<string, string>> = { fresh, grocery };

let known: readonly Kind[] | undefined;

/** Every kind of goods, department after department. */
export function allKinds(): readonly Kind[] {
  known ??= Object.entries(DEPARTMENTS).flatMap(([name, csv]) => readKinds(csv, `${name}.csv`));
  return known;
}

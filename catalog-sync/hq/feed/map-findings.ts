import type { Feature } from '../../db/feature';
import type { FeedProblems } from './problems';

/** So many features of a file are named for one kind of fault; of the rest only the number is told. */
const NAMED = 10;

/** A feature of the floor plan and where it stands. */
export interface Named {
  /** `map/fixture.geojson`. */
  readonly file: string;
  /** Its place in `features`, from 0. */
  readonly index: number;
  readonly id?: string | number | null;
}

/**
 * Faults of a floor plan, by kind: a file exported in the wrong projection has the same one in every feature.
 */
export class MapFindings {
  readonly #kinds = new Map<
    string,
    { file: string; severity: 'error' | 'warn'; kind: string; count: number }
  >();

  constructor(readonly problems: FeedProblems) {}

  /** `kind` groups; the message follows the feature's name. */
  add(severity: 'error' | 'warn', kind: string, { file, index, id }: Named, message: string): void {
    const key = `${severity} ${kind} ${file}`;
    const group = this.#kinds.get(key) ?? { file, severity, kind, count: 0 };
    this.#kinds.set(key, group);
    group.count += 1;
    if (group.count > NAMED) return;
    this.problems[severity]({
      file,
      column: `features[${index}]`,
      message: `feature ${id === undefined || id === null ? 'without id' : `'${id}'`} ${message}`,
    });
  }

  /** Tells how many more there were of what was not named one by one. */
  close(): void {
    for (const { file, severity, kind, count } of this.#kinds.values()) {
      if (count > NAMED)
        this.problems[severity]({
          file,
          message: `${count - NAMED} more features have the same fault: ${kind}`,
        });
    }
  }
}

/** A fault with the aisle of the fixture that has it: that is how people know a shelf. */
export function withAisle({ properties }: Feature, message: string): string {
  const aisle = properties?.['aisle'];
  return typeof aisle === 'string' || typeof aisle === 'number' ? `(aisle ${aisle}) ${message}` : message;
}

import type { Scene } from '../answer/draft';
import type { Subject } from '../answer/types';
import type { Finding, GoodsFinder } from '../find/finder';
import type { Meaning } from '../understand/types';

/** What was found, and what it is held against. */
export interface Weighing {
  readonly finding: Finding;
  /** What the store's own words make of the utterance. */
  readonly named: Subject | undefined;
  readonly meaning: Meaning;
  readonly finder: GoodsFinder;
  readonly label: string;
  readonly scene: Scene;
}

/**
 * A cue: words that carry a question's form rather than its subject. `zh` and `en` are phrases apart by `|`.
 */
export interface CueRow {
  tag: string;
  zh?: string;
  en?: string;
}

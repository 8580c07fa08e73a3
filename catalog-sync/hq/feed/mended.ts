/**
 * What exports do to cells and what was surely meant: mended as it is read, and said. What could mean two
 * things is left to be refused.
 */
export interface Mended {
  text: string;
  /** What was done, for the person who keeps the data; nothing where it goes without saying. */
  warning?: string;
  /** Why it can't be read, where that is better told here than by what it is not. */
  fault?: string;
}

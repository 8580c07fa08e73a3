/** A model that a stage may take. */
export interface ModelCandidate<T> {
  /** The folder, or the one file of it that matters. */
  folder: string;
  load(): Promise<T>;
}

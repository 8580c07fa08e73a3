import { DaogouError } from '../../../main/contract';

/**
 * One thing wrong with a feed, where it stands and what it is. `line` is 1-based; `column` is a CSV column or
 * a JSON path.
 */
export interface FeedProblem {
  file: string;
  line?: number;
  column?: string;
  message: string;
}

/** More are only counted: a feed exported in the wrong encoding has one on every line. */
const MOST_KEPT = 1_000;

export class FeedProblems {
  readonly errors: FeedProblem[] = [];
  readonly warnings: FeedProblem[] = [];
  errorCount = 0;
  warningCount = 0;

  readonly #unreadable = new Set<string>();
  readonly #faulty = new Set<string>();

  /**
   * An error that leaves rows of its file unread: what other files say of them can't be held against those.
   */
  unreadable(problem: FeedProblem): void {
    this.#unreadable.add(problem.file);
    this.error(problem);
  }

  isUnreadable(file: string): boolean {
    return this.#unreadable.has(file);
  }

  /** Whether anything in that file is an error. */
  hasErrors(file: string): boolean {
    return this.#faulty.has(file);
  }

  error(problem: FeedProblem): void {
    this.errorCount += 1;
    this.#faulty.add(problem.file);
    if (this.errors.length < MOST_KEPT) this.errors.push(problem);
  }

  warn(problem: FeedProblem): void {
    this.warningCount += 1;
    if (this.warnings.length < MOST_KEPT) this.warnings.push(problem);
  }
}

/** `products.csv:12 price: …`, one line. */
export function describeProblem({ file, line, column, message }: FeedProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}${column === undefined ? '' : ` ${column}`}: ${message}`;
}

/**
 * The feed can't be published as it is. `problems` holds up to 1,000 errors, `count` says how many there
 * were.
 */
export class FeedError extends DaogouError {
  constructor(
    readonly problems: readonly FeedProblem[],
    readonly count: number,
  ) {
    const first = problems[0];
    super(
      'bad_request',
      `The feed has ${count} error${count === 1 ? '' : 's'}; nothing was published. ${first ? `First: ${describeProblem(first)}` : ''}`.trim(),
    );
  }
}

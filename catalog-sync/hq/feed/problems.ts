import { DaogouError, gtinFault, gtinKey } from '../../../main/contract';

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

/** Problems of one kind: the same thing in the same column of the same file. */
export interface ProblemGroup extends FeedProblem {
  /** How many there are; the first one stands for them. */
  count: number;
  /** The lines of the first few. */
  lines: number[];
}

/** Kinds that are told apart, and lines that are named of each. */
const MOST_GROUPS = 200;
const LINES_NAMED = 10;

class Groups {
  readonly #groups = new Map<string, ProblemGroup>();

  add(problem: FeedProblem): void {
    // What differs from row to row stands in quotes, or is a number.
    const kind = problem.message.replace(/'[^']*'/g, "''").replace(/\d+/g, '0');
    const key = `${problem.file}\t${problem.column ?? ''}\t${kind}`;
    const group = this.#groups.get(key);
    if (group) {
      group.count += 1;
      if (problem.line !== undefined && group.lines.length < LINES_NAMED) group.lines.push(problem.line);
    } else if (this.#groups.size < MOST_GROUPS)
      this.#groups.set(key, {
        ...problem,
        count: 1,
        lines: problem.line === undefined ? [] : [problem.line],
      });
  }

  list(): ProblemGroup[] {
    return [...this.#groups.values()];
  }
}

/** Errors and warnings by kind, in the order in which each kind was first met: causes before what follows. */
export interface ProblemGroups {
  errors: readonly ProblemGroup[];
  warnings: readonly ProblemGroup[];
}

/** More are only counted: a feed exported in the wrong encoding has one on every line. */
const MOST_KEPT = 1_000;

export class FeedProblems {
  readonly errors: FeedProblem[] = [];
  readonly warnings: FeedProblem[] = [];
  errorCount = 0;
  warningCount = 0;

  readonly #errorKinds = new Groups();
  readonly #warningKinds = new Groups();
  readonly #unreadable = new Set<string>();
  readonly #faulty = new Set<string>();
  readonly #faultyLines = new Map<string, Map<number, number>>();
  readonly #lost = new Map<string, { gtins: Set<string>; nameless: number; rows: number }>();
  /** Whether anything stops the publication whatever a guard allows. */
  stopped = false;

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

  groups(): ProblemGroups {
    return { errors: this.#errorKinds.list(), warnings: this.#warningKinds.list() };
  }

  /** A fault of the whole feed or of one of its files: nothing may be published. */
  error(problem: FeedProblem): void {
    this.stopped = true;
    this.#tell(problem);
  }

  /** A fault of one row, which is left out; `rows` is for how many it stands. */
  fault(problem: FeedProblem & { line: number }, rows = 1): void {
    const lines = this.#faultyLines.get(problem.file) ?? new Map<number, number>();
    this.#faultyLines.set(problem.file, lines);
    lines.set(problem.line, Math.max(rows, lines.get(problem.line) ?? 0));
    this.#tell(problem);
  }

  /** The rows of each file that have faults. */
  faultyRows(): Map<string, number> {
    return new Map(
      [...this.#faultyLines].map(([file, lines]) => [file, [...lines.values()].reduce((a, b) => a + b, 0)]),
    );
  }

  /** Rows can't be read, and with them the number of a product, where that at least can be. */
  lose(file: string, gtin?: string, rows = 1): void {
    const lost = this.#lost.get(file) ?? { gtins: new Set<string>(), nameless: 0, rows: 0 };
    this.#lost.set(file, lost);
    lost.rows += rows;
    if (gtin !== undefined && gtinFault(gtin) === undefined) lost.gtins.add(gtinKey(gtin));
    else lost.nameless += rows;
  }

  /** How many rows of that file can't be read. */
  unreadRows(file: string): number {
    return this.#lost.get(file)?.rows ?? 0;
  }

  /** What rows of that file were to say of which products. */
  lost(file: string): { gtins: ReadonlySet<string>; nameless: number } {
    return this.#lost.get(file) ?? { gtins: new Set(), nameless: 0 };
  }

  #tell(problem: FeedProblem): void {
    this.errorCount += 1;
    this.#faulty.add(problem.file);
    this.#errorKinds.add(problem);
    if (this.errors.length < MOST_KEPT) this.errors.push(problem);
  }

  warn(problem: FeedProblem): void {
    this.warningCount += 1;
    this.#warningKinds.add(problem);
    if (this.warnings.length < MOST_KEPT) this.warnings.push(problem);
  }
}

/** `products.csv:12 price: … (and 19,999 more like it: lines 13, 14 …)`, one line. */
export function describeGroup({ count, lines, ...first }: ProblemGroup): string {
  if (count === 1) return describeProblem(first);
  const named = lines.slice(1, 4).join(', ');
  return `${describeProblem(first)} (and ${(count - 1).toLocaleString('en')} more like it${named && `: lines ${named}${count > 4 ? ' …' : ''}`})`;
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
    /** All that was found, by kind. */
    readonly groups: ProblemGroups = { errors: [], warnings: [] },
    /** Why rows with faults are too many to go without them. */
    readonly reasons: readonly string[] = [],
  ) {
    const first = problems[0];
    super(
      'bad_request',
      `The feed has ${count} error${count === 1 ? '' : 's'}; nothing was published. ${reasons.map((reason) => `${reason}. `).join('')}${first ? `First: ${describeProblem(first)}` : ''}`.trim(),
    );
  }
}

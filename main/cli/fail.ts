import { CommanderError } from 'commander';
import { describeGroup, describeProblem, FeedError, type ProblemGroup } from '../../catalog-sync/feed';
import { DaogouError } from '../contract';

/** Exit statuses: bad arguments are 2, as for most tools; anything that went wrong at work is 1. */
export const EXIT_BAD_ARGUMENTS = 2;
export const EXIT_FAILED = 1;

/** So many errors are told one by one; more are told by kind. */
const LISTED = 20;

/** An argument that is not what the command takes; ends with status 2 and this one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Turns whatever ended a command into one line and an exit status. */
export function report(error: unknown, write: (line: string) => void): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_BAD_ARGUMENTS;
  if (error instanceof UsageError) {
    write(`daogou: ${error.message}`);
    return EXIT_BAD_ARGUMENTS;
  }
  if (error instanceof FeedError) {
    write(`daogou: the feed has ${error.count} error(s); nothing was published`);
    for (const reason of error.reasons) write(reason);
    // A flood is one cause many times: each kind once, in the order of the files, which is that of causes.
    if (error.count <= LISTED || error.groups.errors.length === 0)
      for (const problem of error.problems) write(describeProblem(problem));
    else for (const group of error.groups.errors) write(describeGroup(group));
    return EXIT_FAILED;
  }
  const { code, message } = DaogouError.toWire(error);
  write(`daogou: ${message}`);
  return code === 'bad_request' ? EXIT_BAD_ARGUMENTS : EXIT_FAILED;
}

/** What a publication that goes on without some rows says of them. */
export function leftOutLines(
  leftOut: Readonly<Record<string, number>>,
  errors: readonly ProblemGroup[],
): string[] {
  const files = Object.entries(leftOut).map(([file, rows]) => `${rows} of ${file}`);
  return files.length === 0
    ? []
    : [`daogou: published without rows that have faults: ${files.join(', ')}`, ...errors.map(describeGroup)];
}

import { CommanderError } from 'commander';
import { describeProblem, FeedError } from '../../catalog-sync';
import { DaogouError } from '../contract';

/** Exit statuses: bad arguments are 2, as for most tools; anything that went wrong at work is 1. */
export const EXIT_BAD_ARGUMENTS = 2;
export const EXIT_FAILED = 1;

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
    for (const problem of error.problems) write(describeProblem(problem));
    return EXIT_FAILED;
  }
  const { code, message } = DaogouError.toWire(error);
  write(`daogou: ${message}`);
  return code === 'bad_request' ? EXIT_BAD_ARGUMENTS : EXIT_FAILED;
}

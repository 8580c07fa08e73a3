import { z } from 'zod';
import { DaogouError, wallClock } from '../contract';
import { readIfThere, writePrivate } from './private-file';

/** Wrong PINs that cost nothing but another try; fingers slip. */
const FREE_TRIES = 3;
/**
 * The first pause after those, milliseconds; it doubles with every further wrong PIN, up to the door's
 * longest.
 */
const FIRST_PAUSE = 5_000;

export interface DoorOptions {
  /** Where wrong PINs and the pause are kept across restarts. */
  file: string;
  /** Longest pause, milliseconds. */
  longestPauseMs: number;
  /** What tells the right PIN from others. @throws DaogouError where there is none. */
  lock: () => (pin: string) => Promise<boolean>;
  /** Monotonic milliseconds of this run. */
  now?: () => number;
  /** Wall time, milliseconds: only to tell how long the program was not running. */
  wall?: () => number;
  onTrouble?: (error: unknown) => void;
}

/** Wrong PINs in a row, the pause they earned, and when it began in wall time. */
const Kept = z.strictObject({
  wrong: z.number().int().min(0),
  pauseMs: z.number().min(0),
  since: z.number(),
});

export interface Door {
  /**
   * @throws DaogouError `conflict` within a pause, `forbidden` for a wrong PIN, `not_ready` where no PIN is
   * set.
   */
  check(pin: string): Promise<void>;
}

/**
 * A door that opens with the staff PIN, ever more slowly for whoever guesses: it counts wrong PINs by itself,
 * whatever happens at other doors, and across restarts. A right PIN within a pause is refused as well, so
 * that the pause can't be used to test one.
 */
export function createDoor({
  file,
  longestPauseMs,
  lock,
  now = () => performance.now(),
  wall = wallClock,
  onTrouble = () => undefined,
}: DoorOptions): Door {
  let { wrong, pauseMs, since } = read(file, longestPauseMs, wall());
  // A clock that was set back tells nothing of how long the program was away: then the pause begins anew.
  const away = wall() - since;
  let closedUntil = now() + (away >= 0 ? Math.max(0, pauseMs - away) : pauseMs);
  let last: Promise<void> = Promise.resolve();

  const keep = (): void => {
    since = wall();
    try {
      writePrivate(file, JSON.stringify({ wrong, pauseMs, since }));
    } catch (error) {
      // A disk that takes nothing must not lock staff out; this run still counts.
      onTrouble(error);
    }
  };
  const attempt = async (pin: string): Promise<void> => {
    const opens = lock();
    const wait = closedUntil - now();
    if (wait > 0)
      throw new DaogouError(
        'conflict',
        `Too many wrong PINs; try again in ${Math.ceil(wait / 1_000)} seconds.`,
        true,
      );
    // Counted before it is looked at, so that cutting the power in between gains nothing.
    wrong += 1;
    pauseMs = wrong < FREE_TRIES ? 0 : Math.min(longestPauseMs, FIRST_PAUSE * 2 ** (wrong - FREE_TRIES));
    closedUntil = now() + pauseMs;
    keep();
    if (!(await opens(pin))) throw new DaogouError('forbidden', 'That PIN is not right.', true);
    wrong = pauseMs = closedUntil = 0;
    keep();
  };
  return {
    // One after the other, so that many at once are no way around the pauses.
    check: (pin) => {
      const mine = last.then(() => attempt(pin));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/**
 * A damaged file counts as if somebody had guessed: shut for the longest pause, then open to the right PIN.
 */
function read(file: string, longestPauseMs: number, at: number): z.infer<typeof Kept> {
  try {
    const text = readIfThere(file);
    return text === undefined ? { wrong: 0, pauseMs: 0, since: at } : Kept.parse(JSON.parse(text));
  } catch {
    return { wrong: FREE_TRIES, pauseMs: longestPauseMs, since: at };
  }
}

import { timingSafeEqual } from 'node:crypto';
import { DaogouError } from '../contract';

/** Wrong PINs that cost nothing but another try; fingers slip. */
const FREE_TRIES = 3;
/** The first pause after those, milliseconds; it doubles with every further wrong PIN, up to the longest. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 300_000;
/** The configuration allows no longer PIN. */
const LONGEST_PIN = 8;

/**
 * Checks the staff PIN, ever more slowly for whoever guesses: at 10,000 PINs of four digits and pauses of five minutes, half of them take over two weeks.
 * A right PIN within a pause is refused as well, so that the pause can't be used to test one. `now` in monotonic milliseconds.
 */
export function createPinCheck(staffPin: string, now: () => number = () => performance.now()): (pin: string) => void {
  let wrong = 0;
  let closedUntil = 0;
  return (pin) => {
    const wait = closedUntil - now();
    if (wait > 0) throw new DaogouError('conflict', `Too many wrong PINs; try again in ${Math.ceil(wait / 1_000)} seconds.`, true);
    if (timingSafeEqual(padded(pin), padded(staffPin))) {
      wrong = 0;
      return;
    }
    wrong += 1;
    if (wrong >= FREE_TRIES) closedUntil = now() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (wrong - FREE_TRIES));
    throw new DaogouError('forbidden', 'That PIN is not right.', true);
  };
}

function padded(pin: string): Buffer {
  return Buffer.from(pin.slice(0, LONGEST_PIN).padEnd(LONGEST_PIN));
}

import { DaogouError } from '../../main/contract';

/**
 * Hybrid logical clock (Kulkarni et al. 2014, "Logical Physical Clocks", section 3.2): close to wall time,
 * and never behind anything that was seen. Written so that text order is time order: 15 digits of
 * milliseconds, 6 of a counter, then the terminal's id, which breaks ties.
 */
export interface Timestamp {
  ms: number;
  count: number;
  terminal: string;
}

/** How far ahead of its own clock a terminal believes another: a stray clock must not win for ever. */
export const MOST_AHEAD_MS = 24 * 3_600_000;

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');
export const writeHlc = ({ ms, count, terminal }: Timestamp): string =>
  `${pad(ms, 15)}-${pad(count, 6)}-${terminal}`;

export function readHlc(text: string): Timestamp {
  const match = /^(\d{15})-(\d{6})-([\w-]{1,64})$/.exec(text);
  if (!match) throw new DaogouError('bad_request', `'${text.slice(0, 80)}' is not a version of an offer.`);
  return { ms: Number(match[1]), count: Number(match[2]), terminal: match[3] ?? '' };
}

/** The next version at this terminal, after everything in `last`. */
export function tick(last: string | undefined, now: number, terminal: string): string {
  const seen = last ? readHlc(last) : { ms: 0, count: 0 };
  return writeHlc(
    now > seen.ms ? { ms: now, count: 0, terminal } : { ms: seen.ms, count: seen.count + 1, terminal },
  );
}

/**
 * @param ms when something was written or signed. Throws `conflict` where that is far ahead of this
 * terminal's clock.
 */
export function refuseFarAhead(ms: number, now: number): void {
  if (ms > now + MOST_AHEAD_MS) {
    throw new DaogouError(
      'conflict',
      `An offer is dated ${new Date(ms).toISOString()}, more than a day ahead of this terminal; set the clocks.`,
    );
  }
}

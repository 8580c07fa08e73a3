import { DaogouError, type InvokeChannel, type Result } from '../contract';

/** How much of one channel the page may use. */
export interface Limit {
  /** Calls that wait for their answer at once. */
  inFlight: number;
  /** Calls a second in the long run, and how many may come in one go. */
  perSecond: number;
  burst: number;
  /** Weight of a request: characters of its texts and keys, and 8 for every other value. */
  weight: number;
}

/** No shopper's finger and no screen of ours comes near these; a page gone wild does at once. */
const ORDINARY: Limit = { inFlight: 8, perSecond: 20, burst: 40, weight: 4_096 };

const PARTICULAR: Partial<Record<InvokeChannel, Partial<Limit>>> = {
  // What a reloaded page asks for first; the end-to-end tests read it all the time.
  'screen.snapshot': { inFlight: 16, perSecond: 100, burst: 200 },
  // A stop is refused only behind this many others that were just sent.
  'nav.stop': { inFlight: 32, perSecond: 50, burst: 100 },
};

export const limitOf = (channel: InvokeChannel): Limit => ({ ...ORDINARY, ...PARTICULAR[channel] });

/**
 * Whether a value, walked through, weighs more than `most`; stops walking as soon as it does. Binary data
 * never fits: no channel takes any.
 */
export function outweighs(value: unknown, most: number): boolean {
  const left: unknown[] = [value];
  let weight = 0;
  while (left.length > 0) {
    const next = left.pop();
    weight += typeof next === 'string' ? next.length : 8;
    if (weight > most) return true;
    if (typeof next !== 'object' || next === null) continue;
    if (ArrayBuffer.isView(next) || next instanceof ArrayBuffer) return true;
    if (next instanceof Map || next instanceof Set || Array.isArray(next)) {
      if (8 * (Array.isArray(next) ? next.length : next.size) > most) return true;
      left.push(...next);
      continue;
    }
    for (const key in next) {
      weight += key.length;
      if (weight > most) return true;
      left.push((next as Record<string, unknown>)[key]);
    }
  }
  return false;
}

export interface Gate {
  /**
   * Runs `work` unless the channel is at its limit or the request too heavy; then says so with a typed error
   * and does not run it.
   */
  pass<T>(channel: InvokeChannel, request: unknown, work: () => Promise<Result<T>>): Promise<Result<T>>;
}

/**
 * Bounds what a page can ask of main, per channel. Stands on both sides: in the preload script, so that a
 * flood never leaves the page's own process, and in main, which trusts no page. `now` is monotonic,
 * milliseconds.
 */
export function createGate(now: () => number = () => performance.now()): Gate {
  const channels = new Map<InvokeChannel, { inFlight: number; tokens: number; at: number }>();
  return {
    async pass(channel, request, work) {
      const limit = limitOf(channel);
      const use = channels.get(channel) ?? { inFlight: 0, tokens: limit.burst, at: now() };
      channels.set(channel, use);
      const at = now();
      use.tokens = Math.min(limit.burst, use.tokens + ((at - use.at) / 1_000) * limit.perSecond);
      use.at = at;
      if (use.inFlight >= limit.inFlight || use.tokens < 1)
        return refusal('busy', `${channel}: too many calls; wait for those that run, then try again`, true);
      use.tokens -= 1;
      if (outweighs(request, limit.weight))
        return refusal(
          'bad_request',
          `${channel}: the request is larger than any that this channel takes`,
          false,
        );
      use.inFlight += 1;
      try {
        return await work();
      } finally {
        use.inFlight -= 1;
      }
    },
  };
}

const refusal = (...what: ConstructorParameters<typeof DaogouError>): Result<never> => ({
  ok: false,
  error: new DaogouError(...what).toWire(),
});

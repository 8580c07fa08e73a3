import { DaogouError, NavReason, PrintReason, type ErrorCode } from '../contract';

export interface Log {
  warn(facts: object, message: string): void;
}

/** A part of the terminal that has not answered within this is taken for away, milliseconds. */
export const ANSWER_WITHIN_MS = 10_000;

/** The work's result; fails with `timeout` where it takes longer. The work itself is not ended. */
export async function within<T>(work: Promise<T>, milliseconds: number = ANSWER_WITHIN_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DaogouError('timeout', `no answer within ${milliseconds} ms`, true)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** For what nobody waits for: a part of the terminal that is away is written to the log. */
export function logFailure(log: Log, work: Promise<unknown>, what: string): void {
  work.catch((error: unknown) =>
    log.warn({ what, error: DaogouError.toWire(error) }, 'part of the terminal did not answer'),
  );
}

const NAV_REASONS: Partial<Record<ErrorCode, NavReason>> = {
  not_found: 'no_way',
  cannot_plan: 'cannot_plan',
  timeout: 'timeout',
  unavailable: 'unavailable',
  not_ready: 'unavailable',
};
const PRINT_REASONS: Partial<Record<ErrorCode, PrintReason>> = {
  not_found: 'not_found',
  timeout: 'timeout',
  unavailable: 'unavailable',
  not_ready: 'unavailable',
  storage: 'storage',
};

/** Why a trip did not begin. */
export function navReasonOf(error: unknown): NavReason {
  const { reason, code } = DaogouError.toWire(error);
  return NavReason.safeParse(reason).data ?? NAV_REASONS[code] ?? 'failed';
}

/** Why something was not printed. */
export function printReasonOf(error: unknown): PrintReason {
  const { reason, code } = DaogouError.toWire(error);
  return PrintReason.safeParse(reason).data ?? PRINT_REASONS[code] ?? 'failed';
}

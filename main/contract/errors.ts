import { z } from 'zod';
import { Reason } from './reasons';

/** What can go wrong across a border, as the other side may act on it. */
export const ErrorCode = z.enum([
  'bad_request',
  'forbidden',
  'not_found',
  'not_ready',
  'unavailable',
  'timeout',
  'conflict',
  /** Too many calls at once; those that run are answered. */
  'busy',
  'device',
  'storage',
  'integrity',
  'cannot_plan',
  'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

export const WireError = z.object({
  code: ErrorCode,
  message: z.string(),
  retryable: z.boolean(),
  reason: Reason.optional(),
});
export type WireError = z.infer<typeof WireError>;

/**
 * An error that crosses a process border whole: code, one plain sentence for logs, whether trying again can
 * help, and the reason where others decide on it.
 */
export class DaogouError extends Error {
  override readonly name = 'DaogouError';
  readonly reason: Reason | undefined;
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly retryable = false,
    { reason, ...options }: ErrorOptions & { reason?: Reason } = {},
  ) {
    super(message, options);
    this.reason = reason;
  }

  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      retryable: this.retryable,
      ...(this.reason && { reason: this.reason }),
    };
  }

  /**
   * Whatever was thrown, as it may be shown to the other side: unknown errors keep their text, not their
   * stack.
   */
  static toWire(error: unknown): WireError {
    if (error instanceof DaogouError) return error.toWire();
    return {
      code: 'internal',
      message: error instanceof Error ? error.message : String(error),
      retryable: false,
    };
  }

  static fromWire(error: WireError): DaogouError {
    return new DaogouError(error.code, error.message, error.retryable, { reason: error.reason });
  }
}

/** The result of every call across IPC. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** Makes the compiler prove that a union is handled whole. */
export function assertNever(value: never, what = 'value'): never {
  throw new DaogouError('internal', `unexpected ${what}: ${JSON.stringify(value)}`);
}

import { DaogouError, type ErrorCode, type SyncErrorKind } from '../../main/contract';
import { ObjectError } from '../wire/fault';

/** What a kind of failed sync is across a border. */
export const syncErrorKinds = {
  no_root: 'not_ready',
  network: 'unavailable',
  redirected: 'unavailable',
  busy: 'conflict',
  bad_signature: 'integrity',
  rolled_back: 'integrity',
  expired: 'integrity',
  malformed: 'integrity',
  wrong_length: 'integrity',
  wrong_digest: 'integrity',
  wrong_object: 'integrity',
  wrong_base: 'integrity',
  wrong_store: 'integrity',
  newer_schema: 'conflict',
  newer_app: 'conflict',
  unknown_cohort: 'bad_request',
  disk_full: 'storage',
  clock_wrong: 'not_ready',
  budget: 'conflict',
  unusable: 'integrity',
  internal: 'internal',
} as const satisfies Record<SyncErrorKind, ErrorCode>;

const RETRYABLE: ReadonlySet<SyncErrorKind> = new Set([
  'network',
  'redirected',
  'busy',
  'disk_full',
  'clock_wrong',
  'wrong_length',
  'wrong_digest',
]);

export class SyncError extends DaogouError {
  constructor(
    readonly kind: SyncErrorKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(syncErrorKinds[kind], message, RETRYABLE.has(kind), options);
  }

  /** Whatever was thrown while syncing, by kind. */
  static from(error: unknown): SyncError {
    if (error instanceof SyncError) return error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT') {
      return new SyncError(
        'disk_full',
        'The disk is full; make room and sync again. The catalog in hand stays in use.',
        { cause: error },
      );
    }
    if (error instanceof ObjectError) return new SyncError(error.fault, error.message, { cause: error });
    if (error instanceof DaogouError && error.code === 'conflict')
      return new SyncError('busy', error.message, { cause: error });
    return new SyncError('internal', error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

import { DaogouError, type ErrorCode } from '../../main/contract';
import { ObjectError } from '../wire/fault';

/** Why a sync was refused or failed. After each of them the terminal answers from what it had. */
export const syncErrorKinds = {
  /** No first trusted root on this terminal. */
  no_root: 'not_ready',
  /** The repository can't be reached, or breaks off again and again. */
  network: 'unavailable',
  /** The server sends to another host: a captive portal, or somebody who wants to be asked instead. */
  redirected: 'unavailable',
  /** Another process syncs this terminal at this moment. */
  busy: 'conflict',
  /** Metadata not signed by enough of the keys it must be signed by. */
  bad_signature: 'integrity',
  /** Metadata or release older than what was trusted before. */
  rolled_back: 'integrity',
  /** Metadata past its expiry: the repository is frozen or abandoned. */
  expired: 'integrity',
  /** Metadata that can't be read, or is larger than any honest one. */
  malformed: 'integrity',
  wrong_length: 'integrity',
  wrong_digest: 'integrity',
  /** An object that is not what its name says. */
  wrong_object: 'integrity',
  /** A delta whose base is not what this terminal has, and no other way leads to the release. */
  wrong_base: 'integrity',
  wrong_store: 'integrity',
  newer_schema: 'conflict',
  newer_app: 'conflict',
  unknown_cohort: 'bad_request',
  disk_full: 'storage',
  clock_wrong: 'not_ready',
  /** The night's data budget is used up. */
  budget: 'conflict',
  /** The new catalog could not be opened or answered wrongly. */
  unusable: 'integrity',
  internal: 'internal',
} as const satisfies Record<string, ErrorCode>;
export type SyncErrorKind = keyof typeof syncErrorKinds;

const RETRYABLE: ReadonlySet<SyncErrorKind> = new Set(['network', 'redirected', 'busy', 'disk_full', 'clock_wrong', 'wrong_length', 'wrong_digest']);

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
      return new SyncError('disk_full', 'The disk is full; make room and sync again. The catalog in hand stays in use.', { cause: error });
    }
    if (error instanceof ObjectError) return new SyncError(error.fault, error.message, { cause: error });
    if (error instanceof DaogouError && error.code === 'conflict') return new SyncError('busy', error.message, { cause: error });
    return new SyncError('internal', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

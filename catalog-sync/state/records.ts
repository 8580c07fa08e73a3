import { join } from 'node:path';
import type { StorageStatus } from '../../main/contract';
import type { Database } from '../db/open';
import type { Log } from '../log';
import type { CatalogStoreOptions } from '../types';
import { openState } from './open-state';
import { Outbox } from './outbox';
import { Counters, Settings } from './settings';
import { openSteadyState, type SteadyState } from './steady-state';

/** What the terminal itself learns, in `state.db`. */
export interface Records {
  readonly state: Database;
  /** Where records are kept in memory while the disk does not take them. */
  readonly steady: SteadyState | undefined;
  readonly settings: Settings;
  readonly counters: Counters;
  readonly outbox: Outbox;
  close(): void;
}

/** Opens them; `onStorage` is told where they are kept otherwise than they should be, and again when not. */
export function openRecords(
  { dataDir, steady: mode, storageRetryMs }: CatalogStoreOptions,
  clock: () => Date,
  log: Log,
  onStorage: () => void,
): Records {
  const onChange = (storage: StorageStatus | undefined): void => {
    if (storage) log.warn({ storage }, 'the records of this terminal are not kept as they should be');
    else log.info({}, 'the records of this terminal are on the disk again');
    onStorage();
  };
  const steady = mode
    ? openSteadyState(dataDir, {
        owner: mode === 'terminal',
        clock,
        onChange,
        onTrouble: (error) =>
          log.warn({ error: String(error) }, 'what was learnt in memory could not be written back'),
        retryMs: storageRetryMs,
      })
    : undefined;
  const state = steady?.db ?? openState(join(dataDir, 'state.db'));
  return {
    state,
    steady,
    settings: new Settings(state),
    counters: new Counters(state),
    outbox: new Outbox(state, clock),
    close: () => (steady ?? state).close(),
  };
}

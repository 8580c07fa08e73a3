import type { SyncProgress } from '../../main/contract';
import type { Log } from '../log';
import type { Counters, Settings } from '../state/settings';
import type { CatalogStoreOptions } from '../types';
import type { LiveView } from './live-view';
import type { NightBudget } from './night-budget';
import { proveCatalog } from './open-live';
import { syncOnce, type SyncOptions, type SyncResult } from './sync';
import { SyncError } from './sync-error';

/** Some bytes more are not worth a message each: progress within a phase is told so often, milliseconds. */
const TELL_MS = 200;

/** Setting: when HQ's newest word last came. */
const CONFIRMED = 'sync.confirmed';
export const confirmedAt = (settings: Settings): string | undefined => settings.get(CONFIRMED);

export interface SyncRunnerOptions {
  store: CatalogStoreOptions;
  clock: () => Date;
  log: Log;
  settings: Settings;
  counters: Counters;
  live: LiveView;
  budget: NightBudget;
  /** The status is another one. */
  onStatus: () => void;
  /** HQ's newest metadata is verified and on the disk. */
  onVerified: () => void;
  /** A new catalog is answered from. */
  onNew: () => void;
}

/** One sync at a time, and how it goes. */
export class SyncRunner {
  #progress: SyncProgress = { phase: 'idle' };
  #running: Promise<void> | undefined;
  #told = 0;
  #closed = false;

  constructor(private readonly options: SyncRunnerOptions) {}

  get progress(): SyncProgress {
    return this.#progress;
  }

  /** Syncs now, or joins the sync that runs. Never throws for what a sync can meet. */
  run(thrifty: boolean): Promise<void> {
    this.#running ??= this.#sync(thrifty).finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** Ends when the sync that runs has; it changes nothing any more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #sync(thrifty: boolean): Promise<void> {
    const { counters, log, onStatus } = this.options;
    try {
      const result = await syncOnce(this.#order(thrifty));
      this.#confirmed();
      if (this.#closed) return;
      this.#take(result);
      this.#progress = { phase: 'idle' };
    } catch (error) {
      const { kind, message } = SyncError.from(error);
      counters.add(`sync.failed.${kind}`);
      log.warn({ kind, message }, 'the catalog could not be synced');
      this.#progress = { phase: 'failed', error: { kind, message } };
    }
    onStatus();
  }

  #order(thrifty: boolean): SyncOptions {
    const { store, clock, settings, live, budget } = this.options;
    return {
      dataDir: store.dataDir,
      url: store.syncUrl,
      rootFile: store.rootFile,
      terminal: {
        terminalId: settings.terminalId(),
        cohort: store.cohort,
        appVersion: store.appVersion ?? '0.0.0',
      },
      clock,
      http: store.http,
      workerFile: store.workerFile,
      progress: (next) => this.#report(next),
      ...(thrifty && live.catalog && { budgetBytes: budget.left() }),
      onSpent: (bytes) => budget.spend(bytes),
      prove: (file) => proveCatalog(file).reader.close(),
    };
  }

  #confirmed(): void {
    const { counters, settings, clock, onVerified } = this.options;
    counters.add('sync.ok');
    settings.set(CONFIRMED, clock().toISOString());
    onVerified();
  }

  #take({ changed, installed, bytes, route }: SyncResult): void {
    const { live, log, onNew } = this.options;
    if (!changed && live.current?.installed.file === installed.file) {
      live.confirm(installed);
      return;
    }
    live.swap();
    onNew();
    log.info({ sequence: installed.release.sequence, bytes, route }, 'a new catalog is live');
  }

  #report(next: SyncProgress): void {
    const samePhase = next.phase === this.#progress.phase;
    this.#progress = next;
    if (samePhase && performance.now() - this.#told < TELL_MS) return;
    this.#told = performance.now();
    this.options.onStatus();
  }
}

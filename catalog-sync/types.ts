import type { Catalog, CatalogStatus, ServiceEmit, catalogService } from '../main/contract';
import type { HttpOptions } from './client/http';
import type { FleetAnnouncer } from './fleet/announcer';
import type { BrokerOptions } from './fleet/broker-client';
import type { Log } from './log';
import type { PromotionService } from './promotions/service';
import type { Counters, Settings } from './state/settings';
import type { UnansweredQuestions } from './state/unanswered';

export interface CatalogStoreOptions {
  /** The terminal's data folder: `catalog/`, `trust/`, `downloads/` and `state.db` are in it. */
  dataDir: string;
  /** Base address of the published repository; '': only what is on disk. */
  syncUrl: string;
  /** First trusted root.json; '' or absent: `trust/root.json` of the data folder. */
  rootFile?: string;
  /** `major.minor.patch`; decides which releases this terminal can take. */
  appVersion?: string;
  /** Named rollout cohort, if the operator put the terminal in one. */
  cohort?: string;
  /** Minutes between polls, spread by a quarter either way; default 60. */
  pollMinutes?: number;
  /** Hours of the store's time in which it polls, such as `01:00-05:00`; '' or absent: all day. */
  window?: string;
  /**
   * Most bytes that a night's polls may fetch together; 0 or absent: no limit. Orders of staff count, and go
   * beyond it.
   */
  nightlyBytes?: number;
  /**
   * The store's broker; absent: this terminal keeps its offers to itself. Without a user the terminal comes
   * with one of its own (`fleet/account.ts`). `hqListens`: HQ hears what is told there.
   */
  broker?: BrokerOptions & { hqListens?: boolean; hintSpreadMs?: number };
  /**
   * Folder with `store.pem`, the store's signing key; default `keys/` of the data folder. Only terminals
   * where managers make offers need it.
   */
  keysDir?: string;
  clock?: () => Date;
  log?: Log;
  emit?: ServiceEmit<typeof catalogService>;
  http?: Partial<HttpOptions>;
  /**
   * For programs that answer: records are kept in memory while the disk does not take them. `terminal`: the
   * terminal itself, which also sets a damaged `state.db` aside and begins anew. Absent: such a disk is an
   * error; who makes an offer must know that it is kept.
   */
  steady?: 'terminal' | 'visitor';
  /** How goods are found at the moment, for the status. */
  finding?: () => CatalogStatus['finding'];
  /** How often a disk that took no records is tried again, milliseconds. */
  storageRetryMs?: number;
  /** Path of the bundled build worker; found by itself beside the bundles. */
  workerFile?: string;
}

export interface CatalogStore {
  /** The live catalog, or nothing before the first sync. Ask for it at every use: a sync replaces it. */
  current(): Catalog | undefined;
  status(): CatalogStatus;
  /**
   * Syncs now, or joins the sync that runs. Never throws for what a sync can meet: the status tells it.
   * `thrifty`: within the night's data budget, once there is a catalog to answer from.
   */
  sync(how?: { thrifty?: boolean }): Promise<CatalogStatus>;
  /** Begins to poll; the first time at once. */
  start(): void;
  close(): Promise<void>;
  /**
   * Whether the live catalog's file is, byte by byte, what was verified when it was made; true where there is
   * none. A running terminal looks by itself.
   */
  intact(): Promise<boolean>;
  /** Whether the store's broker is there. */
  linked(): boolean;
  /** Messages that wait for the broker. */
  outboxLength(): number;
  /** What the fleet hears of this terminal. */
  readonly fleet: FleetAnnouncer;
  /** Offers made in this store; part of `current().promotions()` at once. */
  readonly promotions: PromotionService;
  readonly unanswered: UnansweredQuestions;
  readonly counters: Counters;
  readonly settings: Settings;
}

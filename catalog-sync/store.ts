import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, CatalogStatus, ServiceEmit, SyncProgress, catalogService } from '../main/contract';
import type { HttpOptions } from './client/http';
import { InstalledCatalogs } from './client/live';
import { openNewest, proveCatalog, withFreshness, type LiveCatalog } from './client/open-live';
import { NightBudget } from './client/night-budget';
import { parseWindow, startPolling } from './client/poll';
import { delegatedStoreKeys } from './client/trust';
import { syncOnce } from './client/sync';
import { SyncError } from './client/sync-error';
import { loadKey } from './hq/keys';
import { FleetAnnouncer } from './fleet/announcer';
import type { BrokerOptions } from './fleet/broker-client';
import { PromotionService } from './promotions/service';
import { openStoreLink, type StoreLink } from './promotions/store-link';
import { openState } from './state/open-state';
import { Outbox } from './state/outbox';
import { Counters, Settings } from './state/settings';
import { UnansweredQuestions } from './state/unanswered';

/** What a pino logger offers, as far as it is used here. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

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
  /** Most bytes that a night's polls may fetch together; 0 or absent: no limit. Orders of staff count, and go beyond it. */
  nightlyBytes?: number;
  /** The store's broker; absent: this terminal keeps its offers to itself. `hqListens`: HQ hears what is told there. */
  broker?: BrokerOptions & { hqListens?: boolean; hintSpreadMs?: number };
  /** Folder with `store.pem`, the store's signing key; default `keys/` of the data folder. Only terminals where managers make offers need it. */
  keysDir?: string;
  clock?: () => Date;
  log?: Log;
  emit?: ServiceEmit<typeof catalogService>;
  http?: Partial<HttpOptions>;
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

/** A reader that was replaced stays open this long, for answers that are under way. */
const GRACE_MS = 10_000;

/** Setting: when HQ's newest word last came. */
const CONFIRMED = 'sync.confirmed';

const silent: Log = { info: () => undefined, warn: () => undefined };

/** The catalog of one terminal: opens what is installed, keeps it fresh, and holds what the terminal itself learns. */
export async function createCatalogStore(options: CatalogStoreOptions): Promise<CatalogStore> {
  const { dataDir, syncUrl, clock = () => new Date(), log = silent, emit } = options;
  const state = openState(join(dataDir, 'state.db'));
  const settings = new Settings(state);
  const counters = new Counters(state);
  const catalogs = new InstalledCatalogs(dataDir);
  const outbox = new Outbox(state, clock);
  const timeZone = () => view?.store().timezone;
  const budget = new NightBudget(settings, clock, options.nightlyBytes ?? 0, timeZone);
  const fleet = new FleetAnnouncer({
    state,
    outbox,
    settings,
    clock,
    terminalId: settings.terminalId(),
    store: () => (options.broker ? view?.info.storeId : undefined),
    hqListens: options.broker?.hqListens ?? false,
    onCallSent: () => emit?.('call', { state: 'sent' }),
    facts: () => ({
      version: options.appVersion ?? '0.0.0',
      sequence: view?.info.sequence,
      expiresAt: view?.info.expiresAt,
      sync: { phase: progress.phase, error: progress.error?.kind },
      counters: counters.all(),
    }),
  });
  const unanswered = new UnansweredQuestions(state, clock, (record) => fleet.unanswered(record));
  const keysDir = options.keysDir ?? join(dataDir, 'keys');
  let storeKeys = delegatedStoreKeys(dataDir, options.rootFile);
  const offers = new PromotionService({
    state,
    outbox,
    terminalId: settings.terminalId(),
    clock,
    catalog: () => view,
    signingKey: () => (existsSync(join(keysDir, 'store.pem')) ? loadKey(keysDir, 'store') : undefined),
    storeKeys: () => storeKeys,
  });
  const promotions = () => offers.promotions();

  const onBad = (installed: { file: string }, error: unknown) => {
    counters.add('catalog.reverted');
    log.warn({ file: installed.file, error: String(error) }, 'a catalog could not be opened; the one before is used');
  };
  let live: LiveCatalog | undefined = openNewest(catalogs, promotions, onBad);
  const shown = ({ reader, installed }: LiveCatalog) =>
    withFreshness(reader, { expiresAt: installed.release.expiresAt, confirmedAt: settings.get(CONFIRMED) ?? installed.release.publishedAt, clock });
  let view: Catalog | undefined = live && shown(live);
  const retired = new Map<NodeJS.Timeout, LiveCatalog>();
  let progress: SyncProgress = { phase: 'idle' };
  let running: Promise<CatalogStatus> | undefined;
  let stopPolling: (() => void) | undefined;
  let closed = false;
  let link: StoreLink | undefined;

  const status = (): CatalogStatus => {
    const { info } = view ?? {};
    return {
      ready: view !== undefined,
      ...(view && info && {
        storeId: info.storeId,
        storeName: view.store().name,
        sequence: info.sequence,
        publishedAt: info.publishedAt,
        expiresAt: info.expiresAt,
        products: live?.products,
      }),
      sync: progress,
    };
  };

  let told = 0;
  const report = (next: SyncProgress) => {
    const samePhase = next.phase === progress.phase;
    progress = next;
    // Some bytes more are not worth a message each.
    if (samePhase && performance.now() - told < 200) return;
    told = performance.now();
    emit?.('status', status());
  };

  const swap = () => {
    const before = live;
    const next = openNewest(catalogs, promotions, onBad);
    if (!next) return;
    live = next;
    view = shown(next);
    if (before) {
      const timer = setTimeout(() => {
        retired.delete(timer);
        before.reader.close();
      }, GRACE_MS);
      timer.unref();
      retired.set(timer, before);
    }
    if (before?.installed.file !== next.installed.file) emit?.('swapped', { sequence: next.installed.release.sequence });
  };

  const sync = async (thrifty: boolean): Promise<CatalogStatus> => {
    try {
      const result = await syncOnce({
        dataDir,
        url: syncUrl,
        rootFile: options.rootFile,
        terminal: { terminalId: settings.terminalId(), cohort: options.cohort, appVersion: options.appVersion ?? '0.0.0' },
        clock,
        http: options.http,
        workerFile: options.workerFile,
        progress: report,
        ...(thrifty && view && { budgetBytes: budget.left() }),
        onSpent: (bytes) => budget.spend(bytes),
        prove: (file) => proveCatalog(file).reader.close(),
      });
      counters.add('sync.ok');
      settings.set(CONFIRMED, clock().toISOString());
      storeKeys = delegatedStoreKeys(dataDir, options.rootFile);
      if (closed) return status();
      if (result.changed || live?.installed.file !== result.installed.file) {
        swap();
        if (stopPolling) joinBroker();
        log.info({ sequence: result.installed.release.sequence, bytes: result.bytes, route: result.route }, 'a new catalog is live');
      } else if (live) {
        live = { ...live, installed: result.installed };
        view = shown(live);
      }
      progress = { phase: 'idle' };
    } catch (error) {
      const { kind, message } = SyncError.from(error);
      counters.add(`sync.failed.${kind}`);
      log.warn({ kind, message }, 'the catalog could not be synced');
      progress = { phase: 'failed', error: { kind, message } };
    }
    emit?.('status', status());
    return status();
  };

  /** As soon as it is known which store this is. */
  const joinBroker = () => {
    if (link || closed || !options.broker || !view) return;
    link = openStoreLink({
      broker: options.broker,
      store: view.info.storeId,
      terminalId: settings.terminalId(),
      outbox,
      promotions: offers,
      log,
      onHint: () => void store.sync({ thrifty: true }),
      hintSpreadMs: options.broker.hintSpreadMs,
      beat: () => fleet.beat(),
    });
  };

  const store: CatalogStore = {
    current: () => view,
    status,
    sync({ thrifty = false } = {}) {
      if (syncUrl === '') return Promise.resolve(status());
      running ??= sync(thrifty).finally(() => (running = undefined));
      return running;
    },
    start() {
      emit?.('status', status());
      joinBroker();
      if (syncUrl === '' || stopPolling) return;
      const plan = { minutes: options.pollMinutes ?? 60, window: parseWindow(options.window ?? ''), timeZone, urgent: () => view === undefined, clock };
      stopPolling = startPolling(plan, async () => {
        const { sync: outcome } = await store.sync({ thrifty: true });
        return outcome.phase !== 'failed';
      });
    },
    async close() {
      closed = true;
      stopPolling?.();
      await running;
      await link?.close();
      for (const [timer, old] of retired) {
        clearTimeout(timer);
        old.reader.close();
      }
      live?.reader.close();
      live = undefined;
      view = undefined;
      state.close();
    },
    linked: () => link?.connected() ?? false,
    outboxLength: () => outbox.length(),
    fleet,
    promotions: offers,
    unanswered,
    counters,
    settings,
  };
  return store;
}

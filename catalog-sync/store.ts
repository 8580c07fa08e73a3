import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  emergencyNumbersOf,
  UNANSWERED_DAYS,
  type Catalog,
  type CatalogStatus,
  type ServiceEmit,
  type StorageStatus,
  type SyncProgress,
  type catalogService,
} from '../main/contract';
import type { HttpOptions } from './client/http';
import { dropChanged, isIntact } from './client/intact';
import { InstalledCatalogs } from './client/live';
import { openNewest, proveCatalog, withFreshness, type LiveCatalog } from './client/open-live';
import { NightBudget } from './client/night-budget';
import { parseWindow, startPolling } from './client/poll';
import { delegatedStoreKeys } from './client/trust';
import { syncOnce } from './client/sync';
import { SyncError } from './client/sync-error';
import { loadKey } from './hq/keys';
import { ownUser } from './fleet/account';
import { FleetAnnouncer } from './fleet/announcer';
import type { BrokerOptions } from './fleet/broker-client';
import type { StoreKeys } from './promotions/envelope';
import { PromotionService } from './promotions/service';
import { openStoreLink, type StoreLink } from './promotions/store-link';
import { openState } from './state/open-state';
import { openSteadyState } from './state/steady-state';
import { Outbox } from './state/outbox';
import { startRetention } from './state/retention';
import { Counters, Settings } from './state/settings';
import { daysAgo, UnansweredQuestions } from './state/unanswered';

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

/** A reader that was replaced stays open this long, for answers that are under way. */
const GRACE_MS = 10_000;
/** How often a terminal without a broker looks after its offers. */
const UPKEEP_MS = 6 * 3_600_000;
/** How often the live catalog is read byte by byte again: bits rot in a file that nobody changed. */
const CHECK_MS = 24 * 3_600_000;

/** Setting: when HQ's newest word last came. */
const CONFIRMED = 'sync.confirmed';

const silent: Log = { info: () => undefined, warn: () => undefined };

/**
 * The catalog of one terminal: opens what is installed, keeps it fresh, and holds what the terminal itself
 * learns.
 */
export async function createCatalogStore(options: CatalogStoreOptions): Promise<CatalogStore> {
  const { dataDir, syncUrl, clock = () => new Date(), log = silent, emit } = options;
  let opened = false;
  const onStorage = (storage: StorageStatus | undefined) => {
    if (storage) log.warn({ storage }, 'the records of this terminal are not kept as they should be');
    else log.info({}, 'the records of this terminal are on the disk again');
    if (opened) emit?.('status', status());
  };
  const steady = options.steady
    ? openSteadyState(dataDir, {
        owner: options.steady === 'terminal',
        clock,
        onChange: onStorage,
        onTrouble: (error) =>
          log.warn({ error: String(error) }, 'what was learnt in memory could not be written back'),
        retryMs: options.storageRetryMs,
      })
    : undefined;
  const state = steady?.db ?? openState(join(dataDir, 'state.db'));
  const settings = new Settings(state);
  const counters = new Counters(state);
  const catalogs = new InstalledCatalogs(dataDir);
  const outbox = new Outbox(state, clock);
  const { broker, terminal } = ownUser(options.broker, dataDir, settings.terminalId(), (error) =>
    log.warn({ error: String(error) }, 'this terminal has no user at the broker; offers and calls stay here'),
  );
  const timeZone = () => view?.store().timezone;
  const budget = new NightBudget(settings, clock, options.nightlyBytes ?? 0, timeZone);
  const fleet = new FleetAnnouncer({
    state,
    outbox,
    settings,
    clock,
    terminalId: terminal,
    store: () => (broker ? view?.info.storeId : undefined),
    hqListens: broker?.hqListens ?? false,
    onCallSent: () => emit?.('call', { state: 'sent' }),
    facts: () => ({
      version: options.appVersion ?? '0.0.0',
      sequence: view?.info.sequence,
      expiresAt: view?.info.expiresAt,
      sync: { phase: progress.phase, error: progress.error?.kind },
      counters: counters.all(),
    }),
  });
  const isCategory = (path: string) =>
    view?.categories().some(({ pathZh }) => pathZh.join(' > ') === path) ?? false;
  const unanswered = new UnansweredQuestions(state, clock, (record) => fleet.unanswered(record), isCategory);
  const stopForgetting = startRetention(
    state,
    () =>
      [
        steady?.forgetAside() ?? false,
        unanswered.forget(),
        outbox.forget(daysAgo(clock(), UNANSWERED_DAYS), 'unanswered'),
      ].includes(true),
    (error) => log.warn({ error: String(error) }, 'what is too old could not be forgotten'),
  );
  const keysDir = options.keysDir ?? join(dataDir, 'keys');
  const readStoreKeys = () => {
    try {
      return delegatedStoreKeys(dataDir, options.rootFile);
    } catch (error) {
      log.warn(
        { error: String(error) },
        'the verified metadata can not be read; offers of the store wait for the next sync',
      );
      return new Map();
    }
  };
  let storeKeys: StoreKeys = readStoreKeys();
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
    log.warn(
      { file: installed.file, error: String(error) },
      'a catalog could not be opened; the one before is used',
    );
  };
  await dropChanged(catalogs, onBad);
  let live: LiveCatalog | undefined = openNewest(catalogs, promotions, onBad);
  const shown = ({ reader, installed }: LiveCatalog) =>
    withFreshness(reader, {
      expiresAt: installed.release.expiresAt,
      confirmedAt: settings.get(CONFIRMED) ?? installed.release.publishedAt,
      clock,
    });
  let view: Catalog | undefined = live && shown(live);
  const retired = new Map<NodeJS.Timeout, LiveCatalog>();
  let progress: SyncProgress = { phase: 'idle' };
  let running: Promise<CatalogStatus> | undefined;
  let stopPolling: (() => void) | undefined;
  let upkeep: NodeJS.Timeout | undefined;
  let daily: NodeJS.Timeout | undefined;
  let closed = false;
  let checking: Promise<void> | undefined;
  const ending = new AbortController();
  let link: StoreLink | undefined;

  function status(): CatalogStatus {
    const { info } = view ?? {};
    const storage = steady?.status();
    return {
      ready: view !== undefined,
      ...(view &&
        info && {
          storeId: info.storeId,
          storeName: view.store().name,
          timezone: view.store().timezone,
          emergency: emergencyNumbersOf(view.store()),
          sequence: info.sequence,
          publishedAt: info.publishedAt,
          expiresAt: info.expiresAt,
          products: live?.products,
        }),
      sync: progress,
      ...(storage && { storage }),
      ...(options.finding && { finding: options.finding() }),
    };
  }

  let told = 0;
  const report = (next: SyncProgress) => {
    const samePhase = next.phase === progress.phase;
    progress = next;
    // Some bytes more are not worth a message each.
    if (samePhase && performance.now() - told < 200) return;
    told = performance.now();
    emit?.('status', status());
  };

  const retire = (before: LiveCatalog) => {
    const timer = setTimeout(() => {
      retired.delete(timer);
      before.reader.close();
    }, GRACE_MS);
    timer.unref();
    retired.set(timer, before);
  };
  const swap = () => {
    const before = live;
    const next = openNewest(catalogs, promotions, onBad);
    if (!next) return;
    live = next;
    view = shown(next);
    if (before) retire(before);
    if (before?.installed.file !== next.installed.file)
      emit?.('swapped', { sequence: next.installed.release.sequence });
  };

  /**
   * Reads what is live byte by byte, beside answering. A changed file may name a wrong shelf or allergen: it
   * goes, and the one before it or a new one takes its place.
   */
  const check = async (): Promise<void> => {
    const looked = live;
    if (!looked || (await isIntact(catalogs.path(looked.installed.file), looked.installed, ending.signal)))
      return;
    if (closed) return;
    if (live?.installed.file === looked.installed.file) {
      catalogs.discard(looked.installed.file);
      onBad(looked.installed, new Error('its bytes are not those that were verified when it was made'));
      live = view = undefined;
      retire(looked);
      swap();
      emit?.('status', status());
      void store.sync();
    }
    await check();
  };

  const sync = async (thrifty: boolean): Promise<CatalogStatus> => {
    try {
      const result = await syncOnce({
        dataDir,
        url: syncUrl,
        rootFile: options.rootFile,
        terminal: {
          terminalId: settings.terminalId(),
          cohort: options.cohort,
          appVersion: options.appVersion ?? '0.0.0',
        },
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
      storeKeys = readStoreKeys();
      if (closed) return status();
      if (result.changed || live?.installed.file !== result.installed.file) {
        swap();
        if (stopPolling) joinBroker();
        log.info(
          { sequence: result.installed.release.sequence, bytes: result.bytes, route: result.route },
          'a new catalog is live',
        );
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
    if (link || closed || !broker || !view) return;
    link = openStoreLink({
      broker,
      store: view.info.storeId,
      terminalId: terminal,
      outbox,
      promotions: offers,
      log,
      onHint: () => void store.sync({ thrifty: true }),
      hintSpreadMs: broker.hintSpreadMs,
      beat: () => fleet.beat(),
    });
  };

  const keepOffers = () => {
    try {
      offers.upkeep();
    } catch (error) {
      log.warn({ error: String(error) }, 'the offers could not be looked after');
    }
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
      if (!broker && !upkeep) {
        // Nobody else says anything of this store's offers.
        keepOffers();
        upkeep = setInterval(keepOffers, UPKEEP_MS);
        upkeep.unref();
      }
      checking ??= check();
      if (!daily) {
        daily = setInterval(() => (checking = checking?.then(check)), CHECK_MS);
        daily.unref();
      }
      if (syncUrl === '' || stopPolling) return;
      const plan = {
        minutes: options.pollMinutes ?? 60,
        window: parseWindow(options.window ?? ''),
        timeZone,
        urgent: () => view === undefined,
        clock,
      };
      stopPolling = startPolling(plan, async () => {
        const { sync: outcome } = await store.sync({ thrifty: true });
        return outcome.phase !== 'failed';
      });
    },
    async close() {
      closed = true;
      stopForgetting();
      ending.abort();
      stopPolling?.();
      clearInterval(upkeep);
      clearInterval(daily);
      await running;
      await checking;
      await link?.close();
      for (const [timer, old] of retired) {
        clearTimeout(timer);
        old.reader.close();
      }
      live?.reader.close();
      live = undefined;
      view = undefined;
      if (steady) steady.close();
      else state.close();
    },
    intact: async () =>
      live === undefined || (await isIntact(catalogs.path(live.installed.file), live.installed)),
    linked: () => link?.connected() ?? false,
    outboxLength: () => outbox.length(),
    fleet,
    promotions: offers,
    unanswered,
    counters,
    settings,
  };
  opened = true;
  for (const envelope of steady?.salvaged.envelopes ?? []) {
    try {
      offers.accept(envelope);
    } catch (error) {
      log.warn({ error: String(error) }, 'an offer in the damaged records was refused');
    }
  }
  return store;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emergencyNumbersOf, UNANSWERED_DAYS, type Catalog, type CatalogStatus } from '../main/contract';
import { ByteCheck } from './client/byte-check';
import { InstalledCatalogs } from './client/live';
import { LiveView } from './client/live-view';
import { NightBudget } from './client/night-budget';
import { parseWindow, startPolling } from './client/poll';
import { confirmedAt, SyncRunner } from './client/sync-runner';
import { delegatedStoreKeys } from './client/trust';
import { ownUser } from './fleet/account';
import { FleetAnnouncer } from './fleet/announcer';
import { loadKey } from './hq/keys';
import { silent } from './log';
import { BrokerPlace } from './promotions/broker-place';
import type { StoreKeys } from './promotions/envelope';
import { PromotionService } from './promotions/service';
import { openRecords, type Records } from './state/records';
import { startRetention } from './state/retention';
import { daysAgo, UnansweredQuestions } from './state/unanswered';
import type { CatalogStore, CatalogStoreOptions } from './types';

export type { CatalogStore, CatalogStoreOptions } from './types';

/**
 * The catalog of one terminal: opens what is installed, keeps it fresh, and holds what the terminal itself
 * learns.
 */
export async function createCatalogStore(options: CatalogStoreOptions): Promise<CatalogStore> {
  const store = new TerminalStore(options);
  await store.open();
  return store;
}

/** Joins the parts, each of which has one duty, and tells them of each other. */
class TerminalStore implements CatalogStore {
  readonly fleet: FleetAnnouncer;
  readonly promotions: PromotionService;
  readonly unanswered: UnansweredQuestions;
  readonly #clock: () => Date;
  readonly #records: Records;
  readonly #live: LiveView;
  readonly #syncs: SyncRunner;
  readonly #check: ByteCheck;
  readonly #place: BrokerPlace;
  readonly #stopForgetting: () => void;
  #storeKeys: StoreKeys;
  #stopPolling: (() => void) | undefined;
  #opened = false;

  constructor(private readonly options: CatalogStoreOptions) {
    this.#clock = options.clock ?? (() => new Date());
    this.#records = openRecords(options, this.#clock, this.#log, () => {
      if (this.#opened) this.#tell();
    });
    const { broker, terminal } = ownUser(
      options.broker,
      options.dataDir,
      this.settings.terminalId(),
      (error) => this.#warn(error, 'this terminal has no user at the broker; offers and calls stay here'),
    );
    this.fleet = this.#makeFleet(broker, terminal);
    this.unanswered = this.#makeUnanswered();
    this.#stopForgetting = this.#startForgetting();
    this.#storeKeys = this.#readStoreKeys();
    this.promotions = this.#makePromotions();
    this.#live = this.#makeLive();
    this.#syncs = this.#makeSyncs();
    this.#place = new BrokerPlace({
      broker,
      terminalId: terminal,
      store: () => this.current()?.info.storeId,
      outbox: this.#records.outbox,
      promotions: this.promotions,
      log: this.#log,
      onHint: () => void this.sync({ thrifty: true }),
      beat: () => this.fleet.beat(),
    });
    this.#check = new ByteCheck(this.#live, () => {
      this.#tell();
      void this.sync();
    });
  }

  async open(): Promise<void> {
    await this.#live.open();
    this.#opened = true;
    for (const envelope of this.#records.steady?.salvaged.envelopes ?? []) {
      try {
        this.promotions.accept(envelope);
      } catch (error) {
        this.#warn(error, 'an offer in the damaged records was refused');
      }
    }
  }

  get counters(): Records['counters'] {
    return this.#records.counters;
  }

  get settings(): Records['settings'] {
    return this.#records.settings;
  }

  current(): Catalog | undefined {
    return this.#live.catalog;
  }

  status(): CatalogStatus {
    const view = this.current();
    const storage = this.#records.steady?.status();
    const { finding } = this.options;
    return {
      ready: view !== undefined,
      ...(view && {
        storeId: view.info.storeId,
        storeName: view.store().name,
        timezone: view.store().timezone,
        emergency: emergencyNumbersOf(view.store()),
        sequence: view.info.sequence,
        publishedAt: view.info.publishedAt,
        expiresAt: view.info.expiresAt,
        products: this.#live.current?.products,
      }),
      sync: this.#syncs.progress,
      ...(storage && { storage }),
      ...(finding && { finding: finding() }),
    };
  }

  async sync({ thrifty = false } = {}): Promise<CatalogStatus> {
    if (this.options.syncUrl !== '') await this.#syncs.run(thrifty);
    return this.status();
  }

  start(): void {
    this.#tell();
    this.#place.start();
    this.#check.start();
    if (this.options.syncUrl === '' || this.#stopPolling) return;
    const plan = {
      minutes: this.options.pollMinutes ?? 60,
      window: parseWindow(this.options.window ?? ''),
      timeZone: this.#timeZone,
      urgent: () => this.current() === undefined,
      clock: this.#clock,
    };
    this.#stopPolling = startPolling(plan, async () => {
      const { sync } = await this.sync({ thrifty: true });
      return sync.phase !== 'failed';
    });
  }

  async close(): Promise<void> {
    this.#stopForgetting();
    this.#check.stop();
    this.#stopPolling?.();
    await this.#syncs.close();
    await this.#check.ended();
    await this.#place.close();
    this.#live.close();
    this.#records.close();
  }

  intact(): Promise<boolean> {
    return this.#live.intact();
  }

  linked(): boolean {
    return this.#place.linked();
  }

  outboxLength(): number {
    return this.#records.outbox.length();
  }

  get #log() {
    return this.options.log ?? silent;
  }

  readonly #timeZone = (): string | undefined => this.current()?.store().timezone;

  #warn(error: unknown, message: string): void {
    this.#log.warn({ error: String(error) }, message);
  }

  #tell(): void {
    this.options.emit?.('status', this.status());
  }

  #makeFleet(broker: CatalogStoreOptions['broker'], terminalId: string): FleetAnnouncer {
    const { state, outbox, settings, counters } = this.#records;
    const info = () => this.current()?.info;
    return new FleetAnnouncer({
      state,
      outbox,
      settings,
      clock: this.#clock,
      terminalId,
      store: () => (broker ? info()?.storeId : undefined),
      hqListens: broker?.hqListens ?? false,
      onCallSent: () => this.options.emit?.('call', { state: 'sent' }),
      facts: () => ({
        version: this.options.appVersion ?? '0.0.0',
        sequence: info()?.sequence,
        expiresAt: info()?.expiresAt,
        sync: { phase: this.#syncs.progress.phase, error: this.#syncs.progress.error?.kind },
        counters: counters.all(),
      }),
    });
  }

  #makeUnanswered(): UnansweredQuestions {
    const isCategory = (path: string): boolean =>
      this.current()
        ?.categories()
        .some(({ pathZh }) => pathZh.join(' > ') === path) ?? false;
    return new UnansweredQuestions(
      this.#records.state,
      this.#clock,
      (record) => this.fleet.unanswered(record),
      isCategory,
    );
  }

  #startForgetting(): () => void {
    const { state, steady, outbox } = this.#records;
    return startRetention(
      state,
      () =>
        [
          steady?.forgetAside() ?? false,
          this.unanswered.forget(),
          outbox.forget(daysAgo(this.#clock(), UNANSWERED_DAYS), 'unanswered'),
        ].includes(true),
      (error) => this.#warn(error, 'what is too old could not be forgotten'),
    );
  }

  #readStoreKeys(): StoreKeys {
    try {
      return delegatedStoreKeys(this.options.dataDir, this.options.rootFile);
    } catch (error) {
      this.#warn(error, 'the verified metadata can not be read; offers of the store wait for the next sync');
      return new Map();
    }
  }

  #makePromotions(): PromotionService {
    const { state, outbox, settings } = this.#records;
    const keysDir = this.options.keysDir ?? join(this.options.dataDir, 'keys');
    return new PromotionService({
      state,
      outbox,
      terminalId: settings.terminalId(),
      clock: this.#clock,
      catalog: () => this.current(),
      signingKey: () => (existsSync(join(keysDir, 'store.pem')) ? loadKey(keysDir, 'store') : undefined),
      storeKeys: () => this.#storeKeys,
    });
  }

  #makeLive(): LiveView {
    return new LiveView({
      catalogs: new InstalledCatalogs(this.options.dataDir),
      promotions: () => this.promotions.promotions(),
      confirmedAt: () => confirmedAt(this.settings),
      clock: this.#clock,
      onBad: ({ file }, error) => {
        this.counters.add('catalog.reverted');
        this.#log.warn(
          { file, error: String(error) },
          'a catalog could not be opened; the one before is used',
        );
      },
      onSwapped: (sequence) => this.options.emit?.('swapped', { sequence }),
    });
  }

  #makeSyncs(): SyncRunner {
    const { settings, counters } = this.#records;
    return new SyncRunner({
      store: this.options,
      clock: this.#clock,
      log: this.#log,
      settings,
      counters,
      live: this.#live,
      budget: new NightBudget(settings, this.#clock, this.options.nightlyBytes ?? 0, this.#timeZone),
      onStatus: () => this.#tell(),
      onVerified: () => (this.#storeKeys = this.#readStoreKeys()),
      onNew: () => this.#place.join(),
    });
  }
}

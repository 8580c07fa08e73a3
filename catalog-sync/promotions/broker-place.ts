import type { Log } from '../log';
import type { CatalogStoreOptions } from '../types';
import type { Outbox } from '../state/outbox';
import type { PromotionService } from './service';
import { openStoreLink, type StoreLink } from './store-link';

/** How often a terminal without a broker looks after its offers. */
const UPKEEP_MS = 6 * 3_600_000;

export interface BrokerPlaceOptions {
  /** Absent: nobody else says anything of this store's offers. */
  broker: CatalogStoreOptions['broker'];
  terminalId: string;
  /** The store, once it is known. */
  store: () => string | undefined;
  outbox: Outbox;
  promotions: PromotionService;
  log: Log;
  onHint: () => void;
  beat: () => void;
}

/** Joins the store's broker as soon as it is known which store this is; without one it keeps the offers. */
export class BrokerPlace {
  #link: StoreLink | undefined;
  #upkeep: NodeJS.Timeout | undefined;
  #started = false;
  #closed = false;

  constructor(private readonly options: BrokerPlaceOptions) {}

  start(): void {
    this.#started = true;
    this.join();
    if (this.options.broker || this.#upkeep) return;
    this.#keepOffers();
    this.#upkeep = setInterval(() => this.#keepOffers(), UPKEEP_MS).unref();
  }

  /** The store may have become known. */
  join(): void {
    const { broker, store, terminalId, outbox, promotions, log, onHint, beat } = this.options;
    const id = store();
    if (!this.#started || this.#link || this.#closed || !broker || id === undefined) return;
    this.#link = openStoreLink({
      broker,
      store: id,
      terminalId,
      outbox,
      promotions,
      log,
      onHint,
      hintSpreadMs: broker.hintSpreadMs,
      beat,
    });
  }

  linked(): boolean {
    return this.#link?.connected() ?? false;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#upkeep);
    await this.#link?.close();
  }

  #keepOffers(): void {
    try {
      this.options.promotions.upkeep();
    } catch (error) {
      this.options.log.warn({ error: String(error) }, 'the offers could not be looked after');
    }
  }
}

import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { DaogouError, type Catalog, type Promotion } from '../../main/contract';
import type { Database } from '../db/open';
import { promotionValueFault } from '../hq/feed/tables';
import type { SigningKey } from '../hq/keys';
import type { Outbox } from '../state/outbox';
import { StoreOffer, seal, unseal, type OfferVersion, type StoreKeys } from './envelope';
import { refuseFarAhead, tick } from './hlc';

/** What a manager says of an offer; the id is made where none is given. */
export const OfferDraft = StoreOffer.partial({ id: true });
export type OfferDraft = z.input<typeof OfferDraft>;

export interface StoreOfferState {
  offer: StoreOffer;
  stopped: boolean;
  /** Version, `hlc.ts`. */
  hlc: string;
}

export interface PromotionServiceOptions {
  state: Database;
  outbox: Outbox;
  terminalId: string;
  clock: () => Date;
  /** The live catalog, against which offers are checked. */
  catalog: () => Catalog | undefined;
  /** This store's signing key; nothing on terminals where managers make no offers. */
  signingKey: () => SigningKey | undefined;
  /** Keys that HQ delegated to this store. */
  storeKeys: () => StoreKeys;
}

/** A stopped or ended offer is forgotten after this; no terminal is away longer and comes back with its own copy. */
const TOMBSTONE_DAYS = 90;
const DAY = 86_400_000;

export const offerTopic = (store: string, id: string): string => `daogou/${store}/offers/${id}`;

/**
 * Offers made in the store: checked against the catalog, versioned by a hybrid logical clock, signed with the store's key, and written
 * to `state.db` with their message to the other terminals in one transaction. In force on this terminal as soon as the call returns.
 */
export class PromotionService {
  #held: { version: unknown; offers: Promotion[] } | undefined;
  constructor(private readonly options: PromotionServiceOptions) {}

  /** Makes an offer, or changes the one with the same id. A start in the future schedules it. */
  put(draft: OfferDraft): StoreOfferState {
    const id = draft.id ?? `S-${randomBytes(4).toString('hex')}`;
    const parsed = StoreOffer.safeParse({ ...draft, id });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new DaogouError('bad_request', `The offer's ${issue?.path.join('.') ?? 'text'} is not right: ${issue?.message ?? ''}.`);
    }
    this.#check(parsed.data);
    return this.#write(parsed.data, false);
  }

  /** Stops an offer at once, on every terminal of the store. */
  stop(id: string): StoreOfferState {
    const held = this.#row(id);
    if (!held) throw new DaogouError('not_found', `This store made no offer '${id}'.`);
    return this.#write(held.offer, true);
  }

  /** Newest version of every offer the store made, the stopped ones on demand. */
  list({ stopped = false } = {}): StoreOfferState[] {
    const rows = this.options.state.prepare('SELECT json, stopped, hlc FROM promotion WHERE stopped <= ? ORDER BY hlc DESC').all(stopped ? 1 : 0) as Row[];
    return rows.map(toState);
  }

  /** What the catalog reader adds to HQ's offers. */
  promotions(): readonly Promotion[] {
    // Another process, such as the command line, may have written: SQLite counts that.
    const version = this.options.state.pragma('data_version', { simple: true });
    if (this.#held?.version !== version) this.#held = { version, offers: this.list().map(({ offer }) => offer) };
    return this.#held?.offers ?? [];
  }

  /**
   * Takes a version from another terminal. Only news changes anything.
   * Throws `forbidden` where it is not signed by this store's key.
   */
  accept(envelope: string): 'news' | 'known' | 'older' {
    const { state, clock } = this.options;
    const version = unseal(envelope, this.options.storeKeys());
    const store = this.options.catalog()?.info.storeId;
    if (store !== undefined && version.store !== store) throw new DaogouError('forbidden', `An offer is of store '${version.store}'.`);
    refuseFarAhead(version.hlc, clock().getTime());
    return state.transaction(() => {
      const held = this.#row(version.offer.id);
      if (held && held.hlc >= version.hlc) return held.hlc === version.hlc ? 'known' : 'older';
      this.#save(version, envelope);
      return 'news';
    })();
  }

  /** The newest version in hand as it was signed. */
  envelope(id: string): string | undefined {
    return (this.options.state.prepare('SELECT signed FROM promotion WHERE id = ?').get(id) as { signed: string } | undefined)?.signed;
  }

  ids(): string[] {
    return (this.options.state.prepare('SELECT id FROM promotion').all() as { id: string }[]).map(({ id }) => id);
  }

  #check(offer: StoreOffer): void {
    const catalog = this.options.catalog();
    if (!catalog) throw new DaogouError('not_ready', 'There is no catalog yet to check the offer against.', true);
    const fault = promotionValueFault(offer.kind, offer.value ?? '');
    if (fault) throw new DaogouError('bad_request', `The offer's value is not right: ${fault}.`);
    if (Date.parse(offer.endsAt) <= Date.parse(offer.startsAt)) throw new DaogouError('bad_request', 'The offer ends before it starts.');
    if (Date.parse(offer.endsAt) <= this.options.clock().getTime()) throw new DaogouError('bad_request', 'The offer has ended already.');
    const stranger = offer.gtins.find((gtin) => !catalog.product(gtin));
    if (stranger) throw new DaogouError('bad_request', `The catalog has no product '${stranger}'.`);
    const path = offer.categoryZh?.join(' > ');
    if (path !== undefined && !catalog.categories().some(({ pathZh }) => pathZh.join(' > ') === path)) {
      throw new DaogouError('bad_request', `The catalog has no category '${path}'.`);
    }
  }

  #write(offer: StoreOffer, stopped: boolean): StoreOfferState {
    const { state, outbox, clock, terminalId } = this.options;
    const key = this.options.signingKey();
    const store = this.options.catalog()?.info.storeId;
    if (!key) throw new DaogouError('forbidden', "This terminal does not have the store's signing key; make offers on one that has it.");
    if (!store) throw new DaogouError('not_ready', 'There is no catalog yet, so it is not known which store this is.', true);
    if (!this.options.storeKeys().has(key.key.keyID)) {
      throw new DaogouError('forbidden', "HQ has not delegated to this store's key; the other terminals would refuse the offer.");
    }
    // One transaction: an offer that is in force here is also on its way to the others.
    return state.transaction(() => {
      const last = (state.prepare('SELECT max(hlc) AS hlc FROM promotion').get() as { hlc: string | null }).hlc ?? undefined;
      const version: OfferVersion = { store, hlc: tick(last, clock().getTime(), terminalId), stopped, offer };
      const envelope = seal(version, key);
      this.#save(version, envelope);
      outbox.add(offerTopic(store, offer.id), envelope, { retain: true });
      return { offer, stopped, hlc: version.hlc };
    })();
  }

  #save({ offer, stopped, hlc }: OfferVersion, envelope: string): void {
    const { state, clock } = this.options;
    state
      .prepare('INSERT OR REPLACE INTO promotion (id, json, stopped, hlc, origin, signed) VALUES (?, ?, ?, ?, ?, ?)')
      .run(offer.id, JSON.stringify(offer), stopped ? 1 : 0, hlc, hlc.split('-').slice(2).join('-'), envelope);
    const forgotten = String(clock().getTime() - TOMBSTONE_DAYS * DAY).padStart(15, '0');
    state.prepare("DELETE FROM promotion WHERE hlc < ? AND (stopped = 1 OR json_extract(json, '$.endsAt') < ?)").run(forgotten, new Date(clock().getTime() - TOMBSTONE_DAYS * DAY).toISOString());
    this.#held = undefined;
  }

  #row(id: string): StoreOfferState | undefined {
    const row = this.options.state.prepare('SELECT json, stopped, hlc FROM promotion WHERE id = ?').get(id) as Row | undefined;
    return row && toState(row);
  }
}

interface Row {
  json: string;
  stopped: number;
  hlc: string;
}
const toState = ({ json, stopped, hlc }: Row): StoreOfferState => ({ offer: StoreOffer.parse(JSON.parse(json)), stopped: stopped === 1, hlc });

import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { DaogouError, type Catalog, type Promotion } from '../../main/contract';
import { storeTime } from '../../main/words';
import type { Database } from '../db/open';
import { checkOffer, type OfferFindings } from '../hq/feed/offer-words';
import { promotionValueFault } from '../hq/feed/tables';
import type { SigningKey } from '../hq/keys';
import type { Outbox } from '../state/outbox';
import {
  heldVersion,
  issuedMs,
  offerTextFault,
  StoreOffer,
  seal,
  unseal,
  type OfferVersion,
  type StoreKeys,
} from './envelope';
import { readHlc, refuseFarAhead, tick } from './hlc';

/** What a manager says of an offer; the id is made where none is given. */
export const OfferDraft = StoreOffer.partial({ id: true });
export type OfferDraft = z.input<typeof OfferDraft>;

export interface StoreOfferState {
  offer: StoreOffer;
  stopped: boolean;
  /** Version, `hlc.ts`. */
  hlc: string;
  /** Signed too long ago to be in force; say it again to bring it back. */
  lapsed: boolean;
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

/**
 * No version counts for longer after it was signed: what was stopped and then forgotten can't come back by
 * being sent again.
 */
export const HORIZON_DAYS = 90;
/**
 * A stopped or ended offer is remembered longer than any version before it counts, by more than clocks may be
 * apart.
 */
export const REMEMBERED_DAYS = 100;
/**
 * What goes on in force is signed again after so long, so that terminals that were away a while still take
 * it.
 */
const RENEW_DAYS = 30;
const DAY = 86_400_000;

export const offerTopic = (store: string, id: string): string => `daogou/${store}/offers/${id}`;

/**
 * Offers made in the store: checked against the catalog, versioned by a hybrid logical clock, signed with the
 * store's key, and written to `state.db` with their message to the other terminals in one transaction. In
 * force on this terminal as soon as the call returns.
 */
export class PromotionService {
  #held: { version: unknown; until: number; offers: Promotion[] } | undefined;
  constructor(private readonly options: PromotionServiceOptions) {}

  /** Makes an offer, or changes the one with the same id. A start in the future schedules it. */
  put(draft: OfferDraft): StoreOfferState {
    const id = draft.id ?? `S-${randomBytes(4).toString('hex')}`;
    const parsed = StoreOffer.safeParse({ ...draft, id });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new DaogouError(
        'bad_request',
        `The offer's ${issue?.path.join('.') ?? 'text'} is not right: ${issue?.message ?? ''}.`,
      );
    }
    this.#check(parsed.data);
    return this.#write(this.#spelt(parsed.data), false);
  }

  /** An offer's numbers as the catalog has them, by which it is found with its items. */
  #spelt(offer: StoreOffer): StoreOffer {
    const catalog = this.options.catalog();
    return { ...offer, gtins: offer.gtins.map((gtin) => catalog?.product(gtin)?.gtin ?? gtin) };
  }

  /** What a manager may not have meant of an offer that `put` would take; nothing is written. */
  doubts(draft: OfferDraft): readonly string[] {
    const catalog = this.options.catalog();
    const parsed = OfferDraft.safeParse(draft);
    if (!catalog || !parsed.success) return [];
    return findingsOf(parsed.data, catalog).warnings.map(({ message }) => message);
  }

  /** Stops an offer at once, on every terminal of the store. */
  stop(id: string): StoreOfferState {
    const row = this.#row(id);
    const held = row && this.#toState(row);
    if (!held) throw new DaogouError('not_found', `This store made no offer '${id}'.`);
    return this.#write(held.offer, true);
  }

  /** Newest version of every offer the store made, the stopped ones on demand. */
  list({ stopped = false } = {}): StoreOfferState[] {
    return this.#rows()
      .filter((row) => stopped || row.stopped === 0)
      .flatMap((row) => this.#toState(row) ?? []);
  }

  /** What the catalog reader adds to HQ's offers. */
  promotions(): readonly Promotion[] {
    // Another process, such as the command line, may have written: SQLite counts that.
    const version = this.options.state.pragma('data_version', { simple: true });
    const now = this.options.clock().getTime();
    const held = this.#held;
    if (held && held.version === version && now < held.until) return held.offers;
    const lapses = this.#rows().map(({ signed }) => lapsesAt(heldVersion(signed)));
    const offers = this.list().flatMap(({ offer, lapsed }) => (lapsed ? [] : [offer]));
    this.#held = { version, until: Math.min(...lapses.filter((at) => at > now)), offers };
    return offers;
  }

  /**
   * Takes a version from another terminal. Only news changes anything.
   * @param id of the topic that it came by; an envelope belongs on its own offer's topic only. Throws
   * `forbidden` where it is not signed by this store's key or not of that topic, `conflict` where it was
   * signed too long ago.
   */
  accept(envelope: string, id?: string): 'news' | 'known' | 'older' {
    const { state, clock } = this.options;
    const version = unseal(envelope, this.options.storeKeys());
    this.#checkPlace(version, id);
    const now = clock().getTime();
    const issued = issuedMs(version);
    refuseFarAhead(readHlc(version.hlc).ms, now);
    refuseFarAhead(issued, now);
    return state.transaction(() => {
      const held = this.#version(version.offer.id);
      const order = held && (compare(held.hlc, version.hlc) || issuedMs(held) - issued);
      if (order !== undefined && order >= 0) return order === 0 ? 'known' : 'older';
      if (lapsesAt(version) <= now && !(version.stopped && held)) {
        // A stop of what nobody here knows says nothing; an offer of so long ago may have been stopped and
        // the stop forgotten.
        if (version.stopped) return 'older';
        const zone = this.options.catalog()?.store() ?? { timezone: 'UTC' };
        throw new DaogouError(
          'conflict',
          `Offer '${version.offer.id}' was signed ${storeTime(zone, new Date(issued))}, more than ${HORIZON_DAYS} days ago; it does not count any more.`,
        );
      }
      this.#save(version, envelope);
      return 'news';
    })();
  }

  /** The newest version in hand as it was signed; nothing where nobody would take it any more. */
  envelope(id: string): string | undefined {
    const row = this.#row(id);
    const version = row && heldVersion(row.signed);
    return version && (version.stopped || lapsesAt(version) > this.options.clock().getTime())
      ? row.signed
      : undefined;
  }

  ids(): string[] {
    return this.#rows().map(({ id }) => id);
  }

  /**
   * Signs again what goes on in force, and forgets what ended long ago. To be called now and then, and only
   * once this terminal has heard what the others say, or where there are no others: a stop that it has not
   * heard of would come too late.
   */
  upkeep(): void {
    const { state, clock } = this.options;
    const now = clock().getTime();
    const due = this.#rows().flatMap(({ signed }) => {
      const version = heldVersion(signed);
      const inForce =
        version && !version.stopped && Date.parse(version.offer.endsAt) > now && lapsesAt(version) > now;
      return inForce && issuedMs(version) < now - RENEW_DAYS * DAY ? [{ version, signed }] : [];
    });
    state.transaction(() => {
      for (const one of due) this.#renew(one, now);
      this.#forget();
    })();
  }

  /** What a key signed that HQ has withdrawn since is not signed again by the new one. */
  #renew({ version, signed }: { version: OfferVersion; signed: string }, now: number): void {
    const { storeKeys, signingKey, outbox } = this.options;
    const key = signingKey();
    if (!key || !storeKeys().has(key.key.keyID) || !isSealed(signed, storeKeys())) return;
    const renewed = { ...version, issuedAt: new Date(now).toISOString() };
    const envelope = seal(renewed, key);
    this.#save(renewed, envelope);
    outbox.add(offerTopic(version.store, version.offer.id), envelope, { retain: true });
  }

  #checkPlace({ store, offer }: OfferVersion, id: string | undefined): void {
    const ours = this.options.catalog()?.info.storeId;
    if (ours !== undefined && store !== ours)
      throw new DaogouError('forbidden', `An offer is of store '${store}'.`);
    if (id !== undefined && offer.id !== id)
      throw new DaogouError('forbidden', `Offer '${offer.id}' came as '${id}'.`);
    const fault = offerTextFault(offer);
    if (fault) throw new DaogouError('bad_request', `Offer '${offer.id}' ${fault}.`);
  }

  #check(offer: StoreOffer): void {
    const catalog = this.options.catalog();
    if (!catalog)
      throw new DaogouError('not_ready', 'There is no catalog yet to check the offer against.', true);
    const hidden = offerTextFault(offer);
    if (hidden) throw new DaogouError('bad_request', `The offer's text ${hidden}.`);
    const fault = promotionValueFault(offer.kind, offer.value ?? '');
    if (fault) throw new DaogouError('bad_request', `The offer's value is not right: ${fault}.`);
    if (Date.parse(offer.endsAt) <= Date.parse(offer.startsAt))
      throw new DaogouError('bad_request', 'The offer ends before it starts.');
    if (Date.parse(offer.endsAt) <= this.options.clock().getTime())
      throw new DaogouError('bad_request', 'The offer has ended already.');
    this.#checkWords(offer, catalog);
    const stranger = offer.gtins.find((gtin) => !catalog.product(gtin));
    if (stranger) throw new DaogouError('bad_request', `The catalog has no product '${stranger}'.`);
    const path = offer.categoryZh?.join(' > ');
    if (path !== undefined && !catalog.categories().some(({ pathZh }) => pathZh.join(' > ') === path)) {
      throw new DaogouError('bad_request', `The catalog has no category '${path}'.`);
    }
  }

  /** What a feed would mend or leave out is for the manager to say better. */
  #checkWords(offer: StoreOffer, catalog: Catalog): void {
    const { fault, wordsOnly, forMembers } = findingsOf(offer, catalog);
    if (fault) throw new DaogouError('bad_request', `The offer can't be told: ${fault.message}.`);
    if (wordsOnly !== undefined)
      throw new DaogouError(
        'bad_request',
        `The offer can't be told: ${wordsOnly}, but every piece would be told at its price; make it of the kind info.`,
      );
    if (forMembers !== undefined)
      throw new DaogouError(
        'bad_request',
        `The offer can't be told: ${forMembers}, and it is not said to be for members only.`,
      );
  }

  #write(offer: StoreOffer, stopped: boolean): StoreOfferState {
    const { state, outbox, clock, terminalId } = this.options;
    const key = this.options.signingKey();
    const store = this.options.catalog()?.info.storeId;
    if (!key)
      throw new DaogouError(
        'forbidden',
        "This terminal does not have the store's signing key; make offers on one that has it.",
      );
    if (!store)
      throw new DaogouError(
        'not_ready',
        'There is no catalog yet, so it is not known which store this is.',
        true,
      );
    if (this.options.storeKeys().size === 0)
      throw new DaogouError(
        'not_ready',
        'It is not known whose offers HQ lets count: nothing here was verified under the trusted root that is set, or HQ delegated to no key. Sync with that root (sync.rootFile of the settings, or daogou sync --root FILE).',
        true,
      );
    if (!this.options.storeKeys().has(key.key.keyID)) {
      throw new DaogouError(
        'forbidden',
        "HQ has not delegated to this store's key; the other terminals would refuse the offer.",
      );
    }
    // One transaction: an offer that is in force here is also on its way to the others.
    return state.transaction(() => {
      const last =
        (state.prepare('SELECT max(hlc) AS hlc FROM promotion').get() as { hlc: string | null }).hlc ??
        undefined;
      const version: OfferVersion = { store, hlc: tick(last, clock().getTime(), terminalId), stopped, offer };
      const envelope = seal(version, key);
      this.#save(version, envelope);
      outbox.add(offerTopic(store, offer.id), envelope, { retain: true });
      return { offer, stopped, hlc: version.hlc, lapsed: false };
    })();
  }

  #save({ offer, stopped, hlc }: OfferVersion, envelope: string): void {
    this.options.state
      .prepare(
        'INSERT OR REPLACE INTO promotion (id, json, stopped, hlc, origin, signed) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        offer.id,
        JSON.stringify(offer),
        stopped ? 1 : 0,
        hlc,
        hlc.split('-').slice(2).join('-'),
        envelope,
      );
    this.#forget();
    this.#held = undefined;
  }

  /** Drops what ended or was stopped long ago, here and from what the broker retains. */
  #forget(): void {
    const { state, outbox, clock, catalog } = this.options;
    const before = clock().getTime() - REMEMBERED_DAYS * DAY;
    const gone = state
      .prepare(
        "DELETE FROM promotion WHERE hlc < ? AND (stopped = 1 OR json_extract(json, '$.endsAt') < ?) RETURNING id",
      )
      .all(String(before).padStart(15, '0'), new Date(before).toISOString()) as { id: string }[];
    const store = catalog()?.info.storeId;
    if (store !== undefined)
      for (const { id } of gone) outbox.add(offerTopic(store, id), '', { retain: true });
  }

  #rows(): Row[] {
    return this.options.state
      .prepare('SELECT id, json, stopped, hlc, signed FROM promotion ORDER BY hlc DESC')
      .all() as Row[];
  }

  #row(id: string): Row | undefined {
    return this.options.state
      .prepare('SELECT id, json, stopped, hlc, signed FROM promotion WHERE id = ?')
      .get(id) as Row | undefined;
  }

  #version(id: string): OfferVersion | undefined {
    const row = this.#row(id);
    return row && heldVersion(row.signed);
  }

  /** Nothing for a row that an earlier version of the program took and this one would not. */
  #toState({ json, stopped, hlc, signed }: Row): StoreOfferState | undefined {
    const offer = StoreOffer.safeParse(JSON.parse(json)).data;
    return (
      offer && {
        offer,
        stopped: stopped === 1,
        hlc,
        lapsed: lapsesAt(heldVersion(signed)) <= this.options.clock().getTime(),
      }
    );
  }
}

function findingsOf(
  { kind, value = '', title, startsAt, endsAt, membersOnly }: z.output<typeof OfferDraft>,
  catalog: Catalog,
): OfferFindings {
  return checkOffer({ kind, value, title, startsAt, endsAt, membersOnly }, catalog.store().timezone);
}

interface Row {
  id: string;
  json: string;
  stopped: number;
  hlc: string;
  signed: string;
}

/** When a version stops to count, milliseconds since 1970. */
const lapsesAt = (version: OfferVersion | undefined): number =>
  version ? issuedMs(version) + HORIZON_DAYS * DAY : 0;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a > b ? 1 : -1;
}

function isSealed(envelope: string, keys: StoreKeys): boolean {
  try {
    unseal(envelope, keys);
    return true;
  } catch {
    return false;
  }
}

import { UNANSWERED_DAYS } from '../../main/contract';
import { connectBroker, type BrokerOptions } from '../fleet/broker-client';
import { topics } from '../fleet/messages';
import { clientIdOf } from './broker-rights';
import type { Outbox } from '../state/outbox';
import { offerTopic, type PromotionService } from './service';

export interface StoreLinkOptions {
  broker: BrokerOptions;
  store: string;
  terminalId: string;
  outbox: Outbox;
  promotions: PromotionService;
  /** Puts into the outbox how this terminal is; called at every connection and then once a minute. */
  beat: () => void;
  /** HQ hints that something new is published. */
  onHint?: () => void;
  /** Terminals that hear one hint spread their syncs over so long, milliseconds; default 20 s. */
  hintSpreadMs?: number;
  log?: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

export interface StoreLink {
  connected(): boolean;
  /** Ends when what waits is sent, or at once where there is no broker. */
  close(): Promise<void>;
}

const HEARTBEAT_MS = 60_000;
/** A connection that has stood so long has brought what others said meanwhile. */
const SETTLED_MS = 30_000;
/** Other processes write to the outbox too. */
const LOOK_AGAIN_MS = 250;
/** Reason codes of refusals begin here. */
const FIRST_REFUSAL = 0x80;
/** How long a good-bye waits for what is still to be sent. */
const GOODBYE_MS = 2_000;
const HINT_SPREAD_MS = 20_000;
/**
 * A broker keeps what is not retained no longer than every other copy, for a desk that is away (MQTT 5,
 * section 3.3.2.3.3).
 */
const KEPT_SECONDS = UNANSWERED_DAYS * 86_400;
/** Spread of terminals that all saw the same stale message. */
const HEAL_SPREAD_MS = 1_500;
/**
 * Two terminals that never agree, or somebody who puts the wrong thing back again and again, are answered no
 * faster than this.
 */
const MOST_HEAL_SPREAD_MS = 60_000;

/**
 * One terminal's place at the store's broker (MQTT 5, or 3.1.1 where the broker knows no more; QoS 1,
 * persistent session). Offers are retained, one topic each, and the newest version wins wherever it is seen;
 * a terminal that sees an older one put back answers with the newer, so that what the broker retains comes
 * right too. Everything sent waits in the outbox until the broker has confirmed it.
 */
export function openStoreLink({
  broker,
  store,
  terminalId,
  outbox,
  promotions,
  beat,
  onHint,
  hintSpreadMs = HINT_SPREAD_MS,
  log,
}: StoreLinkOptions): StoreLink {
  const prefix = `daogou/${store}/`;
  const client = connectBroker(
    broker,
    {
      clientId: clientIdOf(terminalId),
      will: {
        topic: topics.terminal(store, terminalId),
        payload: Buffer.from(JSON.stringify({ online: false })),
        qos: 1,
        retain: true,
      },
    },
    (message) => log?.warn({ error: message }, 'the store broker'),
  );
  const healing = new Map<string, NodeJS.Timeout>();
  const healed = new Map<string, { times: number; at: number }>();
  let draining: Promise<void> | undefined;
  const refused = new Set<number>();
  let closed = false;
  let hinted: NodeJS.Timeout | undefined;
  let connectedAt = Number.POSITIVE_INFINITY;

  const drain = (): Promise<void> => {
    draining ??= send().finally(() => (draining = undefined));
    return draining;
  };
  const send = async () => {
    try {
      let last = 0;
      for (
        let batch = outbox.waiting(last);
        batch.length > 0 && client.connected && !closed;
        batch = outbox.waiting(last)
      ) {
        for (const { id, topic, payload, retain } of batch) {
          last = id;
          if (refused.has(id)) continue;
          // A newer version may have come while this one waited: that one is sent.
          const offer = topic.startsWith(`${prefix}offers/`)
            ? promotions.envelope(topic.slice(`${prefix}offers/`.length))
            : undefined;
          if (await taken(topic, offer ?? payload, retain)) outbox.done(id);
          else refused.add(id);
        }
      }
    } catch (error) {
      // Still in the outbox: sent again at the next look.
      if (!closed) log?.warn({ error: String(error) }, 'the broker did not take a message');
    }
  };
  /**
   * False where the broker may take messages, but not this one (MQTT 5, section 3.4.2.1): it must not stand
   * in the others' way.
   */
  const taken = async (topic: string, payload: string, retain: boolean): Promise<boolean> => {
    try {
      await client.publishAsync(topic, payload, {
        qos: 1,
        retain,
        ...(!retain && { properties: { messageExpiryInterval: KEPT_SECONDS } }),
      });
      return true;
    } catch (error) {
      const code = Number((error as { code?: unknown }).code);
      if (!(code >= FIRST_REFUSAL)) throw error;
      log?.warn(
        { topic, error: String(error) },
        'the store broker refuses a message; it waits for the next connection',
      );
      return false;
    }
  };
  const heal = (id: string) => {
    if (healing.has(id) || closed || !promotions.envelope(id)) return;
    const before = healed.get(id);
    const again = before && performance.now() - before.at < 2 * MOST_HEAL_SPREAD_MS ? before.times : 0;
    healed.set(id, { times: again + 1, at: performance.now() });
    const timer = setTimeout(
      () => {
        healing.delete(id);
        const envelope = promotions.envelope(id);
        if (envelope && client.connected)
          client.publish(offerTopic(store, id), envelope, { qos: 1, retain: true });
      },
      Math.random() * Math.min(HEAL_SPREAD_MS * 2 ** again, MOST_HEAL_SPREAD_MS),
    );
    timer.unref();
    healing.set(id, timer);
  };

  const lookAfterOffers = () => {
    try {
      promotions.upkeep();
    } catch (error) {
      log?.warn({ error: String(error) }, 'the offers could not be looked after');
    }
  };

  client.on('close', () => (connectedAt = Number.POSITIVE_INFINITY));
  client.on('connect', ({ sessionPresent }) => {
    connectedAt = performance.now();
    log?.info({ store, sessionPresent }, 'connected to the store broker');
    refused.clear();
    // What others said comes first, so that what is sent next is the newest.
    client.subscribe([`${prefix}offers/+`, `${prefix}hint`], { qos: 1 }, (error) => {
      if (error) {
        log?.warn({ error: String(error) }, 'the store broker refused the subscription');
        return;
      }
      beat();
      void drain();
      // A broker that does not know this terminal may have lost everything.
      if (!sessionPresent) for (const id of promotions.ids()) heal(id);
    });
  });
  client.on('message', (topic, payload) => {
    if (topic === `${prefix}hint`) {
      // Hint upon hint must not put the sync off for ever.
      hinted ??= setTimeout(() => {
        hinted = undefined;
        onHint?.();
      }, Math.random() * hintSpreadMs);
      return;
    }
    const id = topic.slice(`${prefix}offers/`.length);
    if (payload.length === 0) {
      // Only a signed stop stops an offer: what this terminal holds under that name goes back to the broker.
      heal(id);
      return;
    }
    try {
      const news = promotions.accept(payload.toString('utf8'), id);
      if (news === 'older') heal(id);
      else {
        clearTimeout(healing.get(id));
        healing.delete(id);
      }
    } catch (error) {
      log?.warn(
        { topic, error: error instanceof Error ? error.message : String(error) },
        'an offer from the broker was refused',
      );
      // It stands where the right one stood.
      heal(id);
    }
  });
  const stopListening = outbox.onAdded(() => void drain());
  const look = setInterval(() => {
    if (client.connected) void drain();
  }, LOOK_AGAIN_MS);
  const pulse = setInterval(() => {
    beat();
    // By then it has heard what the broker retains and what waited for it.
    if (performance.now() - connectedAt >= SETTLED_MS) lookAfterOffers();
  }, HEARTBEAT_MS);
  look.unref();
  pulse.unref();

  return {
    connected: () => client.connected,
    async close() {
      if (client.connected)
        await Promise.race([drain(), new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref())]);
      closed = true;
      clearTimeout(hinted);
      stopListening();
      clearInterval(look);
      clearInterval(pulse);
      for (const timer of healing.values()) clearTimeout(timer);
      await client.endAsync(true);
    },
  };
}

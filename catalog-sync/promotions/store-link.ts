import type { MqttClient } from 'mqtt';
import { connectBroker, type BrokerOptions } from '../fleet/broker-client';
import { topics } from '../fleet/messages';
import type { Log } from '../log';
import type { Outbox } from '../state/outbox';
import { clientIdOf } from './broker-rights';
import { Healer } from './healer';
import { OutboxSender } from './outbox-sender';
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
  log?: Log;
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
/** How long a good-bye waits for what is still to be sent. */
const GOODBYE_MS = 2_000;
const HINT_SPREAD_MS = 20_000;

const hintTopic = (store: string): string => `daogou/${store}/hint`;

/** The connection, which tells the others by itself when this terminal is gone. */
function connect({ broker, store, terminalId, log }: StoreLinkOptions): MqttClient {
  const will = {
    topic: topics.terminal(store, terminalId),
    payload: Buffer.from(JSON.stringify({ online: false })),
    qos: 1 as const,
    retain: true,
  };
  return connectBroker(broker, { clientId: clientIdOf(terminalId), will }, (message) =>
    log?.warn({ error: message }, 'the store broker'),
  );
}

/** Passes hints on after a random moment; hint upon hint must not put the sync off for ever. */
function spreadHints({ onHint, hintSpreadMs = HINT_SPREAD_MS }: StoreLinkOptions) {
  let waiting: NodeJS.Timeout | undefined;
  return {
    hear(): void {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        onHint?.();
      }, Math.random() * hintSpreadMs);
    },
    close: () => clearTimeout(waiting),
  };
}

/** Takes an offer as the broker has it; what is older here or wrong there is put right. */
function hearOffer(
  { promotions, log }: StoreLinkOptions,
  healer: Healer,
  id: string,
  topic: string,
  payload: Buffer,
): void {
  // Only a signed stop stops an offer: what this terminal holds under that name goes back to the broker.
  if (payload.length === 0) return healer.heal(id);
  try {
    const news = promotions.accept(payload.toString('utf8'), id);
    if (news === 'older') healer.heal(id);
    else healer.isRight(id);
  } catch (error) {
    log?.warn(
      { topic, error: error instanceof Error ? error.message : String(error) },
      'an offer from the broker was refused',
    );
    // It stands where the right one stood.
    healer.heal(id);
  }
}

function lookAfterOffers({ promotions, log }: StoreLinkOptions): void {
  try {
    promotions.upkeep();
  } catch (error) {
    log?.warn({ error: String(error) }, 'the offers could not be looked after');
  }
}

/** What is done at every connection: listens first, then says how this terminal is and sends what waits. */
function onConnected(
  { store, promotions, beat, log }: StoreLinkOptions,
  client: MqttClient,
  sender: OutboxSender,
  healer: Healer,
  sessionPresent: boolean,
): void {
  log?.info({ store, sessionPresent }, 'connected to the store broker');
  sender.retryRefused();
  // What others said comes first, so that what is sent next is the newest.
  client.subscribe([offerTopic(store, '+'), hintTopic(store)], { qos: 1 }, (error) => {
    if (error) {
      log?.warn({ error: String(error) }, 'the store broker refused the subscription');
      return;
    }
    beat();
    void sender.drain();
    // A broker that does not know this terminal may have lost everything.
    if (!sessionPresent) for (const id of promotions.ids()) healer.heal(id);
  });
}

/** Calls `work` so often, for as long as nothing else keeps the process up. */
function every(ms: number, work: () => void): NodeJS.Timeout {
  return setInterval(work, ms).unref();
}

/**
 * One terminal's place at the store's broker (MQTT 5, or 3.1.1 where the broker knows no more; QoS 1,
 * persistent session). Offers are retained, one topic each, and the newest version wins wherever it is seen;
 * a terminal that sees an older one put back answers with the newer, so that what the broker retains comes
 * right too. Everything sent waits in the outbox until the broker has confirmed it.
 */
export function openStoreLink(options: StoreLinkOptions): StoreLink {
  const { store, outbox, promotions, beat, log } = options;
  const client = connect(options);
  const sender = new OutboxSender({ client, store, outbox, promotions, log });
  const healer = new Healer(client, store, promotions);
  const hints = spreadHints(options);
  let connectedAt = Number.POSITIVE_INFINITY;

  client.on('close', () => (connectedAt = Number.POSITIVE_INFINITY));
  client.on('connect', ({ sessionPresent }) => {
    connectedAt = performance.now();
    onConnected(options, client, sender, healer, sessionPresent);
  });
  client.on('message', (topic, payload) => {
    if (topic === hintTopic(store)) hints.hear();
    else hearOffer(options, healer, topic.slice(offerTopic(store, '').length), topic, payload);
  });
  const stopListening = outbox.onAdded(() => void sender.drain());
  const look = every(LOOK_AGAIN_MS, () => {
    if (client.connected) void sender.drain();
  });
  const pulse = every(HEARTBEAT_MS, () => {
    beat();
    // By then it has heard what the broker retains and what waited for it.
    if (performance.now() - connectedAt >= SETTLED_MS) lookAfterOffers(options);
  });

  return {
    connected: () => client.connected,
    async close() {
      if (client.connected)
        await Promise.race([
          sender.drain(),
          new Promise((resolve) => setTimeout(resolve, GOODBYE_MS).unref()),
        ]);
      sender.close();
      hints.close();
      stopListening();
      clearInterval(look);
      clearInterval(pulse);
      healer.close();
      await client.endAsync(true);
    },
  };
}

import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { offerTopic, type PromotionService } from './service';
import type { Outbox } from '../state/outbox';

export interface BrokerOptions {
  /** `mqtts://host:8883` in a store; `mqtt://127.0.0.1:…` for the embedded one. */
  url: string;
  username?: string;
  password?: string;
  /** PEM of the broker's certificate authority. */
  ca?: string;
}

export interface StoreLinkOptions {
  broker: BrokerOptions;
  store: string;
  terminalId: string;
  outbox: Outbox;
  promotions: PromotionService;
  /** What the fleet hears of this terminal: versions, health, counters; never what a shopper said. */
  heartbeat: () => object;
  /** HQ hints that something new is published. */
  onHint?: () => void;
  log?: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

export interface StoreLink {
  connected(): boolean;
  /** Ends when what waits is sent, or at once where there is no broker. */
  close(): Promise<void>;
}

/** Refusals of the protocol version: MQTT 3.1.1, table 3.1; MQTT 5, section 3.2.2.2. */
const UNACCEPTABLE_3 = 0x01;
const UNACCEPTABLE_5 = 0x84;
const SESSION_SECONDS = 30 * 86_400;
const HEARTBEAT_MS = 60_000;
/** Other processes write to the outbox too. */
const LOOK_AGAIN_MS = 2_000;
/** Spread of terminals that all saw the same stale message. */
const HEAL_SPREAD_MS = 1_500;
const RECONNECT_MS = 2_000;

/**
 * One terminal's place at the store's broker (MQTT 5, or 3.1.1 where the broker knows no more; QoS 1, persistent session). Offers are retained, one topic each, and the newest
 * version wins wherever it is seen; a terminal that sees an older one put back answers with the newer, so that what the broker
 * retains comes right too. Everything sent waits in the outbox until the broker has confirmed it.
 */
export function openStoreLink({ broker, store, terminalId, outbox, promotions, heartbeat, onHint, log }: StoreLinkOptions): StoreLink {
  const prefix = `daogou/${store}/`;
  const alive = `${prefix}terminals/${terminalId}`;
  const options: IClientOptions = {
    protocolVersion: 5,
    clientId: `daogou-${terminalId}`,
    clean: false,
    properties: { sessionExpiryInterval: SESSION_SECONDS },
    // A broker that refuses today may take us tomorrow.
    reconnectOnConnackError: true,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: 10_000,
    keepalive: 30,
    username: broker.username,
    password: broker.password,
    ca: broker.ca,
    will: { topic: alive, payload: Buffer.from(JSON.stringify({ online: false })), qos: 1, retain: true },
  };
  const client: MqttClient = connect(broker.url, options);
  const healing = new Map<string, NodeJS.Timeout>();
  let draining: Promise<void> | undefined;
  let closed = false;

  const drain = (): Promise<void> => {
    draining ??= send().finally(() => (draining = undefined));
    return draining;
  };
  const send = async () => {
    try {
      for (let batch = outbox.waiting(); batch.length > 0 && client.connected && !closed; batch = outbox.waiting()) {
        for (const { id, topic, payload, retain } of batch) {
          // A newer version may have come while this one waited: that one is sent.
          const offer = topic.startsWith(`${prefix}offers/`) ? promotions.envelope(topic.slice(`${prefix}offers/`.length)) : undefined;
          await client.publishAsync(topic, offer ?? payload, { qos: 1, retain });
          outbox.done(id);
        }
      }
    } catch (error) {
      // Still in the outbox: sent again after the next connection.
      if (!closed) log?.warn({ error: String(error) }, 'the broker did not take a message');
    }
  };
  const beat = () => {
    if (client.connected) client.publish(alive, JSON.stringify({ online: true, at: new Date().toISOString(), ...heartbeat() }), { qos: 1, retain: true });
  };
  const heal = (id: string) => {
    if (healing.has(id) || closed) return;
    const timer = setTimeout(() => {
      healing.delete(id);
      const envelope = promotions.envelope(id);
      if (envelope && client.connected) client.publish(offerTopic(store, id), envelope, { qos: 1, retain: true });
    }, Math.random() * HEAL_SPREAD_MS);
    timer.unref();
    healing.set(id, timer);
  };

  client.on('connect', ({ sessionPresent }) => {
    log?.info({ store, sessionPresent }, 'connected to the store broker');
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
      onHint?.();
      return;
    }
    const id = topic.slice(`${prefix}offers/`.length);
    try {
      const news = promotions.accept(payload.toString('utf8'));
      if (news === 'older') heal(id);
      else {
        clearTimeout(healing.get(id));
        healing.delete(id);
      }
    } catch (error) {
      log?.warn({ topic, error: error instanceof Error ? error.message : String(error) }, 'an offer from the broker was refused');
    }
  });
  client.on('error', (error) => {
    const { code } = error as { code?: number | string };
    if (options.protocolVersion === 5 && (code === UNACCEPTABLE_3 || code === UNACCEPTABLE_5)) {
      // The embedded broker speaks 3.1.1 only; nothing here needs more. mqtt.js comes back by itself after its pause.
      client.options.protocolVersion = options.protocolVersion = 4;
      return;
    }
    log?.warn({ error: error.message }, 'the store broker');
  });

  const stopListening = outbox.onAdded(() => void drain());
  const look = setInterval(() => void drain(), LOOK_AGAIN_MS);
  const pulse = setInterval(beat, HEARTBEAT_MS);
  look.unref();
  pulse.unref();

  return {
    connected: () => client.connected,
    async close() {
      if (client.connected) await drain();
      closed = true;
      stopListening();
      clearInterval(look);
      clearInterval(pulse);
      for (const timer of healing.values()) clearTimeout(timer);
      await client.endAsync(true);
    },
  };
}

import type { MqttClient } from 'mqtt';
import { DaogouError } from '../../main/contract';
import { startRetention } from '../state/retention';
import { StoreId } from '../wire/release';
import { connectBroker, type BrokerOptions } from './broker-client';
import { Heard, openHeard, type FleetNews } from './heard';

export interface FleetReceiverOptions {
  broker: BrokerOptions;
  /** Database of what was heard; made where there is none. */
  file: string;
  /** Names this receiver at the broker, so that what comes while it is away waits for it. */
  name?: string;
  /** One store only; default all that the broker lets it hear. */
  store?: string;
  /** Once for each message, after it is on disk. */
  onNews?: (news: FleetNews) => void;
  onTrouble?: (message: string) => void;
  clock?: () => Date;
}

export interface FleetReceiver {
  /** Resolves when the broker has taken the subscriptions. */
  readonly ready: Promise<void>;
  terminals(): FleetNews[];
  unanswered(): FleetNews[];
  standingCalls(): FleetNews[];
  close(): Promise<void>;
}

/**
 * The receiving end of what terminals tell: HQ's for all stores, or a staff device's for one. A message
 * counts as received (PUBACK) only once it is on disk; one that comes again changes nothing. What is too old
 * is erased at once when the file is opened, before anything of it is shown, and every hour from then on;
 * while no receiver runs nobody erases it.
 */
export function openFleetReceiver({
  broker,
  file,
  name = 'hq',
  store = '+',
  onNews = () => undefined,
  onTrouble = () => undefined,
  clock = () => new Date(),
}: FleetReceiverOptions): FleetReceiver {
  if (store !== '+' && !StoreId.safeParse(store).success)
    throw new DaogouError('bad_request', `'${store.slice(0, 80)}' is no store's id.`);
  const db = openHeard(file);
  const heard = new Heard(db, clock);
  const stopForgetting = startRetention(
    db,
    () => heard.forget(),
    (error) => onTrouble(`what is too old could not be forgotten: ${String(error)}`),
  );
  const client: MqttClient = connectBroker(broker, { clientId: `daogou-desk-${name}` }, onTrouble);
  // mqtt.js sends PUBACK after this has called back without an error; a failed write leaves the message with
  // the broker.
  client.handleMessage = (packet, done) => {
    let news: FleetNews | undefined;
    try {
      news = heard.apply(packet.topic, packet.payload.toString());
    } catch (error) {
      onTrouble(`a message could not be kept: ${String(error)}`);
      client.reconnect();
      return done(error as Error);
    }
    done();
    if (news) onNews(news);
  };
  const ready = new Promise<void>((resolve) => {
    client.on('connect', () => {
      const topics = ['terminals', 'calls', 'unanswered'].map((part) => `daogou/${store}/${part}/+`);
      client.subscribe(topics, { qos: 1 }, (error, granted) => {
        const refused = error ? error.message : granted?.find(({ qos }) => qos > 2)?.topic;
        if (refused === undefined) resolve();
        else onTrouble(`the broker refused a subscription: ${refused}`);
      });
    });
  });
  return {
    ready,
    terminals: () => heard.latest('terminal'),
    unanswered: () => heard.questions(),
    standingCalls: () => heard.latest('call').filter((news) => news.kind === 'call' && news.standing),
    async close() {
      stopForgetting();
      await client.endAsync();
      db.close();
    },
  };
}

import { connect, type IClientOptions, type MqttClient } from 'mqtt';

export interface BrokerOptions {
  /** `mqtts://host:8883` in a store; `mqtt://127.0.0.1:…` for the embedded one. */
  url: string;
  username?: string;
  password?: string;
  /** PEM of the broker's certificate authority. */
  ca?: string;
}

/** Refusals of the protocol version: MQTT 3.1.1, table 3.1; MQTT 5, section 3.2.2.2. */
const UNACCEPTABLE_3 = 0x01;
const UNACCEPTABLE_5 = 0x84;
const SESSION_SECONDS = 30 * 86_400;
/** No message of ours is larger; a broker keeps to it (MQTT 5, section 3.1.2.11.4). */
const MOST_PACKET_BYTES = 256 * 1024;
const RECONNECT_MS = 2_000;

/**
 * Connects to a broker with a session that outlives the connection (MQTT 5; 3.1.1 where the broker knows no
 * more), and comes back by itself for as long as it is not ended.
 */
export function connectBroker(
  broker: BrokerOptions,
  more: IClientOptions,
  onTrouble: (message: string) => void,
): MqttClient {
  const { username, password, ca } = broker;
  const client = connect(broker.url, {
    protocolVersion: 5,
    clean: false,
    properties: { sessionExpiryInterval: SESSION_SECONDS, maximumPacketSize: MOST_PACKET_BYTES },
    // A broker that refuses today may take us tomorrow.
    reconnectOnConnackError: true,
    reconnectPeriod: RECONNECT_MS,
    connectTimeout: 10_000,
    keepalive: 30,
    ...(username && { username, password }),
    ...(ca && { ca }),
    ...more,
  });
  client.on('error', (error) => {
    const { code } = error as { code?: number | string };
    if (client.options.protocolVersion === 5 && (code === UNACCEPTABLE_3 || code === UNACCEPTABLE_5)) {
      // The embedded broker speaks 3.1.1 only; nothing here needs more. mqtt.js comes back by itself after
      // its pause.
      client.options.protocolVersion = 4;
      return;
    }
    onTrouble(error.message);
  });
  return client;
}

import type { MqttClient } from 'mqtt';
import { UNANSWERED_DAYS } from '../../main/contract';
import type { Log } from '../log';
import type { Outbox, Outgoing } from '../state/outbox';
import { offerTopic, type PromotionService } from './service';

/** Reason codes of refusals begin here. */
const FIRST_REFUSAL = 0x80;
/**
 * A broker keeps what is not retained no longer than every other copy, for a desk that is away (MQTT 5,
 * section 3.3.2.3.3).
 */
const KEPT_SECONDS = UNANSWERED_DAYS * 86_400;

export interface OutboxSenderOptions {
  client: MqttClient;
  store: string;
  outbox: Outbox;
  promotions: PromotionService;
  log?: Log;
}

/** Sends what waits in the outbox, in order; it leaves the outbox when the broker has confirmed it. */
export class OutboxSender {
  #draining: Promise<void> | undefined;
  readonly #refused = new Set<number>();
  #closed = false;

  constructor(private readonly options: OutboxSenderOptions) {}

  /** Ends when nothing waits that the broker takes. */
  drain(): Promise<void> {
    this.#draining ??= this.#send().finally(() => (this.#draining = undefined));
    return this.#draining;
  }

  /** What the broker refused is tried once more. */
  retryRefused(): void {
    this.#refused.clear();
  }

  close(): void {
    this.#closed = true;
  }

  async #send(): Promise<void> {
    const { client, outbox, log } = this.options;
    try {
      let last = 0;
      for (
        let batch = outbox.waiting(last);
        batch.length > 0 && client.connected && !this.#closed;
        batch = outbox.waiting(last)
      ) {
        for (const message of batch) {
          last = message.id;
          await this.#offer(message);
        }
      }
    } catch (error) {
      // Still in the outbox: sent again at the next look.
      if (!this.#closed) log?.warn({ error: String(error) }, 'the broker did not take a message');
    }
  }

  async #offer({ id, topic, payload, retain }: Outgoing): Promise<void> {
    if (this.#refused.has(id)) return;
    if (await this.#taken(topic, this.#newest(topic) ?? payload, retain)) this.options.outbox.done(id);
    else this.#refused.add(id);
  }

  /** A newer version of an offer may have come while this one waited: that one is sent. */
  #newest(topic: string): string | undefined {
    const offers = offerTopic(this.options.store, '');
    return topic.startsWith(offers)
      ? this.options.promotions.envelope(topic.slice(offers.length))
      : undefined;
  }

  /**
   * False where the broker may take messages, but not this one (MQTT 5, section 3.4.2.1): it must not stand
   * in the others' way.
   */
  async #taken(topic: string, payload: string, retain: boolean): Promise<boolean> {
    const { client, log } = this.options;
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
  }
}

import type { MqttClient } from 'mqtt';
import { offerTopic, type PromotionService } from './service';

/** Spread of terminals that all saw the same stale message. */
const HEAL_SPREAD_MS = 1_500;
/**
 * Two terminals that never agree, or somebody who puts the wrong thing back again and again, are answered no
 * faster than this.
 */
const MOST_HEAL_SPREAD_MS = 60_000;

/** Puts this terminal's version of an offer back at the broker, after a random moment, unless it is there. */
export class Healer {
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #healed = new Map<string, { times: number; at: number }>();
  #closed = false;

  constructor(
    private readonly client: MqttClient,
    private readonly store: string,
    private readonly promotions: PromotionService,
  ) {}

  heal(id: string): void {
    if (this.#waiting.has(id) || this.#closed || !this.promotions.envelope(id)) return;
    const before = this.#healed.get(id);
    const again = before && performance.now() - before.at < 2 * MOST_HEAL_SPREAD_MS ? before.times : 0;
    this.#healed.set(id, { times: again + 1, at: performance.now() });
    const spread = Math.min(HEAL_SPREAD_MS * 2 ** again, MOST_HEAL_SPREAD_MS);
    const timer = setTimeout(() => this.#putBack(id), Math.random() * spread);
    timer.unref();
    this.#waiting.set(id, timer);
  }

  /** The broker has it right: what waits is not needed. */
  isRight(id: string): void {
    clearTimeout(this.#waiting.get(id));
    this.#waiting.delete(id);
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }

  #putBack(id: string): void {
    this.#waiting.delete(id);
    const envelope = this.promotions.envelope(id);
    if (envelope && this.client.connected)
      this.client.publish(offerTopic(this.store, id), envelope, { qos: 1, retain: true });
  }
}

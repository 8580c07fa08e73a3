import type { FromVoice } from '../../main/contract';
import type { VirtualClock } from './clock';

type Told = (kind: 'played' | 'flushed' | 'started', turnId: string) => void;

/** What the page's buffer takes to fall silent. */
const FLUSH_MS = 20;

/** The page's loudspeaker: plays what it is sent in virtual time, and tells what was heard. */
export class FakeLoudspeaker {
  readonly messages: FromVoice[] = [];
  /** Nobody listens on the port. */
  deaf = false;
  /** Takes everything and confirms nothing. */
  stuck = false;
  #turnId: string | undefined;
  #endsAt = 0;
  #stopPlayed = (): void => {};

  constructor(
    private readonly clock: VirtualClock,
    private readonly tell: Told,
  ) {}

  readonly play = (message: FromVoice): boolean => {
    if (this.deaf) return false;
    this.messages.push(message);
    if (!this.stuck) this.#take(message);
    return true;
  };

  #take(message: FromVoice): void {
    const { turnId } = message;
    switch (message.kind) {
      case 'play': {
        const first = this.#turnId !== turnId;
        this.#turnId = turnId;
        const from = Math.max(first ? 0 : this.#endsAt, this.clock.now());
        this.#endsAt = from + (message.samples.length * 1_000) / message.sampleRate;
        if (first) this.clock.after(0, () => this.tell('started', turnId));
        return;
      }
      case 'end':
        this.#stopPlayed = this.clock.after(Math.max(0, this.#endsAt - this.clock.now()), () =>
          this.tell('played', turnId),
        );
        return;
      case 'flush':
        this.#stopPlayed();
        this.#turnId = undefined;
        this.clock.after(FLUSH_MS, () => this.tell('flushed', turnId));
    }
  }
}

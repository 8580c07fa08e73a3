import { randomUUID } from 'node:crypto';

/** One question and what follows from it, until a newer one overtakes it. */
export interface Turn {
  readonly id: string;
  /**
   * False once a newer question was asked or begun: its answer is not shown or spoken any more, and does
   * nothing more.
   */
  live(): boolean;
}

/** Which question is the newest. */
export class Turns {
  #count = 0;

  /** A new question; all before it are overtaken. */
  begin(id: string = randomUUID()): Turn {
    const mine = ++this.#count;
    return { id, live: () => mine === this.#count };
  }

  /** Somebody begins to speak, or goes away: what is under way is overtaken. */
  overtake(): void {
    this.#count += 1;
  }
}

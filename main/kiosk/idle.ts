import { moving } from './trip-states';
import type { ScreenStore } from './screen-store';

export interface IdleDeps {
  screen: ScreenStore;
  idleResetMs: number;
  /** Nobody is there any more. */
  onIdle: () => void;
}

/** Notices that nobody is there any more; not while the robot leads or somebody speaks. */
export class Idle {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: IdleDeps) {}

  /** Somebody is there. */
  activity(): void {
    this.rest();
    this.#timer = setTimeout(() => this.#passed(), this.deps.idleResetMs);
    this.#timer.unref?.();
  }

  /** Waits for nobody. */
  rest(): void {
    clearTimeout(this.#timer);
  }

  #passed(): void {
    const { nav, turn } = this.deps.screen.state;
    if (moving.includes(nav.state) || turn.state !== 'idle') this.activity();
    else this.deps.onIdle();
  }
}

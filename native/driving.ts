import { type NavState, type NavTarget, type StoreMap, wallClock } from '../main/contract';
import type { MadeBase } from './base/make';
import { ControlLoop } from './base/motion/control-loop';
import type { Navigator } from './base/motion/navigator';
import { STREAM_MS } from './base/port';
import type { DeviceLog } from './making';

/** With a low battery and no way home it looks again after so long, milliseconds. */
const HOME_AGAIN_MS = 30_000;
/** While driving the place is written so often: what is missing after a crash is a hand's breadth. */
const REMEMBER_MS = 200;

/** The beat of the wheels: drives on, brings the robot home when its battery is low, remembers its place. */
export class Driving {
  readonly #control = new ControlLoop(STREAM_MS, (now) => this.#step(now));
  #lastMap: StoreMap | undefined;
  #homeAgainAt = 0;
  #memory: NodeJS.Timeout | undefined;

  constructor(
    private readonly navigator: Navigator,
    private readonly made: MadeBase | undefined,
    private readonly log: DeviceLog,
  ) {}

  get jitter(): ControlLoop['jitter'] {
    return this.#control.jitter;
  }

  start(): void {
    this.#control.start();
    this.#memory = setInterval(() => {
      if (this.navigator.underWay) this.made?.remember(false, true);
    }, REMEMBER_MS);
  }

  /** Remembers where it stands for after a restart. */
  rememberStandstill(): void {
    this.made?.remember(this.navigator.atPost, false);
  }

  stop(): void {
    this.#control.stop();
    clearInterval(this.#memory);
    this.navigator.stop();
    this.rememberStandstill();
  }

  navigate(map: StoreMap, target: NavTarget): Promise<NavState> {
    this.#lastMap = map;
    this.navigator.navigate(map, target, performance.now());
    return this.#departed();
  }

  async goHome(map: StoreMap, now = performance.now()): Promise<NavState> {
    this.#lastMap = map;
    this.navigator.goHome(map, now);
    return this.#departed();
  }

  here(map: StoreMap, anchor?: string): NavState {
    this.#lastMap = map;
    return this.navigator.here(map, anchor);
  }

  #step(now: number): void {
    this.navigator.tick(now, wallClock());
    this.made?.base.tick(now);
    if (this.#lastMap && now >= this.#homeAgainAt && this.navigator.wantsHome(now)) {
      this.#homeAgainAt = now + HOME_AGAIN_MS;
      this.goHome(this.#lastMap, now).catch((error: unknown) =>
        this.log('battery low, but no way home', { error: (error as Error).message }),
      );
    }
  }

  /** Answers when the way is planned. The robot stands meanwhile; the loop's figures begin after it. */
  async #departed(): Promise<NavState> {
    const planned = await this.navigator.planning.ended();
    this.#control.restart();
    return planned;
  }
}

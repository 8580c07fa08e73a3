import type { DeviceStatus } from '../main/contract';

/** Looked at again at least so often, milliseconds. */
const STATUS_MS = 1_000;
/** Changes that come together are told together, milliseconds. */
const TOGETHER_MS = 50;
/** A battery is told of in steps of two percent. */
const BATTERY_STEPS = 50;

/** Tells how the devices are whenever that changed; counters alone are no news. */
export class StatusNews {
  #told = '';
  #pending: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly devices: () => DeviceStatus[],
    private readonly emit: (devices: DeviceStatus[]) => void,
  ) {}

  start(): void {
    this.#heartbeat = setInterval(() => this.#tell(), STATUS_MS);
  }

  /** Something may have changed. */
  soon(): void {
    this.#pending ??= setTimeout(() => {
      this.#pending = undefined;
      this.#tell();
    }, TOGETHER_MS);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pending);
  }

  #tell(): void {
    const now = this.devices();
    const key = JSON.stringify(
      now.map(({ counters: _counters, battery, ...rest }) => ({
        ...rest,
        battery: battery === undefined ? undefined : Math.round(battery * BATTERY_STEPS),
      })),
    );
    if (key === this.#told) return;
    this.#told = key;
    this.emit(now);
  }
}

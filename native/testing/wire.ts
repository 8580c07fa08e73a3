import { EventEmitter } from 'node:events';
import { DaogouError, type DeviceReason } from '../../main/contract';
import type { LineCounters, LineState, Trouble } from '../serial/connection';

/** A serial line without a port: what is written reaches the far side at once, as bytes. For tests. */
export class Wire extends EventEmitter {
  state: LineState = 'absent';
  detail: string | undefined;
  reason: DeviceReason | undefined;
  path = 'wire';
  readonly counters: LineCounters = {
    opens: 0,
    failures: 0,
    bytesIn: 0,
    bytesOut: 0,
    writes: 0,
    writesRejected: 0,
  };
  /** Everything written, for assertions. */
  readonly written: number[] = [];

  constructor(public far: (bytes: Uint8Array) => void = () => undefined) {
    super();
  }

  start(): void {
    this.plug(true);
  }

  close(): Promise<void> {
    this.state = 'closed';
    return Promise.resolve();
  }

  /** Plugs the cable in or pulls it. */
  plug(on: boolean): void {
    this.state = on ? 'open' : 'waiting';
    this.detail = on ? undefined : 'unplugged';
    this.reason = on ? undefined : 'unplugged';
    if (on) this.counters.opens += 1;
    this.emit('state', this.state);
  }

  reopen(why: Trouble): void {
    this.plug(false);
    [this.reason, this.detail] = [why.reason, why.detail];
    this.plug(true);
  }

  /** Bytes from the device. */
  receive(bytes: Uint8Array): void {
    if (this.state === 'open') this.emit('data', Buffer.from(bytes));
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.state !== 'open') {
      this.counters.writesRejected += 1;
      return Promise.reject(new DaogouError('device', 'The device is not connected.', true));
    }
    this.written.push(...bytes);
    this.counters.writes += 1;
    this.far(bytes);
    return Promise.resolve();
  }
}

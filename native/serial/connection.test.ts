import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SerialConnection, type LineState } from './connection';

type Callback = (error?: Error | null) => void;

/** A port whose system says what a test wants, when it wants. */
class ScriptedPort extends EventEmitter {
  isOpen = false;
  closed = 0;
  readonly written: Buffer[] = [];
  #opened: Callback = () => {};
  #taken: Callback[] = [];

  constructor(readonly options: { path: string; baudRate: number; lock: boolean; hupcl: boolean }) {
    super();
    ports.push(this);
  }

  open(done: Callback): void {
    this.#opened = done;
  }

  write(bytes: Buffer, done: Callback): void {
    this.written.push(bytes);
    this.#taken.push(done);
  }

  close(done: Callback): void {
    this.closed++;
    this.isOpen = false;
    done();
    this.emit('close', null);
  }

  /** The system has opened it, or says why not. */
  opens(problem?: string): void {
    this.isOpen = problem === undefined;
    this.#opened(problem === undefined ? null : new Error(problem));
  }

  /** The kernel has taken the oldest write, or refuses it. */
  takes(problem?: string): void {
    this.#taken.shift()?.(problem === undefined ? null : new Error(problem));
  }

  /** The cable is pulled. */
  unplug(): void {
    this.isOpen = false;
    this.emit('close', Object.assign(new Error('gone'), { disconnected: true }));
  }
}

const ports: ScriptedPort[] = [];
vi.mock('serialport', () => ({
  // Called with `new`: what it answers is the port.
  SerialPort: function (options: ScriptedPort['options']) {
    return new ScriptedPort(options);
  },
}));

const FIRST_MS = 250;
const LONGEST_MS = 5_000;
let line: SerialConnection;
let path: string | undefined;
let looked: number;
let states: [LineState, string | undefined][];
const resolve = vi.fn<() => Promise<string | undefined>>();

beforeEach(() => {
  vi.useFakeTimers();
  ports.length = 0;
  [path, looked, states] = ['/dev/ttyUSB0', 0, []];
  resolve.mockImplementation(() => {
    looked++;
    return Promise.resolve(path);
  });
  line = new SerialConnection({ name: 'robot base', resolve, baudRate: 115_200 });
  line.on('state', (state, detail) => states.push([state, detail]));
});
afterEach(async () => {
  await line.close();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const port = (): ScriptedPort => ports.at(-1)!;
const open = async (): Promise<void> => {
  line.start();
  await pass(0);
  port().opens();
  expect(line.state).toBe('open');
};

describe('finding and opening the port', () => {
  it('goes from absent over opening to open, and locks the port for itself', async () => {
    await open();
    expect(states.map(([state]) => state)).toEqual(['opening', 'open']);
    expect(port().options).toMatchObject({
      path: '/dev/ttyUSB0',
      baudRate: 115_200,
      lock: true,
      // A base must not see its line drop because the program ends.
      hupcl: false,
    });
    expect(line).toMatchObject({ path: '/dev/ttyUSB0', counters: { opens: 1, failures: 0 } });
  });

  it('looks for it anew each time: a device may come back under another name', async () => {
    path = undefined;
    line.start();
    await pass(0);
    expect(line).toMatchObject({ state: 'absent', reason: 'not_plugged_in', detail: 'not plugged in' });
    path = '/dev/ttyUSB7';
    await pass(FIRST_MS);
    expect(port().options.path).toBe('/dev/ttyUSB7');
  });

  it('starts once, however often it is told to', async () => {
    line.start();
    line.start();
    await pass(0);
    expect(ports).toHaveLength(1);
  });

  it.each([
    ['Error Resource temporarily unavailable Cannot lock port', 'port_taken'],
    ['Device or resource busy', 'port_taken'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'no_permission'],
    ['EACCES', 'no_permission'],
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'port_missing'],
    ['File not found', 'port_missing'],
    ['Invalid argument', 'other'],
  ])('says why it does not open: %s is %s', async (message, reason) => {
    line.start();
    await pass(0);
    port().opens(message);
    expect(line).toMatchObject({ state: 'waiting', reason, counters: { opens: 0, failures: 1 } });
    expect(line.detail).not.toBe('');
  });

  it('goes on when looking itself fails', async () => {
    resolve.mockRejectedValueOnce(new Error('no udev here'));
    line.start();
    await pass(0);
    expect(line).toMatchObject({ state: 'waiting', reason: 'other' });
    expect(line.detail).toContain('no udev here');
    await pass(FIRST_MS);
    expect(ports).toHaveLength(1);
  });
});

describe('trying again', () => {
  it('waits twice as long each time, up to a bound', async () => {
    path = undefined;
    line.start();
    await pass(0);
    const gaps = [];
    for (let gap = FIRST_MS; gaps.length < 7; gap = Math.min(gap * 2, LONGEST_MS)) {
      const before = looked;
      await pass(gap - 1);
      expect(looked, `before ${gap} ms`).toBe(before);
      await pass(1);
      expect(looked, `after ${gap} ms`).toBe(before + 1);
      gaps.push(gap);
    }
    expect(gaps.at(-1)).toBe(LONGEST_MS);
  });

  it('begins with the short wait again after it was open', async () => {
    path = undefined;
    line.start();
    await pass(20_000);
    path = '/dev/ttyUSB0';
    await pass(LONGEST_MS);
    port().opens();
    port().unplug();
    await pass(FIRST_MS);
    expect(ports).toHaveLength(2);
  });

  it.each([
    ['a pulled cable', () => port().unplug(), 'unplugged', 'unplugged'],
    ['a system that closes it', () => port().emit('close', null), 'unplugged', 'closed by the system'],
    ['an error of the line', () => port().emit('error', new Error('framing')), 'other', 'framing'],
  ] as const)('follows on %s', async (_what, happens, reason, detail) => {
    await open();
    happens();
    expect(line).toMatchObject({ state: 'waiting', reason, detail });
    await pass(FIRST_MS);
    port().opens();
    expect(line).toMatchObject({ state: 'open', reason: undefined, counters: { opens: 2, failures: 1 } });
  });

  it('counts one failure for an error that is followed by a close', async () => {
    await open();
    port().emit('error', new Error('framing'));
    port().emit('close', null);
    expect(line.counters.failures).toBe(1);
    await pass(FIRST_MS);
    expect(ports).toHaveLength(2);
  });

  it('closes and opens a line that answers nonsense', async () => {
    await open();
    line.reopen({ reason: 'nonsense', detail: 'another speed' });
    expect(ports[0]!.closed).toBe(1);
    expect(line).toMatchObject({ state: 'waiting', reason: 'nonsense', detail: 'another speed' });
    await pass(FIRST_MS);
    expect(ports).toHaveLength(2);
    // What the old port still says is nobody's.
    ports[0]!.emit('error', new Error('late'));
    port().opens();
    expect(line.state).toBe('open');
  });

  it('reopens nothing that is not open', async () => {
    line.start();
    await pass(0);
    line.reopen({ reason: 'nonsense', detail: 'x' });
    expect(line.state).toBe('opening');
  });
});

describe('a write', () => {
  const bytes = Uint8Array.of(1, 2, 3);

  it('is done when the kernel has taken it', async () => {
    await open();
    const written = vi.fn();
    const promise = line.write(bytes).then(written);
    await pass(1_000);
    expect(written).not.toHaveBeenCalled();
    port().takes();
    await promise;
    expect(port().written).toEqual([Buffer.from(bytes)]);
    expect(line.counters).toMatchObject({ writes: 1, bytesOut: 3, writesRejected: 0 });
  });

  it.each([
    ['before it is started', () => Promise.resolve()],
    ['while it opens', async () => (line.start(), pass(0))],
    ['after the cable was pulled', async () => (await open(), port().unplug())],
    ['after it was closed', async () => (await open(), line.close())],
  ])('is refused at once %s, and kept for nobody', async (_when, prepare) => {
    await prepare();
    await expect(line.write(bytes)).rejects.toMatchObject({ code: 'device', retryable: true });
    expect(line.counters).toMatchObject({ writes: 0, writesRejected: 1 });
    expect(ports.flatMap(({ written }) => written)).toEqual([]);
  });

  it('that the line goes down under is refused, once', async () => {
    await open();
    const promise = line.write(bytes);
    port().unplug();
    await expect(promise).rejects.toThrow(/robot base on \/dev\/ttyUSB0 was unplugged while writing/);
    expect(line.counters).toMatchObject({ writes: 0, bytesOut: 0, writesRejected: 1 });
    // It is not sent to the device that comes back.
    await pass(FIRST_MS);
    port().opens();
    expect(port().written).toEqual([]);
  });

  it('that the system refuses says so', async () => {
    await open();
    const promise = line.write(bytes);
    port().takes('Input/output error');
    await expect(promise).rejects.toThrow(/refused a write \(Input\/output error\)/);
    // The listener for the unplugged cable is gone again.
    expect(port().listenerCount('close')).toBe(1);
  });
});

it('hands on what comes in, and counts it', async () => {
  await open();
  const came: number[] = [];
  line.on('data', (chunk) => came.push(...chunk));
  port().emit('data', Buffer.from([7, 8]));
  port().emit('data', Buffer.from([9]));
  expect(came).toEqual([7, 8, 9]);
  expect(line.counters.bytesIn).toBe(3);
});

describe('closing', () => {
  it('is for good, and waits until the port is closed', async () => {
    await open();
    await line.close();
    expect(port().closed).toBe(1);
    expect(states.at(-1)?.[0]).toBe('closed');
    await pass(60_000);
    expect(ports).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('while it waits ends the trying', async () => {
    path = undefined;
    line.start();
    await pass(0);
    await line.close();
    const before = looked;
    await pass(60_000);
    expect(looked).toBe(before);
  });

  it('while it opens closes what comes open later', async () => {
    line.start();
    await pass(0);
    await line.close();
    port().opens();
    expect(port().closed).toBe(1);
    expect(line.state).toBe('closed');
  });

  it('while it looks opens nothing', async () => {
    line.start();
    await line.close();
    await pass(1_000);
    expect(ports).toEqual([]);
  });
});

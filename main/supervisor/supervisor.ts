import { Wire, createRpcClient, type Channel, type RpcClient } from './rpc';
import { SilenceWatch } from './silence-watch';
import type { ServiceClient, ServiceContract, ServiceHealth, ServiceListeners } from '../contract';

/**
 * The part of Electron's UtilityProcess that the supervisor needs; the tests run it over real child
 * processes.
 */
export interface Child {
  readonly pid: number | undefined;
  postMessage(message: unknown, transfer?: unknown[]): void;
  kill(): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
}

export interface SupervisorOptions<C extends ServiceContract> {
  name: string;
  contract: C;
  spawn: () => Child;
  /** Sent to the child as its first message. */
  config: unknown;
  on: () => ServiceListeners<C>;
  onHealth: (health: ServiceHealth) => void;
  log: {
    info(o: object, m: string): void;
    warn(o: object, m: string): void;
    error(o: object, m: string): void;
  };
  timing?: Partial<Timing>;
}

interface Timing {
  pingEvery: number;
  /** No word for this long while up, counted while this process itself ran: the child hangs. */
  hangAfter: number;
  /** No `ready` for this long after the start. */
  startWithin: number;
  backOffFirst: number;
  backOffMost: number;
  /** So many deaths inside the window open the breaker. */
  breakAfter: number;
  breakWindow: number;
  /** How long an open breaker waits before it tries once more. */
  breakFor: number;
  callTimeout: number;
}

const defaultTiming: Timing = {
  pingEvery: 1_000,
  hangAfter: 10_000,
  startWithin: 60_000,
  backOffFirst: 100,
  backOffMost: 10_000,
  breakAfter: 6,
  breakWindow: 60_000,
  breakFor: 60_000,
  callTimeout: 30_000,
};

export interface Supervised<C extends ServiceContract> {
  readonly call: ServiceClient<C>;
  start(): void;
  health(): ServiceHealth;
  pid(): number | undefined;
  /** Hands a MessagePort to the child; false when it is not up. */
  sendPort(port: unknown): boolean;
  /** Asks the child to quit, then ends it when `within` milliseconds are over. */
  stop(within: number): Promise<void>;
}

/**
 * Keeps one child process alive: ping, back-off, circuit breaker. Calls that wait when it dies fail with a
 * retryable error.
 */
export function supervise<C extends ServiceContract>(options: SupervisorOptions<C>): Supervised<C> {
  const supervisor = new Supervisor(options);
  return {
    call: supervisor.rpc.call,
    start: () => supervisor.launch(),
    health: () => supervisor.health,
    pid: () => supervisor.pid,
    sendPort: (port) => supervisor.sendPort(port),
    stop: (within) => supervisor.stop(within),
  };
}

class Supervisor<C extends ServiceContract> {
  readonly rpc: RpcClient<C>;
  health: ServiceHealth = 'starting';
  readonly #timing: Timing;
  readonly #silence: SilenceWatch;
  #child: Child | undefined;
  #ready = false;
  #stopping = false;
  /** When it died lately, monotonic milliseconds. */
  #deaths: number[] = [];
  #backOff: number;
  #restartTimer: NodeJS.Timeout | undefined;
  #pingTimer: NodeJS.Timeout | undefined;
  #pings = 0;
  #exited: (() => void) | undefined;

  constructor(private readonly options: SupervisorOptions<C>) {
    const { name, contract, on, log } = options;
    this.#timing = { ...defaultTiming, ...options.timing };
    this.#silence = new SilenceWatch(this.#timing.pingEvery);
    this.#backOff = this.#timing.backOffFirst;
    const channel: Channel = { send: (message) => this.#child?.postMessage(message) };
    this.rpc = createRpcClient({
      contract,
      channel: () => (this.#ready ? channel : undefined),
      on,
      onInvalid: (what, detail) => log.warn({ service: name, what, detail }, 'event out of contract dropped'),
      timeout: this.#timing.callTimeout,
    });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  launch(): void {
    if (this.#stopping) return;
    const born = this.options.spawn();
    const bornAt = performance.now();
    this.#child = born;
    this.#silence.begin(bornAt);
    born.on('message', (raw) => this.#child === born && this.#onMessage(raw));
    born.on('exit', (code) => this.#child === born && this.#onExit(code));
    born.postMessage({ type: 'init', config: this.options.config } satisfies Wire);
    this.#pingTimer = setInterval(() => this.#ping(born, bornAt), this.#timing.pingEvery);
  }

  #ping(born: Child, bornAt: number): void {
    const { hangAfter, startWithin, breakWindow, backOffFirst } = this.#timing;
    const now = performance.now();
    const silent = this.#silence.tick(now);
    if (silent > (this.#ready ? hangAfter : startWithin)) {
      this.options.log.error({ service: this.options.name, silent }, 'service hangs; ending it');
      born.kill();
      return;
    }
    if (this.#ready && now - bornAt > breakWindow) this.#backOff = backOffFirst;
    born.postMessage({ type: 'ping', n: ++this.#pings } satisfies Wire);
  }

  #setHealth(next: ServiceHealth): void {
    if (next === this.health) return;
    this.health = next;
    this.options.onHealth(next);
  }

  #onMessage(raw: unknown): void {
    const { name, log } = this.options;
    const parsed = Wire.safeParse(raw);
    if (!parsed.success) {
      log.warn({ service: name }, 'unreadable message dropped');
      return;
    }
    this.#silence.heard();
    const message = parsed.data;
    if (message.type === 'ready') {
      this.#ready = true;
      this.#setHealth('up');
      log.info({ service: name, pid: this.pid }, 'service up');
      return;
    }
    this.rpc.receive(message);
  }

  #onExit(code: number): void {
    const { name } = this.options;
    this.#ready = false;
    this.#child = undefined;
    clearInterval(this.#pingTimer);
    this.rpc.abandon(`the ${name} process went away; it is being restarted`);
    if (this.#stopping) this.#exited?.();
    else this.#restart(code);
  }

  /** After a wait that doubles from death to death; a child that keeps dying rests longer. */
  #restart(code: number): void {
    const { name, log } = this.options;
    const { breakWindow, breakAfter, breakFor, backOffMost } = this.#timing;
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < breakWindow), now];
    const broken = this.#deaths.length >= breakAfter;
    const wait = broken ? breakFor : this.#backOff;
    log.error(
      { service: name, code, deaths: this.#deaths.length, wait },
      broken ? 'service keeps dying; breaker open' : 'service died; restarting',
    );
    this.#backOff = Math.min(this.#backOff * 2, backOffMost);
    this.#setHealth(broken ? 'gave_up' : 'down');
    this.#restartTimer = setTimeout(() => this.launch(), wait);
  }

  sendPort(port: unknown): boolean {
    if (!this.#child || !this.#ready) return false;
    this.#child.postMessage({ type: 'port' } satisfies Wire, [port]);
    return true;
  }

  stop(within: number): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restartTimer);
    clearInterval(this.#pingTimer);
    const current = this.#child;
    if (!current) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.options.log.warn({ service: this.options.name }, 'did not quit in time; ended');
        current.kill();
      }, within);
      this.#exited = () => {
        clearTimeout(timer);
        resolve();
      };
      current.postMessage({ type: 'quit' } satisfies Wire);
    });
  }
}

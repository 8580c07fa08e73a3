import { Wire, createRpcClient, type Channel } from './rpc';
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
  const { name, contract, spawn, config, on, onHealth, log } = options;
  const timing = { ...defaultTiming, ...options.timing };
  let child: Child | undefined;
  let ready = false;
  let health: ServiceHealth = 'starting';
  let stopping = false;
  let deaths: number[] = [];
  let backOff = timing.backOffFirst;
  const silence = new SilenceWatch(timing.pingEvery);
  let restartTimer: NodeJS.Timeout | undefined;
  let pingTimer: NodeJS.Timeout | undefined;
  let pings = 0;
  let exited: (() => void) | undefined;

  const setHealth = (next: ServiceHealth): void => {
    if (next === health) return;
    health = next;
    onHealth(next);
  };

  const channel: Channel = { send: (message) => child?.postMessage(message) };
  const rpc = createRpcClient({
    contract,
    channel: () => (ready ? channel : undefined),
    on,
    onInvalid: (what, detail) => log.warn({ service: name, what, detail }, 'event out of contract dropped'),
    timeout: timing.callTimeout,
  });

  const onMessage = (raw: unknown): void => {
    const parsed = Wire.safeParse(raw);
    if (!parsed.success) {
      log.warn({ service: name }, 'unreadable message dropped');
      return;
    }
    silence.heard();
    const message = parsed.data;
    if (message.type === 'ready') {
      ready = true;
      setHealth('up');
      log.info({ service: name, pid: child?.pid }, 'service up');
      return;
    }
    rpc.receive(message);
  };

  const onExit = (code: number): void => {
    const wasStopping = stopping;
    ready = false;
    child = undefined;
    clearInterval(pingTimer);
    rpc.abandon(`the ${name} process went away; it is being restarted`);
    if (wasStopping) {
      exited?.();
      return;
    }
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < timing.breakWindow), now];
    const broken = deaths.length >= timing.breakAfter;
    const wait = broken ? timing.breakFor : backOff;
    log.error(
      { service: name, code, deaths: deaths.length, wait },
      broken ? 'service keeps dying; breaker open' : 'service died; restarting',
    );
    backOff = Math.min(backOff * 2, timing.backOffMost);
    setHealth(broken ? 'gave_up' : 'down');
    restartTimer = setTimeout(launch, wait);
  };

  function launch(): void {
    if (stopping) return;
    const born = spawn();
    const bornAt = performance.now();
    child = born;
    silence.begin(bornAt);
    born.on('message', (raw) => child === born && onMessage(raw));
    born.on('exit', (code) => child === born && onExit(code));
    born.postMessage({ type: 'init', config } satisfies Wire);
    pingTimer = setInterval(() => {
      const now = performance.now();
      const silent = silence.tick(now);
      if (silent > (ready ? timing.hangAfter : timing.startWithin)) {
        log.error({ service: name, silent }, 'service hangs; ending it');
        born.kill();
        return;
      }
      if (ready && now - bornAt > timing.breakWindow) backOff = timing.backOffFirst;
      born.postMessage({ type: 'ping', n: ++pings } satisfies Wire);
    }, timing.pingEvery);
  }

  return {
    call: rpc.call,
    start: launch,
    health: () => health,
    pid: () => child?.pid,
    sendPort(port) {
      if (!child || !ready) return false;
      child.postMessage({ type: 'port' } satisfies Wire, [port]);
      return true;
    },
    stop(within) {
      stopping = true;
      clearTimeout(restartTimer);
      clearInterval(pingTimer);
      const current = child;
      if (!current) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          log.warn({ service: name }, 'did not quit in time; ended');
          current.kill();
        }, within);
        exited = () => {
          clearTimeout(timer);
          resolve();
        };
        current.postMessage({ type: 'quit' } satisfies Wire);
      });
    },
  };
}

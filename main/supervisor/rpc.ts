import {
  DaogouError,
  WireError,
  type ServiceClient,
  type ServiceContract,
  type ServiceEmit,
  type ServiceHandlers,
  type ServiceListeners,
} from '../contract';
import { z } from 'zod';

/**
 * Messages between main and one child process. Ping and pong stand outside the contract: every child answers
 * them.
 */
export const Wire = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('call'),
    id: z.number().int(),
    method: z.string(),
    params: z.unknown().optional(),
  }),
  z.object({
    type: z.literal('result'),
    id: z.number().int(),
    ok: z.literal(true),
    value: z.unknown().optional(),
  }),
  z.object({ type: z.literal('failure'), id: z.number().int(), error: WireError }),
  z.object({ type: z.literal('event'), event: z.string(), payload: z.unknown().optional() }),
  z.object({ type: z.literal('init'), config: z.unknown() }),
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ping'), n: z.number() }),
  z.object({ type: z.literal('pong'), n: z.number() }),
  z.object({ type: z.literal('port') }),
  z.object({ type: z.literal('quit') }),
]);
export type Wire = z.infer<typeof Wire>;

export interface Channel {
  send(message: Wire): void;
}

export interface RpcClient<C extends ServiceContract> {
  readonly call: ServiceClient<C>;
  /** Feeds a message that came from the child; false when it is not one for the client. */
  receive(message: Wire): boolean;
  /** Fails everything that waits: the child is gone. */
  abandon(reason: string): void;
}

export interface RpcClientOptions<C extends ServiceContract> {
  contract: C;
  channel: () => Channel | undefined;
  /** What to do at each event; asked for at every one. */
  on: () => ServiceListeners<C>;
  onInvalid?: (what: string, detail: string) => void;
  /** Milliseconds a call may take. */
  timeout?: number;
}

/** The caller's side of a service: typed, checked on the way out and in, with a limit on every call. */
export function createRpcClient<C extends ServiceContract>(options: RpcClientOptions<C>): RpcClient<C> {
  const calls = new PendingCalls(options);
  return {
    call: new Proxy({} as ServiceClient<C>, {
      get: (_, method) => (request?: unknown) => calls.start(String(method), request),
    }),
    receive(message) {
      switch (message.type) {
        case 'result':
          calls.answered(message.id, message.value);
          return true;
        case 'failure':
          calls.failed(message.id, DaogouError.fromWire(message.error));
          return true;
        case 'event':
          deliver(options, message);
          return true;
        default:
          return false;
      }
    },
    abandon: (reason) => calls.failAll(reason),
  };
}

function deliver<C extends ServiceContract>(
  { contract, on, onInvalid }: RpcClientOptions<C>,
  { event, payload: raw }: Extract<Wire, { type: 'event' }>,
): void {
  const payload = contract.events[event]?.safeParse(raw);
  const listener: ((payload: never) => void) | undefined = on()[event];
  // The schema of this very event has just checked it.
  if (payload?.success) listener?.(payload.data as never);
  else onInvalid?.(event, payload ? z.prettifyError(payload.error) : 'unknown event');
}

interface PendingCall {
  readonly method: string;
  readonly timer: NodeJS.Timeout;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The calls that wait for their answers. */
class PendingCalls<C extends ServiceContract> {
  readonly #pending = new Map<number, PendingCall>();
  #nextId = 1;

  constructor(private readonly options: RpcClientOptions<C>) {}

  start(method: string, request: unknown): Promise<unknown> {
    const { contract, channel, timeout = 30_000 } = this.options;
    const schema = contract.methods[method];
    if (!schema) return Promise.reject(new DaogouError('bad_request', `no such method: ${method}`));
    const params = schema.request.safeParse(request);
    if (!params.success)
      return Promise.reject(new DaogouError('bad_request', `${method}: ${z.prettifyError(params.error)}`));
    const to = channel();
    if (!to)
      return Promise.reject(
        new DaogouError('unavailable', `${method}: this part of the terminal is restarting`, true),
      );
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new DaogouError('timeout', `${method}: no answer within ${timeout} ms`, true));
      }, timeout);
      this.#pending.set(id, { method, resolve, reject, timer });
      to.send({ type: 'call', id, method, params: params.data });
    });
  }

  answered(id: number, raw: unknown): void {
    const call = this.#take(id);
    if (!call) return;
    const { method, resolve, reject } = call;
    const value = this.options.contract.methods[method]!.response.safeParse(raw);
    if (value.success) resolve(value.data);
    else
      reject(
        new DaogouError('internal', `${method} answered out of contract: ${z.prettifyError(value.error)}`),
      );
  }

  failed(id: number, error: Error): void {
    this.#take(id)?.reject(error);
  }

  failAll(reason: string): void {
    for (const id of [...this.#pending.keys()]) this.failed(id, new DaogouError('unavailable', reason, true));
  }

  /** A call that is over; undefined where nobody waits for it any more. */
  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    clearTimeout(call?.timer);
    this.#pending.delete(id);
    return call;
  }
}

/** Answers one call on the child's side. */
export async function answerCall<C extends ServiceContract>(
  contract: C,
  handlers: ServiceHandlers<C>,
  message: Extract<Wire, { type: 'call' }>,
): Promise<Wire> {
  try {
    const schema = contract.methods[message.method];
    if (!schema) throw new DaogouError('bad_request', `no such method: ${message.method}`);
    const params = schema.request.safeParse(message.params);
    if (!params.success)
      throw new DaogouError('bad_request', `${message.method}: ${z.prettifyError(params.error)}`);
    const handler = handlers[message.method as keyof ServiceHandlers<C>] as (request: unknown) => unknown;
    const value = schema.response.safeParse(await handler(params.data));
    if (!value.success)
      throw new DaogouError(
        'internal',
        `${message.method} answers out of contract: ${z.prettifyError(value.error)}`,
      );
    return { type: 'result', id: message.id, ok: true, value: value.data };
  } catch (error) {
    return { type: 'failure', id: message.id, error: DaogouError.toWire(error) };
  }
}

/** An emitter that checks each event against the contract before it leaves the child. */
export function createEmit<C extends ServiceContract>(contract: C, channel: Channel): ServiceEmit<C> {
  return (event, payload) => {
    const checked = contract.events[event]!.parse(payload);
    channel.send({ type: 'event', event, payload: checked });
  };
}

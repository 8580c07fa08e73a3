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
  const { contract, channel, on, onInvalid, timeout = 30_000 } = options;
  const pending = new Map<
    number,
    {
      method: string;
      resolve: (value: unknown) => void;
      reject: (error: Error) => void;
      timer: NodeJS.Timeout;
    }
  >();
  let nextId = 1;

  const call = (method: string, request?: unknown): Promise<unknown> => {
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
      const id = nextId++;
      const timer = setTimeout(() => {
        pending.delete(id);
        reject(new DaogouError('timeout', `${method}: no answer within ${timeout} ms`, true));
      }, timeout);
      pending.set(id, { method, resolve, reject, timer });
      to.send({ type: 'call', id, method, params: params.data });
    });
  };

  const settle = (
    id: number,
    finish: (entry: {
      method: string;
      resolve: (value: unknown) => void;
      reject: (error: Error) => void;
    }) => void,
  ): void => {
    const entry = pending.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    pending.delete(id);
    finish(entry);
  };

  return {
    call: new Proxy({} as ServiceClient<C>, {
      get: (_, method) => (request?: unknown) => call(String(method), request),
    }),
    receive(message) {
      if (message.type === 'result') {
        settle(message.id, ({ method, resolve, reject }) => {
          const value = contract.methods[method]!.response.safeParse(message.value);
          if (value.success) resolve(value.data);
          else
            reject(
              new DaogouError(
                'internal',
                `${method} answered out of contract: ${z.prettifyError(value.error)}`,
              ),
            );
        });
        return true;
      }
      if (message.type === 'failure') {
        settle(message.id, ({ reject }) => reject(DaogouError.fromWire(message.error)));
        return true;
      }
      if (message.type === 'event') {
        const schema = contract.events[message.event];
        const payload = schema?.safeParse(message.payload);
        const listener: ((payload: never) => void) | undefined = on()[message.event];
        // The schema of this very event has just checked it.
        if (payload?.success) listener?.(payload.data as never);
        else onInvalid?.(message.event, payload ? z.prettifyError(payload.error) : 'unknown event');
        return true;
      }
      return false;
    },
    abandon(reason) {
      for (const id of [...pending.keys()])
        settle(id, ({ reject }) => reject(new DaogouError('unavailable', reason, true)));
    },
  };
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

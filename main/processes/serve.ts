import {
  DaogouError,
  type Config,
  type ServiceContract,
  type ServiceEmit,
  type ServiceHandlers,
} from '../contract';
import { Config as ConfigSchema } from '../contract';
import { makeFilesPrivate } from '../config';
import { answerCall, createEmit, Wire } from '../supervisor';

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: TransferredPort[] }) => void): void;
}

/** Electron's MessagePortMain as it arrives in a child. */
export interface TransferredPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

export interface Service<C extends ServiceContract> {
  handlers: ServiceHandlers<C>;
  onPort?: (port: TransferredPort) => void;
  close(): Promise<void> | void;
}

/**
 * The frame of every child process: waits for its configuration, builds the service, answers calls and pings,
 * quits on request. Errors nobody caught end the process: the supervisor restarts it, and a half-broken one
 * helps no shopper.
 */
export function serve<C extends ServiceContract>(
  contract: C,
  build: (config: Config, emit: ServiceEmit<C>) => Promise<Service<C>> | Service<C>,
): void {
  const parent = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (!parent)
    throw new DaogouError('internal', 'this program is a child of the terminal and is not started by hand');
  makeFilesPrivate();
  const send = (message: Wire): void => parent.postMessage(message);
  let service: Promise<Service<C>> | undefined;

  parent.on('message', ({ data, ports }) => {
    const parsed = Wire.safeParse(data);
    if (!parsed.success) return;
    const message = parsed.data;
    switch (message.type) {
      case 'init': {
        const config = Object.freeze(ConfigSchema.parse(message.config));
        service = Promise.resolve(build(config, createEmit(contract, { send })));
        service.then(
          () => send({ type: 'ready' }),
          (error: unknown) => {
            console.error(error);
            process.exit(1);
          },
        );
        break;
      }
      case 'ping':
        send({ type: 'pong', n: message.n });
        break;
      case 'call':
        void service?.then((s) => answerCall(contract, s.handlers, message)).then(send);
        break;
      case 'port':
        if (ports[0]) void service?.then((s) => s.onPort?.(ports[0]!));
        break;
      case 'quit':
        void Promise.resolve(service?.then((s) => s.close())).finally(() => process.exit(0));
        break;
      case 'result':
      case 'failure':
      case 'event':
      case 'ready':
      case 'pong':
        break;
    }
  });
}

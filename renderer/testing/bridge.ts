import {
  ipcSchema,
  type DaogouBridge,
  type ErrorCode,
  type InvokeChannel,
  type IpcRequest,
  type IpcResponse,
  type Reason,
  type Result,
  type ScreenState,
} from '../../main/contract';
import { standIn } from '../dev/bridge';

/** What main answers instead of the stand-in; a test names only what it is about. */
export type Answers = {
  [C in InvokeChannel]?: (request: IpcRequest<C>) => Result<IpcResponse<C>> | Promise<Result<IpcResponse<C>>>;
};

export interface Call {
  channel: InvokeChannel;
  request: unknown;
}

export interface CheckedBridge {
  bridge: DaogouBridge;
  /** Everything the page asked of main, the oldest first. */
  calls: Call[];
  change(changes: Partial<ScreenState>): void;
}

export const done = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (code: ErrorCode, reason?: Reason): Result<never> => ({
  ok: false,
  error: { code, message: `refused in a test: ${code}`, retryable: false, ...(reason && { reason }) },
});

/**
 * The preload border as the schema draws it: a request, an answer or a patch that does not fit it throws,
 * whoever sent it.
 */
export function checkedBridge(initial: ScreenState, answers: Answers = {}): CheckedBridge {
  const main = standIn(initial);
  const calls: Call[] = [];

  const invoke: DaogouBridge['invoke'] = async (channel, request) => {
    const { request: asked, response } = ipcSchema[channel];
    const sent = asked.parse(request) as never;
    calls.push({ channel, request: sent });
    const answer = answers[channel];
    const result = answer ? await answer(sent) : await main.bridge.invoke(channel, sent);
    return result.ok ? { ok: true, value: response.parse(result.value) as never } : result;
  };

  const on: DaogouBridge['on'] = (channel, listener) =>
    main.bridge.on(channel, (payload) => listener(ipcSchema[channel].payload.parse(payload) as never));

  return { bridge: { invoke, on }, calls, change: main.change };
}

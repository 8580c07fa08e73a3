import type {
  DaogouBridge,
  InvokeChannel,
  IpcRequest,
  IpcResponse,
  IpcPayload,
  PushChannel,
  WireError,
} from '../../main/contract';
import { showFailure } from './ui-store';

/**
 * The one way out of the page. Throws where the preload script is missing, which the error boundary says
 * plainly.
 */
function bridge(): DaogouBridge {
  if (!window.daogou)
    throw new Error(
      'window.daogou is missing: open this page in the terminal application, or through renderer/dev.',
    );
  return window.daogou;
}

/** Asks main. Failures come back as values; an unreachable main counts as one. */
export async function invoke<C extends InvokeChannel>(
  channel: C,
  request?: IpcRequest<C>,
): Promise<{ ok: true; value: IpcResponse<C> } | { ok: false; error: WireError }> {
  try {
    return await bridge().invoke(channel, request);
  } catch (error) {
    return {
      ok: false,
      error: {
        code: 'unavailable',
        message: error instanceof Error ? error.message : String(error),
        retryable: true,
      },
    };
  }
}

/** For what a shopper touched: tells them kindly when it did not work. Resolves to whether it did. */
export async function act<C extends InvokeChannel>(channel: C, request?: IpcRequest<C>): Promise<boolean> {
  const result = await invoke(channel, request);
  if (!result.ok) showFailure(result.error);
  return result.ok;
}

/** Subscribes to what main pushes; returns the way to stop. */
export function onPush<C extends PushChannel>(
  channel: C,
  listener: (payload: IpcPayload<C>) => void,
): () => void {
  return bridge().on(channel, listener);
}

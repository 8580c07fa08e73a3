import type { IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import {
  DaogouError,
  ipcSchema,
  type InvokeChannel,
  type IpcRequest,
  type IpcResponse,
  type Result,
} from '../contract';

/** What main answers, one function a channel. */
export type IpcHandlers = {
  [C in InvokeChannel]: (request: IpcRequest<C>) => Promise<IpcResponse<C>> | IpcResponse<C>;
};

export const invokeChannels = Object.entries(ipcSchema)
  .filter(([, spec]) => spec.direction === 'invoke')
  .map(([channel]) => channel as InvokeChannel);

/** Who may call: the top frame of the terminal's own window, on the terminal's own page. */
export function checkSender(
  event: Pick<IpcMainInvokeEvent, 'senderFrame'>,
  mainFrame: unknown,
  origin: string,
): void {
  const frame = event.senderFrame;
  if (!frame || frame !== mainFrame)
    throw new DaogouError('forbidden', 'only the terminal’s own page may call this');
  if (new URL(frame.url).origin !== origin && !frame.url.startsWith(`${origin}/`))
    throw new DaogouError('forbidden', `calls from ${frame.url} are not taken`);
}

/** Checks, calls, checks again: nothing out of contract crosses, and nothing is thrown across. */
export async function handleInvoke<C extends InvokeChannel>(
  channel: C,
  raw: unknown,
  handler: IpcHandlers[C],
): Promise<Result<IpcResponse<C>>> {
  try {
    const spec = ipcSchema[channel];
    const request = spec.request.safeParse(raw);
    if (!request.success)
      throw new DaogouError('bad_request', `${channel}: ${z.prettifyError(request.error)}`);
    const value = spec.response.safeParse(await (handler as (r: unknown) => unknown)(request.data));
    if (!value.success)
      throw new DaogouError(
        'internal',
        `${channel} answers out of contract: ${z.prettifyError(value.error)}`,
      );
    return { ok: true, value: value.data as IpcResponse<C> };
  } catch (error) {
    return { ok: false, error: DaogouError.toWire(error) };
  }
}

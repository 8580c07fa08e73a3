import { ipcMain, type BrowserWindow } from 'electron';
import { DaogouError, ipcSchema, type IpcPayload, type PushChannel } from '../contract';
import { checkSender, handleInvoke, invokeChannels, type IpcHandlers } from './bridge';
import { createGate } from './gate';

/** Registers the main side of every `invoke` channel. */
export function registerIpc(
  handlers: IpcHandlers,
  window: () => BrowserWindow | undefined,
  origin: string,
): void {
  const gate = createGate();
  for (const channel of invokeChannels) {
    ipcMain.handle(channel, (event, raw) => {
      try {
        checkSender(event, window()?.webContents.mainFrame, origin);
      } catch (error) {
        return { ok: false, error: DaogouError.toWire(error) };
      }
      return gate.pass(channel, raw, () =>
        handleInvoke(channel, raw, handlers[channel] as IpcHandlers[typeof channel]),
      );
    });
  }
}

/** Tells the renderer; a payload out of contract is our own mistake and throws. */
export function push<C extends PushChannel>(
  window: BrowserWindow | undefined,
  channel: C,
  payload: IpcPayload<C>,
): void {
  if (!window || window.isDestroyed()) return;
  window.webContents.send(channel, ipcSchema[channel].payload.parse(payload));
}

import { contextBridge, ipcRenderer, webFrame } from 'electron';
import { AUDIO_PORT_MESSAGE, ipcSchema, type DaogouBridge } from '../contract';
import { createGate } from './gate';
import { WITHOUT_WEBRTC } from './without-webrtc';

const gate = createGate();

/** The bridge is derived from the schema: a channel that is not in it cannot be reached from the page. */
const bridge: DaogouBridge = {
  invoke: (channel, request) => {
    if (ipcSchema[channel]?.direction !== 'invoke')
      return Promise.resolve({
        ok: false,
        error: { code: 'bad_request', message: `no such channel: ${String(channel)}`, retryable: false },
      });
    return gate.pass(channel, request, () => ipcRenderer.invoke(channel, request));
  },
  on: (channel, listener) => {
    if (ipcSchema[channel]?.direction !== 'push') throw new Error(`no such channel: ${String(channel)}`);
    const wrapped = (_event: unknown, payload: unknown): void => listener(payload as never);
    ipcRenderer.on(channel, wrapped);
    return () => void ipcRenderer.removeListener(channel, wrapped);
  },
};

// The page's own frame; main does the same in every frame (doors.ts), but might come later than the very
// first page.
void webFrame.executeJavaScript(WITHOUT_WEBRTC).catch(() => {});

contextBridge.exposeInMainWorld('daogou', bridge);

ipcRenderer.on('audio.port', (event) => {
  window.postMessage(
    AUDIO_PORT_MESSAGE,
    window.location.origin === 'null' ? '*' : window.location.origin,
    event.ports,
  );
});

/** The main side of every channel between page and main. */
export type { IpcHandlers } from './bridge';
export { push, registerIpc } from './register';
export { WITHOUT_WEBRTC } from './without-webrtc';

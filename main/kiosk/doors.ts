import { app, type Session, type WebContents } from 'electron';
import { WITHOUT_WEBRTC } from '../ipc';
import { APP_ORIGIN, isTerminalPage } from './protocol';

const own = (url: string): boolean => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);

/** What a page may load: the terminal's own files, and while working on it the developer tools. */
function mayLoad(url: string): boolean {
  return (
    own(url) || url.startsWith(`blob:${APP_ORIGIN}/`) || (!app.isPackaged && url.startsWith('devtools:'))
  );
}

/**
 * Every session as soon as it is made: the microphone alone, for our own page alone; no request beyond
 * `app://`, no download, no device, no spelling dictionary (Chromium fetches one for each language at a
 * session's beginning).
 */
export function shutSession(session: Session): void {
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const audioOnly = 'mediaTypes' in details && (details.mediaTypes ?? []).every((type) => type === 'audio');
    callback(permission === 'media' && audioOnly && own(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === 'media' && details.mediaType !== 'video' && own(origin.replace(/\/$/, '')),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !mayLoad(url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * Every web contents that ever comes up: no page but the terminal's, no second window, no webview, no leaving
 * question, no zoom, no file chooser, no look at the local network. Printing, dialogs, downloads by the page
 * and other programs' addresses are refused by the page's own sandbox (protocol.ts).
 */
export function shutContents(contents: WebContents): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isTerminalPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // Prevented means: the page is left whatever it says.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('did-finish-load', () => void contents.setVisualZoomLevelLimits(1, 1).catch(() => {}));
  shutInside(contents);
  contents.on('did-navigate', () => shutInside(contents));
}

/**
 * Only the debugger's protocol can take the system's file dialog away, and WebRTC out of every frame before
 * any script can reach into it, also out of `about:blank` and `srcdoc` ones, which no policy keeps from
 * coming up. It is asked inside, nothing listens outside; what was asked outlives a page's process.
 */
function shutInside(contents: WebContents): void {
  if (contents.getType() !== 'window') return;
  const { debugger: protocol } = contents;
  const ask = (method: string, params = {}): void =>
    void protocol.sendCommand(method, params).catch(() => {});
  try {
    if (!protocol.isAttached()) {
      protocol.attach();
      ask('Page.enable');
      ask('Page.addScriptToEvaluateOnNewDocument', { source: WITHOUT_WEBRTC });
    }
  } catch {
    // The contents are just going away.
    return;
  }
  ask('Page.enable');
  ask('Page.setInterceptFileChooserDialog', { enabled: true });
}

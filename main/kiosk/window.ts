import { BrowserWindow, screen, session, type WebContents } from 'electron';
import path from 'node:path';
import { APP_ORIGIN } from './protocol';

/** Only the microphone, only for our own page. */
export function denyByDefault(): void {
  const own = (url: string): boolean => url === APP_ORIGIN || url.startsWith(`${APP_ORIGIN}/`);
  session.defaultSession.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const audioOnly = 'mediaTypes' in details && (details.mediaTypes ?? []).every((type) => type === 'audio');
    callback(permission === 'media' && audioOnly && own(details.requestingUrl));
  });
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin, details) => permission === 'media' && details.mediaType !== 'video' && own(origin.replace(/\/$/, '')),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** No page but ours, no second window, no webview: for every web contents that ever comes up. */
export function lockDown(contents: WebContents): void {
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${APP_ORIGIN}/`)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

export interface WindowOptions {
  kiosk: boolean;
  preload: string;
}

/** What the screens are drawn for, CSS pixels: 21.5 inches upright. */
const PORTRAIT = { width: 1080, height: 1920 };

/** The terminal's only window: the whole screen in kiosk mode, else upright and no larger than the display, drawn smaller where it must be. */
export function openWindow({ kiosk, preload }: WindowOptions): BrowserWindow {
  const { size, workAreaSize } = screen.getPrimaryDisplay();
  const zoomFactor = kiosk
    ? Math.min(size.width, size.height) / PORTRAIT.width
    : Math.min(1, workAreaSize.width / PORTRAIT.width, workAreaSize.height / PORTRAIT.height);
  const window = new BrowserWindow({
    width: Math.round(PORTRAIT.width * zoomFactor),
    height: Math.round(PORTRAIT.height * zoomFactor),
    useContentSize: true,
    show: false,
    kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#f7f5f0',
    title: 'Daogou 导购',
    webPreferences: {
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      zoomFactor,
      backgroundThrottling: false,
      // The terminal speaks before anybody has touched it (wake word).
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  window.setMenu(null);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}

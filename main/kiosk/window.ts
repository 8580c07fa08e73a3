import { app, BrowserWindow, Menu, screen } from 'electron';
import path from 'node:path';
import { sayInAll } from '../words';
import { createPageWatchdog, WATCHDOG, type PageWatchdog, type WatchedPage } from './page-watchdog';
import { ATTENTION_URL, isTerminalPage, PAGE_URL } from './protocol';

/** Chromium's code for a load that another one replaced. */
const ABORTED = -3;

export interface WindowOptions {
  kiosk: boolean;
  preload: string;
}

/** What the screens are drawn for, CSS pixels: 21.5 inches upright. */
const PORTRAIT = { width: 1080, height: 1920 };

/**
 * How much the page's scripts may hold, megabytes; about ten times what they need. A page gone wild ends of
 * it before the machine's memory does.
 */
const PAGE_HEAP_MB = 512;

/**
 * The terminal's only window, still empty: the whole screen in kiosk mode, else upright and no larger than
 * the display, drawn smaller where it must be.
 */
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
    title: sayInAll('app.logo').join(' '),
    webPreferences: {
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      disableDialogs: true,
      devTools: !app.isPackaged,
      zoomFactor,
      additionalArguments: [`--js-flags=--max-old-space-size=${PAGE_HEAP_MB}`],
      backgroundThrottling: false,
      // The terminal speaks before anybody has touched it (wake word).
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  // Without menus no key of theirs does anything: print, zoom, reload, developer tools, close.
  Menu.setApplicationMenu(null);
  window.setMenu(null);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the terminal's page into the window and keeps it there, see page-watchdog.ts. */
export function keepPage(
  window: BrowserWindow,
  { onLost, log }: Pick<WatchedPage, 'onLost' | 'log'>,
): PageWatchdog {
  const contents = window.webContents;
  // How it went is told by the events below.
  const load = (url: string): void => void contents.loadURL(url).catch(() => {});
  const watchdog = createPageWatchdog({
    load: () => load(PAGE_URL),
    showAttention: () => load(ATTENTION_URL),
    end: () => contents.forcefullyCrashRenderer(),
    url: () => contents.getURL(),
    isTerminalPage,
    isAttention: (url) => url === ATTENTION_URL,
    onLost,
    log,
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    log.error({ reason }, 'the page’s process ended');
    watchdog.died();
  });
  contents.on('unresponsive', () => watchdog.unresponsive());
  contents.on('did-navigate', (_event, url) => watchdog.navigated(url));
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === ABORTED) return;
    log.error({ code, description }, 'the page could not be loaded');
    watchdog.failedToLoad();
  });
  const ticking = setInterval(() => watchdog.tick(), WATCHDOG.tickMs);
  window.on('closed', () => clearInterval(ticking));
  watchdog.start();
  return watchdog;
}

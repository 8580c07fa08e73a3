import { app, MessageChannelMain, utilityProcess, type BrowserWindow } from 'electron';
import path from 'node:path';
import { loadConfig, defaultDataDir } from './config';
import { catalogService, DaogouError, devicesService, voiceService, type Config, type ServiceContract, type ServiceListeners, type ServiceName } from './contract';
import { push, registerIpc } from './ipc';
import {
  APP_ORIGIN,
  createHandlers,
  createDirector,
  createScreenStore,
  denyByDefault,
  initialScreen,
  lockDown,
  notices,
  openWindow,
  registerAppScheme,
  rendererRoot,
  serveRenderer,
  subscribe,
} from './kiosk';
import { supervise, type Child } from './supervisor';
import { createLogger } from './telemetry';

/** All children and the window are gone within this, milliseconds; then the process ends anyway. */
const QUIT_WITHIN = 4_000;

function readConfig(): Config {
  try {
    return loadConfig({ dataDir: defaultDataDir() });
  } catch (error) {
    console.error(`daogou: ${DaogouError.toWire(error).message}`);
    process.exit(2);
  }
}

function run(config: Config): void {
  const log = createLogger(config.dataDir, 'main', config.log.level);
  let window: BrowserWindow | undefined;
  const screen = createScreenStore({ ...initialScreen(config.language), wakeWords: config.voice.wakeWords }, (patch) => push(window, 'screen.patch', patch));

  const refreshNotices = (): void => screen.set({ notices: notices(screen.state, config.sync.staleHours, new Date()) });
  const child = <C extends ServiceContract>(name: ServiceName, contract: C, on: () => ServiceListeners<C>, onUp: () => void) =>
    supervise({
      name,
      contract,
      config,
      log,
      spawn: () => utilityProcess.fork(path.join(__dirname, '..', 'processes', `${name}.cjs`), [], { serviceName: `daogou-${name}`, stdio: 'inherit' }) as unknown as Child,
      on,
      onHealth: (health) => {
        screen.set({ services: { ...screen.state.services, [name]: health } });
        refreshNotices();
        if (health === 'up') onUp();
      },
    });

  const services = {
    voice: child('voice', voiceService, () => events.voice, () => events.voiceUp()),
    catalog: child('catalog', catalogService, () => events.catalog, () => events.catalogUp()),
    devices: child('devices', devicesService, () => events.devices, () => events.devicesUp()),
  };
  const director = createDirector({
    screen,
    voice: services.voice.call,
    catalog: services.catalog.call,
    devices: services.devices.call,
    defaultLang: config.language,
    idleResetMs: config.idleResetMs,
    log,
  });

  /** A fresh channel between page and voice, whenever either of them is new. */
  const connectAudio = (): void => {
    if (!window || window.isDestroyed() || services.voice.health() !== 'up') return;
    const { port1, port2 } = new MessageChannelMain();
    if (services.voice.sendPort(port1)) window.webContents.postMessage('audio.port', null, [port2]);
  };
  const events = subscribe({ director, screen, services, connectAudio, refreshNotices, prerender: config.voice.prerender, log });

  app.on('second-instance', () => window?.focus());
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
  app.on('window-all-closed', () => app.quit());
  app.on('render-process-gone', (_event, _contents, details) => {
    log.error({ reason: details.reason }, 'the page died; loading it again');
    window?.webContents.reload();
  });

  let quitting = false;
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    void Promise.all(Object.values(services).map((service) => service.stop(QUIT_WITHIN))).then(() => {
      log.info({}, 'quit');
      app.exit(0);
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());

  void app.whenReady().then(() => {
    denyByDefault();
    serveRenderer(rendererRoot());
    registerIpc(createHandlers({ director, screen, services, staffPin: config.staffPin }), () => window, APP_ORIGIN);
    window = openWindow({ kiosk: config.kiosk, preload: path.join(__dirname, 'preload.cjs') });
    window.webContents.on('did-finish-load', connectAudio);
    window.on('closed', () => (window = undefined));
    for (const service of Object.values(services)) service.start();
    setInterval(refreshNotices, 60_000).unref();
    log.info({ version: app.getVersion(), electron: process.versions.electron, packaged: app.isPackaged }, 'started');
  });
}

registerAppScheme();
const config = readConfig();
app.setPath('userData', path.join(config.dataDir, 'electron'));
if (app.requestSingleInstanceLock()) run(config);
else app.quit();

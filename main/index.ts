import { app, MessageChannelMain, utilityProcess, type BrowserWindow } from 'electron';
import path from 'node:path';
import {
  defaultDataDir,
  folderThatTakesFiles,
  keepPrivate,
  loadSteadyConfig,
  makeFilesPrivate,
  privacyNotes,
  type SteadyConfig,
} from './config';
import {
  catalogService,
  DaogouError,
  devicesService,
  voiceService,
  type Config,
  type ServiceContract,
  type ServiceListeners,
  type ServiceName,
  type UpkeepNote,
} from './contract';
import { push, registerIpc } from './ipc';
import {
  APP_ORIGIN,
  createDirector,
  createHandlers,
  createScreenStore,
  initialScreen,
  isTerminalPage,
  keepPage,
  notices,
  openWindow,
  quietChromium,
  refuseSwitches,
  registerAppScheme,
  rendererRoot,
  serveRenderer,
  shutContents,
  shutSession,
  subscribe,
  type Director,
  type ScreenStore,
} from './kiosk';
import { createStaffDoors } from './staff';
import { supervise, type Child } from './supervisor';
import { createLogger, type Logger } from './telemetry';
import { upkeep } from './read-models';

/** All children and the window are gone within this, milliseconds; then the process ends anyway. */
const QUIT_WITHIN = 4_000;

function readConfig(): SteadyConfig {
  try {
    return loadSteadyConfig({ dataDir: defaultDataDir() });
  } catch (error) {
    console.error(`daogou: ${DaogouError.toWire(error).message}`);
    process.exit(2);
  }
}

interface Terminal {
  readonly config: Config;
  /** For staff: settings that were passed over, parts of the data folder that others can read. */
  readonly notes: readonly UpkeepNote[];
  readonly log: Logger;
  readonly screen: ScreenStore;
  window: BrowserWindow | undefined;
}

/** The data folder made private, as far as that goes, the log in it, and the screen's state. */
function createTerminal({ config, notes: settingsNotes }: SteadyConfig): Terminal {
  const untended: string[] = [];
  const looseKeys = keepPrivate(config.dataDir, (file) => untended.push(file));
  const notes = [...settingsNotes, ...privacyNotes(untended, looseKeys)];
  const log = createLogger(config.dataDir, 'main', config.log.level);
  for (const { id, text } of notes) log.warn({ id }, text.en);
  if (untended.length > 0)
    log.warn(
      { files: untended.slice(0, 20) },
      'parts of the data folder could not be looked at or made private',
    );
  const screen = createScreenStore(
    { ...initialScreen(config.language), wakeWords: config.voice.wakeWords },
    (patch) => push(terminal.window, 'screen.patch', patch),
  );
  const terminal: Terminal = { config, notes, log, screen, window: undefined };
  return terminal;
}

function refreshNotices({ config, notes: known, screen }: Terminal): void {
  screen.set({
    notices: notices(screen.state, config.sync.staleHours, new Date()),
    upkeep: upkeep(known, screen.state),
  });
}

function createServices(terminal: Terminal, events: () => Events) {
  const { config, log, screen } = terminal;
  const child = <C extends ServiceContract>(
    name: ServiceName,
    contract: C,
    on: () => ServiceListeners<C>,
    onUp: () => void,
  ) =>
    supervise({
      name,
      contract,
      config,
      log,
      spawn: () =>
        utilityProcess.fork(path.join(__dirname, '..', 'processes', `${name}.cjs`), [], {
          serviceName: `daogou-${name}`,
          stdio: 'inherit',
        }) as unknown as Child,
      on,
      onHealth: (health) => {
        screen.set({ services: { ...screen.state.services, [name]: health } });
        refreshNotices(terminal);
        if (health === 'up') onUp();
      },
    });
  return {
    voice: child(
      'voice',
      voiceService,
      () => events().voice,
      () => events().voiceUp(),
    ),
    catalog: child(
      'catalog',
      catalogService,
      () => events().catalog,
      () => events().catalogUp(),
    ),
    devices: child(
      'devices',
      devicesService,
      () => events().devices,
      () => events().devicesUp(),
    ),
  };
}

type Services = ReturnType<typeof createServices>;
type Events = ReturnType<typeof subscribe>;

/** A fresh channel between page and voice, whenever either of them is new. */
function connectAudio({ window }: Terminal, { voice }: Services): void {
  if (
    !window ||
    window.isDestroyed() ||
    voice.health() !== 'up' ||
    !isTerminalPage(window.webContents.getURL())
  )
    return;
  const { port1, port2 } = new MessageChannelMain();
  if (voice.sendPort(port1)) window.webContents.postMessage('audio.port', null, [port2]);
}

/** Ends the app when it is told to, its children first. */
function quitWith(services: Services, log: Logger): void {
  app.on('window-all-closed', () => app.quit());
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
}

/** The window, the page in it and what the page may ask for. */
function openScreen(terminal: Terminal, services: Services, director: Director): void {
  const { config, log, screen } = terminal;
  const doors = createStaffDoors(config, {
    onTrouble: (error) =>
      log.warn({ error: DaogouError.toWire(error) }, 'wrong staff PINs are counted in this run only'),
  });
  serveRenderer(rendererRoot(), () => screen.state.catalog?.emergency);
  const window = openWindow({ kiosk: config.kiosk, preload: path.join(__dirname, 'preload.cjs') });
  terminal.window = window;
  window.webContents.on('did-finish-load', () => connectAudio(terminal, services));
  // Without its screen the robot has no stop button.
  const onLost = (): void => void director.guidance.stop();
  const page = keepPage(window, { onLost, log });
  registerIpc(
    createHandlers({ director, screen, services, doors, pageAlive: () => page.alive() }),
    () => terminal.window,
    APP_ORIGIN,
  );
  window.on('closed', () => (terminal.window = undefined));
}

function run(settings: SteadyConfig): void {
  const terminal = createTerminal(settings);
  const { config, log, screen } = terminal;
  const services = createServices(terminal, () => events);
  const director = createDirector({
    screen,
    voice: services.voice.call,
    catalog: services.catalog.call,
    devices: services.devices.call,
    defaultLang: config.language,
    idleResetMs: config.idleResetMs,
    log,
  });
  const events: Events = subscribe({
    director,
    screen,
    services,
    connectAudio: () => connectAudio(terminal, services),
    refreshNotices: () => refreshNotices(terminal),
    prerender: config.voice.prerender,
    log,
  });
  app.on('second-instance', () => terminal.window?.focus());
  app.on('web-contents-created', (_event, contents) => shutContents(contents));
  quitWith(services, log);

  void app.whenReady().then(() => {
    openScreen(terminal, services, director);
    for (const service of Object.values(services)) service.start();
    setInterval(() => refreshNotices(terminal), 60_000).unref();
    log.info(
      { version: app.getVersion(), electron: process.versions.electron, packaged: app.isPackaged },
      'started',
    );
  });
}

makeFilesPrivate();
refuseSwitches();
quietChromium();
registerAppScheme();
app.on('session-created', shutSession);
const settings = readConfig();
app.setPath('userData', folderThatTakesFiles(path.join(settings.config.dataDir, 'electron')));
if (app.requestSingleInstanceLock()) run(settings);
else app.quit();

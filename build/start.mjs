/** `npm start`: all set-up, then the terminal on the demo store or on the feed that `--store` names. */
import './bundle/no-telemetry.mjs';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startVirtualDisplay } from './demo/display.mjs';
import { Companions, startHeadquarters, startSimulators } from './demo/services.mjs';
import { runTerminal } from './demo/terminal.mjs';
import { main, setUp } from './setup/index.mjs';
import { takeLock } from './setup/lock.mjs';
import { DEMO_STORE, sharedModelsDir } from './setup/paths.mjs';
import { Missing, line } from './setup/report.mjs';

const USAGE = `usage: npm start -- [--store DIR] [--headless] [--set-up-only]
  --store DIR     open another store feed than the demo store
  --headless      on a virtual display (Xvfb), for machines without a screen
  --set-up-only   prepare everything, open nothing`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        store: { type: 'string', default: DEMO_STORE },
        headless: { type: 'boolean', default: false },
        'set-up-only': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (!existsSync(path.join(values.store, 'store.json')))
      throw new Error(`${values.store} is not a store feed, it has no store.json`);
    return values;
  } catch (error) {
    console.error(`npm start: ${error.message.split('. ')[0]}; see npm start -- --help`);
    process.exit(2);
  }
}

const options = readArguments();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

await main(async () => {
  const store = await setUp(options.store);
  if (options['set-up-only']) return 0;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY && !options.headless)
    throw new Missing('there is no display: set DISPLAY, or run npm start -- --headless');

  const { heldBy } = takeLock(path.join(store.devices, 'start.pid'));
  if (heldBy) throw new Missing(`this store is open already (process ${heldBy})`);

  line('…', 'Devices', `simulated; what the printer prints is in ${path.join(store.devices, 'printer')}`);
  const companions = new Companions();
  let display;
  try {
    const [hq, ports] = await Promise.all([
      startHeadquarters(companions, store.published),
      startSimulators(companions, { map: store.map, state: store.devices }),
    ]);
    if (options.headless) display = await startVirtualDisplay();
    return await runTerminal({
      ...process.env,
      ...(display && { DISPLAY: display.display }),
      DAOGOU_DATA_DIR: store.terminal,
      DAOGOU_VOICE_MODELS_DIR: sharedModelsDir(),
      DAOGOU_SYNC_URL: hq.url,
      DAOGOU_SYNC_ROOT_FILE: hq.root,
      // A real device that the environment names is used.
      ...(!process.env.DAOGOU_BASE_PORT && { DAOGOU_BASE_PORT: ports.base, DAOGOU_BASE_SIMULATED: '1' }),
      ...(!process.env.DAOGOU_PRINTER_PORT && {
        DAOGOU_PRINTER_PORT: ports.printer,
        DAOGOU_PRINTER_SIMULATED: '1',
      }),
      DAOGOU_DEMO: '1',
    });
  } finally {
    await companions.stop();
    await display?.stop();
  }
});

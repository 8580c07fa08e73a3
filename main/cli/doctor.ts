import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { defaultDataDir, loadSteadyConfig } from '../config';
import { DaogouError, ifUnderstood, UNDERSTOOD, wallClock, type Config, type UpkeepNote } from '../contract';
import { changedModelNote, storageNote } from '../read-models';
import { storeTime } from '../words';
import type { Finding } from './doctor-finding';
import { checkPin, checkPrivacy } from './doctor-privacy';

/** A note for staff as a finding, in both languages. */
const noted = (check: string, { level, text }: UpkeepNote): Finding => ({
  check,
  state: level === 'error' ? 'fail' : 'warn',
  message: `${text.zh} ${text.en}`,
});

/** Below this much free space a sync is refused, bytes. */
const DISK_LEAST = 500 * 1024 * 1024;

function checkDisk({ dataDir }: Config): Finding {
  mkdirSync(dataDir, { recursive: true });
  accessSync(dataDir, constants.W_OK);
  const { bavail, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const message = `${Math.round(free / 1024 / 1024)} MB free in ${dataDir}`;
  return free < DISK_LEAST
    ? {
        check: 'disk',
        state: 'fail',
        message: `${message}; make at least ${DISK_LEAST / 1024 / 1024} MB free`,
      }
    : { check: 'disk', state: 'ok', message };
}

/** A language without a voice and rules of its own is shown; heard and answered is what English and Mandarin say. */
function checkLanguage({ language }: Config): Finding {
  if (ifUnderstood(language)) return { check: 'language', state: 'ok', message: language };
  const message = `${language} is shown but not spoken: answers stay silent, and questions are understood in ${UNDERSTOOD.join(' and ')}`;
  return { check: 'language', state: 'warn', message };
}

async function checkCatalog(config: Config): Promise<Finding[]> {
  const { createCatalogStore } = await import('../../catalog-sync');
  const store = await createCatalogStore({
    dataDir: config.dataDir,
    syncUrl: '',
    rootFile: config.sync.rootFile,
    steady: 'visitor',
  });
  try {
    const { ready, sequence, publishedAt, expiresAt, products, storage, timezone } = store.status();
    const records: Finding[] = storage ? [noted('records', storageNote(storage, timezone))] : [];
    if (!ready || !publishedAt)
      return [
        ...records,
        { check: 'catalog', state: 'fail', message: 'no catalog yet: run “daogou sync”' },
        checkClock(undefined, timezone),
      ];
    if (!(await store.intact())) {
      const message = `the file of sequence ${sequence} is not what was verified when it was made; the terminal drops it at its next start: run “daogou sync”`;
      return [...records, { check: 'catalog', state: 'fail', message }, checkClock(publishedAt, timezone)];
    }
    const hours = (wallClock() - Date.parse(publishedAt)) / 3_600_000;
    const message = `sequence ${sequence}, ${products} items, published ${zoned(publishedAt, timezone)}`;
    const expired = expiresAt !== undefined && Date.parse(expiresAt) < wallClock();
    const state = expired ? 'fail' : hours > config.sync.staleHours ? 'warn' : 'ok';
    return [
      ...records,
      {
        check: 'catalog',
        state,
        message: state === 'ok' ? message : `${message}; ${expired ? 'expired' : 'stale'}: run “daogou sync”`,
      },
      checkClock(publishedAt, timezone),
    ];
  } finally {
    await store.close();
  }
}

/** A time in the store's zone, where the store is known. */
const zoned = (time: string, timezone: string | undefined): string =>
  timezone === undefined ? time : storeTime({ timezone }, new Date(time));

/**
 * The clock can't be right when the catalog in hand was published after it, or before this program was
 * written.
 */
function checkClock(publishedAt: string | undefined, timezone: string | undefined): Finding {
  const now = wallClock();
  const moment = zoned(new Date(now).toISOString(), timezone);
  const tooEarly =
    now < Date.UTC(2026, 0, 1) || (publishedAt !== undefined && now < Date.parse(publishedAt) - 300_000);
  return tooEarly
    ? {
        check: 'clock',
        state: 'fail',
        message: `${moment} lies before the catalog was published; set the clock (NTP)`,
      }
    : { check: 'clock', state: 'ok', message: moment };
}

async function checkModels(config: Config): Promise<Finding[]> {
  const { modelsChanged, modelsList } = await import('../../voice');
  const models = await modelsList({ modelsDir: config.voice.modelsDir });
  const changed = (await modelsChanged({ modelsDir: config.voice.modelsDir })).map(({ id }) =>
    noted(`model ${id}`, changedModelNote(id)),
  );
  const broken = new Set(changed.map(({ check }) => check));
  const listed = models
    .filter((model) => model.state === 'installed' || !model.byName)
    .map((model): Finding => ({
      check: `model ${model.id}`,
      state: model.state === 'installed' ? 'ok' : model.required ? 'fail' : 'warn',
      message:
        model.state === 'installed'
          ? `${model.stage}, ${model.languages.join('+')}`
          : `not installed: run “daogou models install ${model.id}”`,
    }));
  return [...changed, ...listed.filter(({ check }) => !broken.has(check))];
}

async function checkDevices(config: Config): Promise<Finding[]> {
  const { adviceFor, listDevices } = await import('../../native');
  return (await listDevices(config)).map((device) => {
    const { name, kind, state, port, detail, simulated } = device;
    const advice = adviceFor(device);
    const found = [`${kind} ${state}`, port, simulated ? 'simulated' : '', detail].filter(Boolean).join(', ');
    return {
      check: `device ${name}`,
      state: state === 'fault' ? 'fail' : state === 'absent' ? 'warn' : 'ok',
      message: advice ? `${found}: ${advice}` : found,
    };
  });
}

async function checkKeys({ dataDir }: Config): Promise<Finding[]> {
  const { looseKeys } = await import('../../catalog-sync');
  return looseKeys(path.join(dataDir, 'keys')).map((file) => ({
    check: 'keys',
    state: 'fail',
    message: `${file} is open to other users and not used: run “chmod 600 ${file}”, and change the key if others used this machine`,
  }));
}

async function settle(check: string, work: () => Promise<Finding[]> | Finding[]): Promise<Finding[]> {
  try {
    return await work();
  } catch (error) {
    return [{ check, state: 'fail', message: DaogouError.toWire(error).message }];
  }
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const { config, notes } = loadSteadyConfig({ dataDir: defaultDataDir() });
  const findings = [
    ...notes.map((note) => noted('settings', note)),
    ...(await settle('disk', () => [checkDisk(config)])),
    checkLanguage(config),
    ...(await settle('privacy', () => [checkPrivacy(config)])),
    ...(await settle('staff PIN', () => [checkPin(config)])),
    ...(await settle('catalog', () => checkCatalog(config))),
    ...(await settle('keys', () => checkKeys(config))),
    ...(await settle('models', () => checkModels(config))),
    ...(await settle('devices', () => checkDevices(config))),
    {
      check: 'logs',
      state: 'ok',
      message: existsSync(path.join(config.dataDir, 'logs')) ? path.join(config.dataDir, 'logs') : 'none yet',
    } satisfies Finding,
  ];
  for (const { check, state, message } of findings) {
    process.stdout.write(
      json ? `${JSON.stringify({ check, state, message })}\n` : `${state.padEnd(4)}  ${check}: ${message}\n`,
    );
  }
  if (findings.some(({ state }) => state === 'fail')) process.exitCode = 1;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'Checks models, devices, catalog age, disk and clock; the exit status is 1 when something must be mended.',
    )
    .option('--json', 'one JSON object a line')
    .action(run);
}

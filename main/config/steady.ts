import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Config, SettingProblem, UpkeepNote } from '../contract';
import { sayInEach, settingsWords } from '../words';
import {
  finish,
  fromEnvironment,
  LAST_GOOD_FILE,
  readStoreFile,
  STORE_FILE,
  validate,
  type Json,
} from './load';
import { BadSettings } from './problems';

/** Others than the owner may read or write. */
const OTHERS = 0o077;

export interface SteadyConfig {
  config: Config;
  /** What was passed over, for the log, the staff page and `daogou doctor`. */
  notes: UpkeepNote[];
}

/** What is wrong, as codes; an error that is none of settings is one of reading them. */
const problemsIn = (error: unknown): readonly SettingProblem[] =>
  error instanceof BadSettings ? error.problems : [{ at: '', problem: 'unreadable' }];

/**
 * The configuration of a terminal that must start: a bad `config/store.json` gives way to the last good one
 * (a copy is kept of each that was), and that one to the defaults; a variable of the environment that does
 * not fit is passed over. Each is named in `notes`. Never throws for what they hold.
 */
export function loadSteadyConfig(
  defaults: { dataDir: string } & Json,
  environment: NodeJS.ProcessEnv = process.env,
): SteadyConfig {
  const notes: UpkeepNote[] = [];
  const env = fromEnvironment(environment, (name, _reason, problems) =>
    notes.push(badVariable(name, problems)),
  );
  const dataDir = path.resolve(String(env.dataDir ?? defaults.dataDir));
  const file = path.join(dataDir, STORE_FILE);
  const { store, note } = storeOrLastGood(defaults, dataDir);
  if (note) notes.push(note);
  const loose = closeToOthers(file, store);
  if (loose) notes.push(loose);
  return { config: finish(validate(defaults, store, { ...env, dataDir }, file)), notes };
}

function storeOrLastGood(
  defaults: { dataDir: string } & Json,
  dataDir: string,
): { store: Json; note?: UpkeepNote } {
  const [file, lastGood] = [path.join(dataDir, STORE_FILE), path.join(dataDir, LAST_GOOD_FILE)];
  const read = (from: string): Json => {
    const store = readStoreFile(from);
    validate(defaults, store, { dataDir }, from);
    return store;
  };
  try {
    const store = read(file);
    if (existsSync(file)) keep(file, lastGood);
    return { store };
  } catch (error) {
    try {
      if (existsSync(lastGood))
        return { store: read(lastGood), note: badFile(file, problemsIn(error), 'last') };
    } catch {
      // Bad as well: the defaults are left.
    }
    return { store: {}, note: badFile(file, problemsIn(error), 'none') };
  }
}

/**
 * The copy holds the PIN and the broker's password: its owner reads it alone. Where the disk takes no copy
 * the older one stays.
 */
function keep(file: string, lastGood: string): void {
  const aside = `${lastGood}.tmp`;
  try {
    const text = readFileSync(file);
    if (existsSync(lastGood) && readFileSync(lastGood).equals(text)) return;
    mkdirSync(path.dirname(lastGood), { recursive: true });
    writeFileSync(aside, text, { mode: 0o600, flush: true });
    renameSync(aside, lastGood);
  } catch {
    rmQuietly(aside);
  }
}

function rmQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}

/**
 * A settings file with secrets in it is closed to other users of the machine; where that is not possible
 * staff is told.
 */
function closeToOthers(file: string, store: Json): UpkeepNote | undefined {
  const broker = store['broker'];
  const secret =
    store['staffPin'] !== undefined ||
    (typeof broker === 'object' && broker !== null && 'password' in broker);
  // A file without secrets, or one whose folder may not be entered, is not looked at.
  if (process.platform === 'win32' || !secret) return undefined;
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & OTHERS) === 0) return undefined;
  try {
    chmodSync(file, mode & ~OTHERS);
    return { id: 'config-loose', level: 'info', text: sayInEach('upkeep.settings_closed', { file }) };
  } catch {
    return { id: 'config-loose', level: 'warn', text: sayInEach('upkeep.settings_open', { file }) };
  }
}

function badFile(file: string, problems: readonly SettingProblem[], instead: 'last' | 'none'): UpkeepNote {
  const text = sayInEach(`upkeep.settings_bad.${instead}`, (lang) => ({
    file,
    problems: settingsWords(problems, lang),
  }));
  return { id: 'config-store', level: 'error', text };
}

function badVariable(name: string, problems: readonly SettingProblem[]): UpkeepNote {
  const text = sayInEach('upkeep.variable_bad', (lang) => ({
    name,
    problems: settingsWords(problems, lang),
  }));
  return { id: `config-env-${name}`, level: 'error', text };
}

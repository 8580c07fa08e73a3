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
import { settingsWords } from '../words';
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
    return {
      id: 'config-loose',
      level: 'info',
      text: {
        zh: `${file} 含有密码，其他用户曾可读取；已改为仅所有者可读。若有他人用过本机，请更换密码。`,
        en: `${file} holds secrets and was open to other users; it is now its owner's alone. Change the secrets if others used this machine.`,
      },
    };
  } catch {
    return {
      id: 'config-loose',
      level: 'warn',
      text: {
        zh: `${file} 含有密码，其他用户可读取，且无法更改权限。请运行 chmod 600 ${file}，并更换密码。`,
        en: `${file} holds secrets, is open to other users and can't be closed from here. Run chmod 600 ${file} and change the secrets.`,
      },
    };
  }
}

function badFile(file: string, problems: readonly SettingProblem[], instead: 'last' | 'none'): UpkeepNote {
  const zh = instead === 'last' ? '现用上次可用的设置。' : '没有可用的旧设置，现用默认设置。';
  const en =
    instead === 'last'
      ? 'the last good settings are in use.'
      : 'there are no earlier good ones, so the defaults are in use.';
  return {
    id: 'config-store',
    level: 'error',
    text: {
      zh: `设置文件 ${file} 有误：${settingsWords(problems, 'zh')}。${zh}`,
      en: `The settings in ${file} are not right: ${settingsWords(problems, 'en')}; ${en}`,
    },
  };
}

function badVariable(name: string, problems: readonly SettingProblem[]): UpkeepNote {
  return {
    id: `config-env-${name}`,
    level: 'error',
    text: {
      zh: `环境变量 ${name} 有误，已忽略：${settingsWords(problems, 'zh')}。`,
      en: `The variable ${name} is not right and was ignored: ${settingsWords(problems, 'en')}.`,
    },
  };
}

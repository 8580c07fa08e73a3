import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Config, DaogouError, type SettingProblem } from '../contract';
import { BadSettings, problemsOf } from './problems';

export type Json = Record<string, unknown>;

/** `secondPass` of section `voice` is `DAOGOU_VOICE_SECOND_PASS`. */
function environmentName(keys: readonly string[]): string {
  return ['DAOGOU', ...keys.map((key) => key.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase())].join('_');
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/**
 * The readings of an environment string, from plain to particular; the first that the leaf's schema takes is
 * meant.
 */
function readings(raw: string): unknown[] {
  const number = raw.trim() !== '' && Number.isFinite(Number(raw)) ? [Number(raw)] : [];
  return [raw, ...number, ...truth(raw), raw.split('|').filter(Boolean)];
}

function truth(raw: string): boolean[] {
  if (/^(1|true|yes|on)$/i.test(raw)) return [true];
  return /^(0|false|no|off)$/i.test(raw) ? [false] : [];
}

type OnBad = (name: string, reason: string, problems: readonly SettingProblem[]) => void;

/**
 * What the environment sets; `onBad` hears of each variable that does not fit, which then counts as not set.
 */
export function fromEnvironment(environment: NodeJS.ProcessEnv, onBad: OnBad): Json {
  return (readVariables(Config, environment, onBad) ?? {}) as Json;
}

function readVariables(
  schema: z.ZodType,
  environment: NodeJS.ProcessEnv,
  onBad: OnBad,
  keys: string[] = [],
): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const out: Json = {};
    for (const [key, child] of Object.entries(inner.shape as Record<string, z.ZodType>)) {
      const value = readVariables(child, environment, onBad, [...keys, key]);
      if (value !== undefined) out[key] = value;
    }
    return Object.keys(out).length > 0 ? out : undefined;
  }
  const name = environmentName(keys);
  const raw = environment[name];
  if (raw === undefined || raw === '') return undefined;
  const fit = readings(raw).find((reading) => inner.safeParse(reading).success);
  if (fit === undefined) {
    const error = nearestError(inner, raw);
    onBad(name, z.prettifyError(error).replace(/\s+/g, ' '), problemsOf(error, [name]));
  }
  return fit;
}

/** Why a string does not fit, by the reading that has the right type where there is one. */
function nearestError(schema: z.ZodType, raw: string): z.ZodError {
  const errors = readings(raw).map((reading) => schema.safeParse(reading).error!);
  return errors.find(({ issues }) => issues.every(({ code }) => code !== 'invalid_type')) ?? errors[0]!;
}

function merge(base: Json, over: Json): Json {
  const out = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = out[key];
    const both = [under, value].every((v) => typeof v === 'object' && v !== null && !Array.isArray(v));
    out[key] = both ? merge(under as Json, value as Json) : value;
  }
  return out;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Name of the store's own settings, below the data folder. */
export const STORE_FILE = path.join('config', 'store.json');
/** Copy of the last settings that were good. */
export const LAST_GOOD_FILE = path.join('config', 'store.last-good.json');

/**
 * The settings of a file; none where there is no file. Throws `bad_request` where it is no JSON object or
 * can't be read.
 */
export function readStoreFile(file: string): Json {
  if (!existsSync(file)) return {};
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // Node's own words quote the text, which holds secrets.
    const { message, code } = error as NodeJS.ErrnoException;
    if (code !== undefined)
      throw new BadSettings(`${file} can’t be read: ${code}`, [{ at: '', problem: 'unreadable' }]);
    const [where, line, column] = /at position \d+(?: \(line (\d+) column (\d+)\))?/.exec(message) ?? [];
    throw new BadSettings(`${file} is not a JSON object${where ? `: see ${where}` : ''}`, [
      { at: '', problem: 'not_json', ...(line && { line: Number(line), column: Number(column) }) },
    ]);
  }
}

/** Defaults < store < environment, checked. Throws `bad_request`. */
export function validate(defaults: Json, store: Json, env: Json, file: string): Config {
  const parsed = Config.safeParse(merge(merge(defaults, store), env));
  if (!parsed.success)
    throw new BadSettings(
      `configuration (${file} or DAOGOU_*): ${z.prettifyError(parsed.error)}`,
      problemsOf(parsed.error),
    );
  return parsed.data;
}

/** Fills in what depends on the data folder, and freezes. */
export function finish(config: Config): Config {
  if (config.voice.modelsDir === '') config.voice.modelsDir = path.join(config.dataDir, 'models');
  if (config.sync.rootFile === '') config.sync.rootFile = path.join(config.dataDir, 'trust', 'root.json');
  return deepFreeze(config);
}

/**
 * The one frozen configuration: defaults < `config/store.json` of the data folder < `DAOGOU_*` of the
 * environment. For commands, whose user mends what is wrong; the terminal itself starts with
 * `loadSteadyConfig`.
 * @throws DaogouError `bad_request` naming the file or variable and what is wrong with it.
 */
export function loadConfig(
  defaults: { dataDir: string } & Json,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const env = fromEnvironment(environment, (name, reason) => {
    throw new DaogouError('bad_request', `${name}=${environment[name]}: ${reason}`);
  });
  const dataDir = path.resolve(String(env.dataDir ?? defaults.dataDir));
  const file = path.join(dataDir, STORE_FILE);
  return finish(validate(defaults, readStoreFile(file), { ...env, dataDir }, file));
}

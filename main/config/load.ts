import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Config, DaogouError } from '../contract';

type Json = Record<string, unknown>;

/** `secondPass` of section `voice` is `DAOGOU_VOICE_SECOND_PASS`. */
function environmentName(keys: readonly string[]): string {
  return ['DAOGOU', ...keys.map((key) => key.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase())].join('_');
}

function unwrap(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional
    ? unwrap(schema.unwrap() as z.ZodType)
    : schema;
}

/** The readings of an environment string, from plain to particular; the first that the leaf's schema takes is meant. */
function readings(raw: string): unknown[] {
  const truth = /^(1|true|yes|on)$/i.test(raw) ? [true] : /^(0|false|no|off)$/i.test(raw) ? [false] : [];
  const number = raw.trim() !== '' && Number.isFinite(Number(raw)) ? [Number(raw)] : [];
  return [raw, ...number, ...truth, raw.split('|').filter(Boolean)];
}

function fromEnvironment(schema: z.ZodType, environment: NodeJS.ProcessEnv, keys: string[] = []): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) {
    const out: Json = {};
    for (const [key, child] of Object.entries(inner.shape as Record<string, z.ZodType>)) {
      const value = fromEnvironment(child, environment, [...keys, key]);
      if (value !== undefined) out[key] = value;
    }
    return Object.keys(out).length > 0 ? out : undefined;
  }
  const name = environmentName(keys);
  const raw = environment[name];
  if (raw === undefined || raw === '') return undefined;
  const fit = readings(raw).find((reading) => inner.safeParse(reading).success);
  if (fit === undefined) throw new DaogouError('bad_request', `${name}=${raw}: ${z.prettifyError(inner.safeParse(raw).error!)}`);
  return fit;
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

/**
 * The one frozen configuration: defaults < `config/store.json` of the data folder < `DAOGOU_*` of the environment.
 * @throws DaogouError `bad_request` naming the file or variable and what is wrong with it.
 */
export function loadConfig(defaults: { dataDir: string } & Json, environment: NodeJS.ProcessEnv = process.env): Config {
  const env = (fromEnvironment(Config, environment) ?? {}) as Json;
  const dataDir = path.resolve(String(env.dataDir ?? defaults.dataDir));
  const file = path.join(dataDir, STORE_FILE);
  let store: Json = {};
  if (existsSync(file)) {
    try {
      store = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      throw new DaogouError('bad_request', `${file} is not a JSON object: ${(error as Error).message}`);
    }
  }
  const parsed = Config.safeParse(merge(merge(defaults, store), { ...env, dataDir }));
  if (!parsed.success) throw new DaogouError('bad_request', `configuration (${file} or DAOGOU_*): ${z.prettifyError(parsed.error)}`);
  const config = parsed.data;
  if (config.voice.modelsDir === '') config.voice.modelsDir = path.join(dataDir, 'models');
  if (config.sync.rootFile === '') config.sync.rootFile = path.join(dataDir, 'trust', 'root.json');
  return deepFreeze(config);
}

import { z } from 'zod';

const Pin = z.string().regex(/^\d{4,8}$/, 'four to eight digits');

const Serial = z.object({
  /** A device path, or `auto` for discovery by USB ids; `none` switches it off. */
  port: z.string().default('auto'),
  /** A simulator stands behind the port; the screen says so. */
  simulated: z.boolean().default(false),
  baudRate: z.number().int().positive().default(115_200),
});

/** The terminal's whole configuration: defaults, then `store.json` of the data folder's `config/`, then `DAOGOU_*` of the environment. Frozen once read. */
export const Config = z.strictObject({
  dataDir: z.string(),
  demo: z.boolean().default(false),
  kiosk: z.boolean().default(false),
  language: z.enum(['zh', 'en']).default('zh'),
  staffPin: Pin.default('2580'),
  idleResetMs: z.number().int().min(5_000).default(45_000),
  sync: z
    .strictObject({
      /** Base address of the published repository; empty: only what is on disk. */
      url: z.string().default(''),
      /** First trusted root.json; empty: `trust/root.json` of the data folder. */
      rootFile: z.string().default(''),
      pollMinutes: z.number().positive().default(60),
      staleHours: z.number().positive().default(36),
    })
    .prefault({}),
  voice: z
    .strictObject({
      enabled: z.boolean().default(true),
      modelsDir: z.string().default(''),
      wakeWords: z.array(z.string().min(1)).default(['你好小店', '小云小云']),
      voiceZh: z.string().default('zf_xiaoxiao'),
      voiceEn: z.string().default('af_heart'),
      secondPass: z.boolean().default(true),
      threads: z.number().int().min(1).max(8).default(2),
      prerender: z.boolean().default(true),
    })
    .prefault({}),
  base: Serial.extend({
    driver: z.enum(['kobuki', 'goal']).default('kobuki'),
    /** Metres a second; a pace an elder can follow. */
    speed: z.number().positive().max(0.7).default(0.5),
    /** Metres. */
    radius: z.number().positive().default(0.25),
    /** Digital input (0 to 3) of the base that the emergency stop is wired to; a fail-safe chain opens, so `low` means stop. */
    emergencyStopInput: z.number().int().min(0).max(3).optional(),
    emergencyStopLevel: z.enum(['high', 'low']).default('low'),
  }).prefault({}),
  printer: Serial.extend({ profile: z.string().default('generic-80') }).prefault({}),
  scanner: Serial.prefault({}),
  log: z.strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info') }).prefault({}),
});
export type Config = z.infer<typeof Config>;

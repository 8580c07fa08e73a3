import { z } from 'zod';
import { LabelRule } from './labels';
import { Lang } from './languages';

/** What is wrong with one setting. Never what stands there: it may be a secret. */
export interface SettingProblem {
  /** `sync.pollMinutes`; empty for the file as a whole. */
  readonly at: string;
  readonly problem: 'type' | 'range' | 'choice' | 'form' | 'unknown' | 'not_json' | 'unreadable';
  /** The type, the bound, the choices or the form that would be right. */
  readonly expected?: string;
  /** Where in a file that is no JSON. */
  readonly line?: number;
  readonly column?: number;
}

const Pin = z.string().regex(/^\d{4,8}$/, 'four to eight digits');

/**
 * Drivers of `native/base/makes.ts` and profiles of `native/printer/profiles.ts`; a test there holds them
 * together.
 */
export const BASE_DRIVERS = ['kobuki', 'goal'] as const;
export const PRINTER_PROFILES = [
  'generic-80',
  'generic-58',
  'epson-tm-t82',
  'epson-tm-m30',
  'xprinter-xp-n160',
  'gprinter-gp-58',
  'generic-80-latin',
  'generic-58-latin',
  'raster-80',
] as const;

/** Empty, or an address that can be parsed, of one of these protocols. */
const address = (protocols: RegExp, form: string, or = '') =>
  z
    .string()
    .refine(
      (text) =>
        text === '' ||
        text === or ||
        (URL.canParse(text) && protocols.test(new URL(text).protocol) && new URL(text).hostname !== ''),
      { error: `of the form ${form}`, params: { form } },
    );

const Serial = z.object({
  /** A device path, or `auto` for discovery by USB ids; `none` switches it off. */
  port: z.string().default('auto'),
  /** A simulator stands behind the port; the screen says so. */
  simulated: z.boolean().default(false),
  baudRate: z.number().int().positive().default(115_200),
});

/**
 * The terminal's whole configuration: defaults, then `store.json` of the data folder's `config/`, then
 * `DAOGOU_*` of the environment. Frozen once read.
 */
export const Config = z.strictObject({
  dataDir: z.string(),
  demo: z.boolean().default(false),
  kiosk: z.boolean().default(false),
  language: Lang.default('zh'),
  /**
   * Four to eight digits, in clear; ignored while it is weak. Better is one that staff sets, which is kept
   * hashed and goes before this one. Empty: none.
   */
  staffPin: Pin.or(z.literal('')).default(''),
  idleResetMs: z.number().int().min(5_000).default(45_000),
  sync: z
    .strictObject({
      /** Base address of the published repository; empty: only what is on disk. */
      url: address(/^https?:$/, 'https://host/store/').default(''),
      /** First trusted root.json; empty: `trust/root.json` of the data folder. */
      rootFile: z.string().default(''),
      pollMinutes: z.number().positive().default(60),
      staleHours: z.number().positive().default(36),
      /** Named rollout cohort that HQ knows, such as `pilot`; empty: none. */
      cohort: z.string().default(''),
      /**
       * Hours of the store's own time in which it polls, such as `01:00-05:00`; empty: all day. Orders of
       * staff and hints of the broker go at any time.
       */
      window: z
        .string()
        .regex(/^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d)?$/, 'of the form 01:00-05:00')
        .default(''),
      /** Most data that one night's polls may fetch, megabytes; 0: no limit. */
      nightlyMegabytes: z.number().min(0).default(0),
      /**
       * Web proxy, such as `http://proxy.store:3128`; empty: what HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the
       * environment say.
       */
      proxy: address(/^https?:$/, 'http://host:port').default(''),
    })
    .prefault({}),
  /** The store's MQTT broker, over which its terminals share offers, calls for staff and their health. */
  broker: z
    .strictObject({
      /**
       * `mqtts://host:8883`; `embedded`: this terminal runs one itself, for a store with a single terminal;
       * empty: none.
       */
      url: address(/^(mqtts?|wss?):$/, 'mqtts://host:8883, or embedded', 'embedded').default('embedded'),
      /**
       * A user that several share; empty: the terminal's own, which `daogou fleet --account` shows. The
       * embedded one asks it of staff's devices and HQ; other terminals come under their own users (`daogou
       * fleet --admit`).
       */
      username: z.string().default(''),
      password: z.string().default(''),
      /** File with the broker's certificate authority, PEM; empty: those that the system trusts. */
      caFile: z.string().default(''),
      /** Where the embedded one listens; on another address than this machine's own it needs a password. */
      host: z.string().default('127.0.0.1'),
      /** 0 takes a free one. */
      port: z.number().int().min(0).max(65_535).default(0),
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
      volume: z
        .strictObject({
          /** Speaks louder in a loud shop, within limits. */
          followNoise: z.boolean().default(true),
          /** Hours in which it speaks softly, the terminal's local time, such as `22:00-08:00`. */
          quietHours: z
            .array(
              z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'hours as 22:00-08:00'),
            )
            .default([]),
          /** Change in the quiet hours, decibels. */
          quietDecibels: z.number().min(-30).max(0).default(-8),
        })
        .prefault({}),
    })
    .prefault({}),
  base: Serial.extend({
    /** The make: `kobuki`, or `goal` (bases that steer by themselves). */
    driver: z.enum(BASE_DRIVERS).default('kobuki'),
    /** Metres a second; a pace an elder can follow. */
    speed: z.number().positive().max(0.7).default(0.5),
    /** Metres. */
    radius: z.number().positive().default(0.25),
    /**
     * Digital input (0 to 3) of the base that the emergency stop is wired to; a fail-safe chain opens, so
     * `low` means stop.
     */
    emergencyStopInput: z.number().int().min(0).max(3).optional(),
    emergencyStopLevel: z.enum(['high', 'low']).default('low'),
    /**
     * Anchor of the floor plan at which the charger holds the robot, facing as it does then; without one the
     * robot goes back to its post.
     */
    dock: z.string().optional(),
  }).prefault({}),
  printer: Serial.extend({ profile: z.enum(PRINTER_PROFILES).default('generic-80') }).prefault({}),
  scanner: Serial.extend({
    /**
     * How labels of the store's scales are read, such as `{ "pattern": "21IIIIIWWWWWC" }` for grams; they go
     * before what is usual in its country. Without one the item is found and its weight and price are not told.
     */
    labels: z.array(LabelRule).max(50).default([]),
  }).prefault({}),
  log: z
    .strictObject({ level: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info') })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;

import { z } from 'zod';
import { Place } from './answer';
import { Measure } from './labels';
import { Lang, LocalizedText } from './languages';
import { DeviceReason, NavReason, PrintReason } from './reasons';
import { Point, StoreMap } from './store-map';

export const DeviceKind = z.enum(['base', 'printer', 'scanner']);
export type DeviceKind = z.infer<typeof DeviceKind>;

export const DeviceState = z.enum(['absent', 'connecting', 'ready', 'busy', 'fault']);
export type DeviceState = z.infer<typeof DeviceState>;

export const DeviceStatus = z.object({
  name: z.string(),
  kind: DeviceKind,
  state: DeviceState,
  simulated: z.boolean(),
  port: z.string().optional(),
  /** What is wrong, where something is. */
  reason: DeviceReason.optional(),
  /** The same in plain English with what the system said, for logs and the command line. */
  detail: z.string().optional(),
  /** In [0,1], bases only. */
  battery: z.number().optional(),
  counters: z.record(z.string(), z.number()).optional(),
});
export type DeviceStatus = z.infer<typeof DeviceStatus>;

export const Pose = z.object({ x: z.number(), y: z.number(), theta: z.number() });
export type Pose = z.infer<typeof Pose>;

export const NavState = z.object({
  state: z.enum([
    'idle',
    'planning',
    'driving',
    'waiting',
    'arrived',
    'returning',
    'blocked',
    'stopped',
    'fault',
  ]),
  path: z.array(Point),
  pose: Pose.optional(),
  goal: Point.optional(),
  target: z.string().optional(),
  /** Metres still to go along the path. */
  remaining: z.number().optional(),
  /** Why it waits, ended or did not begin. */
  reason: NavReason.optional(),
  /** The same in plain English, for logs and the command line. */
  detail: z.string().optional(),
});
export type NavState = z.infer<typeof NavState>;

/** A place to drive to: an aisle (with a bay), an amenity id, or a bare point. */
export const NavTarget = z.object({
  aisle: z.string().optional(),
  bay: z.string().optional(),
  amenity: z.string().optional(),
  point: Point.optional(),
  label: z.string(),
});
export type NavTarget = z.infer<typeof NavTarget>;

export const SlipItem = z.object({
  gtin: z.string(),
  name: LocalizedText,
  size: z.string().optional(),
  price: z.number(),
  offerPrice: z.number().optional(),
  currency: z.string(),
  places: z.array(Place),
});
export type SlipItem = z.infer<typeof SlipItem>;

/** A picture on a slip, printed in black and white dots: PNG as base64, at most 2 MiB of it. */
export const Picture = z.object({ png: z.base64().max(2_800_000) });
export type Picture = z.infer<typeof Picture>;

export const PrintDocument = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('locator'),
    lang: Lang,
    storeName: LocalizedText,
    /** RFC 3339 with the store's offset. */
    printedAt: z.string(),
    asOf: z.string().optional(),
    items: z.array(SlipItem).min(1).max(20),
    /** How many more there are than the slip lists. */
    more: z.number().int().positive().optional(),
    map: StoreMap.optional(),
  }),
  z.object({
    type: z.literal('coupon'),
    lang: Lang,
    storeName: LocalizedText,
    printedAt: z.string(),
    title: LocalizedText,
    code: z.string(),
    terms: LocalizedText.optional(),
    endsAt: z.string(),
    picture: Picture.optional(),
  }),
  z.object({
    type: z.literal('text'),
    lang: Lang,
    storeName: LocalizedText,
    printedAt: z.string(),
    title: z.string(),
    body: z.string(),
  }),
  /** One offer for the notice board. */
  z.object({
    type: z.literal('promotion'),
    lang: Lang,
    storeName: LocalizedText,
    printedAt: z.string(),
    title: LocalizedText,
    items: z.array(SlipItem).max(20),
    endsAt: z.string().optional(),
    terms: LocalizedText.optional(),
    picture: Picture.optional(),
  }),
  /** A price label for the shelf. */
  z.object({ type: z.literal('label'), lang: Lang, printedAt: z.string(), item: SlipItem }),
  z.object({
    type: z.literal('diagnostic'),
    /** Staff's; without one the fixed words are in both. */
    lang: Lang.optional(),
    storeName: LocalizedText,
    printedAt: z.string(),
    lines: z.array(z.string()),
  }),
]);
export type PrintDocument = z.infer<typeof PrintDocument>;

export const PrintState = z.object({
  jobId: z.string(),
  state: z.enum(['queued', 'printing', 'done', 'failed', 'waiting']),
  reason: PrintReason.optional(),
});
export type PrintState = z.infer<typeof PrintState>;

/** The papers that a shopper may ask for. */
export const PaperKind = z.enum(['slip', 'coupon', 'knowledge']);
export type PaperKind = z.infer<typeof PaperKind>;

/** What a coupon is worth without its paper. */
export const CouponCode = z.object({ title: LocalizedText, code: z.string() });
export type CouponCode = z.infer<typeof CouponCode>;

/**
 * How a shopper's papers go, as the screen shows it: what is on them, and the codes of coupons to take along
 * where no paper comes out.
 */
export const ShownPrint = PrintState.extend({
  what: PaperKind.optional(),
  coupons: z.array(CouponCode).max(3).optional(),
});
export type ShownPrint = z.infer<typeof ShownPrint>;

/** A slip that did not come out, as staff sees it. */
export const FailedPrint = z.object({
  jobId: z.string(),
  /** RFC 3339. */ at: z.string(),
  type: z.string(),
  title: z.string(),
  reason: PrintReason.optional(),
});
export type FailedPrint = z.infer<typeof FailedPrint>;

export const Scan = z.object({
  kind: z.enum(['gtin', 'member', 'url', 'unknown']),
  gtin: z.string().optional(),
  /** What the number may be as well: eight digits can be an EAN-8 and a UPC-E. */
  also: z.array(z.string()).optional(),
  measure: Measure.optional(),
  raw: z.string(),
});
export type Scan = z.infer<typeof Scan>;

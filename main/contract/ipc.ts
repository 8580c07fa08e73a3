import { z } from 'zod';
import { ItemCard } from './answer';
import { Lang, LocalizedText } from './languages';
import { FailedPrint, NavState, NavTarget, PrintState } from './devices';
import { ScreenPatch, ScreenSnapshot } from './screen';
import { CategoryNode } from './services';
import { Amenity, Point, StoreMap } from './store-map';
import { TURN_NOTES, TurnNote } from './trace';
import { Unanswered, WantedKind } from './unanswered';

const Nothing = z.undefined();
const Void = z.void();
const Pin = z.string().regex(/^\d{4,8}$/);

/** What the staff page shows beyond the screen's own state. */
/** A place of the floor plan that staff may put the robot at, and what stands near it. */
export const StaffPlace = z.object({
  id: z.string(),
  kind: z.enum(['post', 'kiosk', 'anchor']),
  /** Counted by kind; the post is the first kiosk. */
  number: z.number().int(),
  at: Point,
  near: z
    .object({ aisle: z.string(), category: z.string(), name: Amenity.shape.name.unwrap() })
    .partial()
    .optional(),
});
export type StaffPlace = z.infer<typeof StaffPlace>;

export const StaffPage = z.object({
  failedPrints: z.array(FailedPrint),
  promotions: z.array(z.object({ id: z.string(), title: LocalizedText })),
  /** Places of the floor plan the robot can be told to stand at; the first is its post. */
  places: z.array(StaffPlace),
  /** What was asked for in vain, as far as it was understood, the most frequent first. */
  unanswered: z.array(
    Unanswered.pick({ words: true, kinds: true, reason: true, scanned: true }).extend({
      count: z.number().int(),
    }),
  ),
  /** The last turns, newest first: what was understood and what it came to, never what was said. */
  turns: z.array(TurnNote).max(TURN_NOTES),
  /** Kinds of goods that were asked for and are not carried, the most wanted first. */
  wanted: z.array(WantedKind),
});
export type StaffPage = z.infer<typeof StaffPage>;

/**
 * Which PIN opens the staff page: one that staff set, one of the configuration, the demonstration's, none
 * yet, or one whose file is damaged.
 */
export const StaffDoorState = z.object({
  pin: z.enum(['set', 'configured', 'demo', 'missing', 'damaged']),
  demoPin: Pin.optional(),
});
export type StaffDoorState = z.infer<typeof StaffDoorState>;

/**
 * Every channel between renderer and main. Both sides and the preload bridge are derived from this one value,
 * and a test walks it. `invoke`: renderer asks, main answers with a `Result`. `push`: main tells the
 * renderer. `port`: main hands a MessagePort over.
 */
export const ipcSchema = {
  'screen.snapshot': { direction: 'invoke', request: Nothing, response: ScreenSnapshot },
  'screen.patch': { direction: 'push', payload: ScreenPatch },
  /**
   * The page has drawn itself and its event loop turns, every two seconds; without it main begins the page
   * anew.
   */
  'page.alive': { direction: 'invoke', request: Nothing, response: Void },
  /** Any touch, so that the idle reset waits. */
  'screen.activity': { direction: 'invoke', request: Nothing, response: Void },
  'screen.home': { direction: 'invoke', request: Nothing, response: Void },
  'screen.language': { direction: 'invoke', request: z.object({ lang: Lang }), response: Void },
  'turn.start': { direction: 'invoke', request: Nothing, response: Void },
  'turn.cancel': { direction: 'invoke', request: Nothing, response: Void },
  /** Typed or tapped, answered on screen and aloud. */
  'ask.text': {
    direction: 'invoke',
    request: z.object({ text: z.string().min(1).max(500) }),
    response: Void,
  },
  'catalog.browse': {
    direction: 'invoke',
    request: z.object({ path: z.array(z.string()).max(6) }),
    response: z.object({ categories: z.array(CategoryNode), cards: z.array(ItemCard) }),
  },
  'catalog.offers': {
    direction: 'invoke',
    request: Nothing,
    response: z.object({
      cards: z.array(ItemCard),
      promotions: z.array(z.object({ id: z.string(), title: LocalizedText })),
    }),
  },
  'catalog.map': { direction: 'invoke', request: Nothing, response: StoreMap.nullable() },
  'item.open': { direction: 'invoke', request: z.object({ gtin: z.string().max(14) }), response: Void },
  /** What a scanner that is a keyboard has typed, without what ends it. */
  'scan.typed': {
    direction: 'invoke',
    request: z.object({ line: z.string().min(1).max(2_048) }),
    response: Void,
  },
  /** A place of the floor plan, by the amenity's id: answered on screen and aloud. */
  'facility.open': {
    direction: 'invoke',
    request: z.object({ id: z.string().min(1).max(100) }),
    response: Void,
  },
  /** The way on the map from where the terminal stands. */
  'nav.plan': { direction: 'invoke', request: NavTarget, response: NavState },
  'nav.start': { direction: 'invoke', request: NavTarget, response: NavState },
  'nav.stop': { direction: 'invoke', request: Nothing, response: Void },
  /** Holds the robot where it is, and goes on. */
  'nav.wait': { direction: 'invoke', request: z.object({ on: z.boolean() }), response: NavState },
  'nav.home': { direction: 'invoke', request: Nothing, response: NavState },
  /** The paper that was printed last, as SVG; empty where there is none. */
  'print.preview': { direction: 'invoke', request: Nothing, response: z.object({ svg: z.string() }) },
  /** A coupon or a knowledge entry that an answer offers. */
  'print.paper': {
    direction: 'invoke',
    request: z.object({ what: z.enum(['coupon', 'knowledge']), id: z.string().max(128) }),
    response: PrintState,
  },
  'print.slip': {
    direction: 'invoke',
    request: z.object({ gtins: z.array(z.string()).min(1).max(20) }),
    response: PrintState,
  },
  /** `unsafe`: somebody is in danger. */
  'person.call': {
    direction: 'invoke',
    request: z.object({ reason: z.enum(['requested', 'unsafe']) }).optional(),
    response: Void,
  },
  'person.cancel': { direction: 'invoke', request: Nothing, response: Void },
  /** Opens the staff page. Nothing of it is shown before; every order on it carries the PIN again. */
  'staff.enter': { direction: 'invoke', request: z.object({ pin: Pin }), response: StaffPage },
  'staff.door': { direction: 'invoke', request: Nothing, response: StaffDoorState },
  /** Sets the PIN: the first one by whoever stands there, a later one with the PIN before. Opens the page. */
  'staff.setPin': {
    direction: 'invoke',
    request: z.object({ pin: Pin, current: Pin.optional() }),
    response: StaffPage,
  },
  /** Has a door of its own: wrong PINs at the staff page never keep it shut. */
  'staff.resetEmergencyStop': { direction: 'invoke', request: z.object({ pin: Pin }), response: Void },
  'staff.sync': { direction: 'invoke', request: z.object({ pin: Pin }), response: Void },
  /** The robot stands at its post, or at this anchor of the floor plan. */
  'staff.here': {
    direction: 'invoke',
    request: z.object({ pin: Pin, anchor: z.string().optional() }),
    response: Void,
  },
  'staff.reprint': {
    direction: 'invoke',
    request: z.object({ pin: Pin, jobId: z.string() }),
    response: StaffPage,
  },
  /**
   * Papers that staff asks for: the printer's own test page, the sheet or coupon of a promotion, the shelf
   * label of an item.
   */
  'staff.print': {
    direction: 'invoke',
    request: z.object({
      pin: Pin,
      paper: z.discriminatedUnion('type', [
        z.object({ type: z.literal('diagnostic') }),
        z.object({ type: z.enum(['promotion', 'coupon']), id: z.string() }),
        z.object({ type: z.literal('label'), gtin: z.string().max(14) }),
      ]),
    }),
    response: PrintState,
  },
  /** PCM both ways, see audio.ts. Sent again whenever the voice process came back. */
  'audio.port': { direction: 'port' },
} as const;

export type IpcSchema = typeof ipcSchema;
export type InvokeChannel = {
  [K in keyof IpcSchema]: IpcSchema[K] extends { direction: 'invoke' } ? K : never;
}[keyof IpcSchema];
export type PushChannel = {
  [K in keyof IpcSchema]: IpcSchema[K] extends { direction: 'push' } ? K : never;
}[keyof IpcSchema];
export type IpcRequest<C extends InvokeChannel> = z.input<IpcSchema[C]['request']>;
export type IpcResponse<C extends InvokeChannel> = z.output<IpcSchema[C]['response']>;
export type IpcPayload<C extends PushChannel> = z.output<IpcSchema[C]['payload']>;

/** What the preload script puts on `window.daogou`. */
export interface DaogouBridge {
  invoke<C extends InvokeChannel>(
    channel: C,
    request?: IpcRequest<C>,
  ): Promise<import('./errors').Result<IpcResponse<C>>>;
  on<C extends PushChannel>(channel: C, listener: (payload: IpcPayload<C>) => void): () => void;
}

/**
 * The window message by which the preload passes the audio port on to the page (`event.data`, the port in
 * `event.ports[0]`).
 */
export const AUDIO_PORT_MESSAGE = 'daogou:audio.port';

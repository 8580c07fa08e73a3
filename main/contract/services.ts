import { z } from 'zod';
import { Answer, Hypothesis, ItemCard, Place } from './answer';
import { Measure } from './labels';
import { Lang, LocalizedText } from './languages';
import {
  DeviceStatus,
  FailedPrint,
  NavState,
  NavTarget,
  PrintDocument,
  PrintState,
  Pose,
  Scan,
} from './devices';
import { EmergencyNumbers } from './emergency';
import { CallReason, StaffCallState, SyncErrorKind } from './reasons';
import { StoreMap } from './store-map';
import { CommandEnd, TURN_NOTES, TurnNote } from './trace';
import { Unanswered, WantedKind } from './unanswered';
import {
  DecodingLexicon,
  SpokenPhrase,
  StageStatus,
  Transcript,
  TurnSource,
  TurnState,
  VoiceFault,
} from './voice';
import { MicState } from './audio';

/**
 * What main may call on a child process, and what the child tells main unasked. Every payload is checked on
 * both sides.
 */
export interface ServiceContract {
  readonly methods: Readonly<Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>>;
  readonly events: Readonly<Record<string, z.ZodType>>;
}

const Nothing = z.undefined();
const Void = z.void();

export const SyncProgress = z.object({
  phase: z.enum(['idle', 'checking', 'fetching', 'building', 'verifying', 'swapping', 'failed']),
  /** In [0,1]. */
  done: z.number().optional(),
  error: z.object({ kind: SyncErrorKind, message: z.string() }).optional(),
});
export type SyncProgress = z.infer<typeof SyncProgress>;

/**
 * Why the terminal's own records are not where they belong. `full`, `read_only`, `locked` and `unreachable`
 * pass: what was learnt meanwhile is written when the disk is back. `newer`: written by a later version of
 * the program. `damaged`: can't be read.
 */
export const StorageFault = z.enum(['full', 'read_only', 'locked', 'unreachable', 'damaged', 'newer']);
export type StorageFault = z.infer<typeof StorageFault>;

/** How the terminal's own records are kept; absent where all is well. */
export const StorageStatus = z.object({
  /** `memory`: answers go on, and what is learnt now is lost at the next power cut. */
  kept: z.enum(['disk', 'memory']),
  fault: StorageFault,
  /** RFC 3339. */
  since: z.string(),
  /** Name of the damaged file, beside the new one. */
  setAside: z.string().optional(),
});
export type StorageStatus = z.infer<typeof StorageStatus>;

export const CatalogStatus = z.object({
  ready: z.boolean(),
  storeId: z.string().optional(),
  storeName: LocalizedText.optional(),
  /** IANA name of the store's time zone. */
  timezone: z.string().optional(),
  sequence: z.number().int().optional(),
  publishedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  products: z.number().int().optional(),
  /** Whom to call in the store's country, where that is known. */
  emergency: EmergencyNumbers.optional(),
  sync: SyncProgress,
  storage: StorageStatus.optional(),
  /**
   * How goods are found: by the encoders that are installed, soon so, or without them (by the student that
   * the program carries).
   */
  finding: z.enum(['full', 'learning', 'plain']).optional(),
});
export type CatalogStatus = z.infer<typeof CatalogStatus>;

export const CategoryNode = z.object({
  path: z.array(z.string()),
  name: LocalizedText,
  count: z.number().int(),
});
export type CategoryNode = z.infer<typeof CategoryNode>;

export const AskResult = z.object({ answer: Answer, cards: z.array(ItemCard), places: z.array(Place) });
export type AskResult = z.infer<typeof AskResult>;

export const catalogService = {
  methods: {
    status: { request: Nothing, response: CatalogStatus },
    /** `conversation` names the dialog state; the same id continues it. */
    ask: {
      request: z.object({
        conversation: z.string(),
        text: z.string(),
        lang: Lang.optional(),
        spoken: z.boolean().optional(),
        nbest: z.array(Hypothesis).max(20).optional(),
        gtin: z.string().max(14).optional(),
        measure: Measure.optional(),
        facility: z.string().max(100).optional(),
        turn: z.string().max(64).optional(),
      }),
      response: AskResult,
    },
    /** How a command of a turn's answer ended; nothing where the turn is forgotten. */
    ended: { request: z.object({ turn: z.string().max(64), end: CommandEnd }), response: Void },
    forget: { request: z.object({ conversation: z.string() }), response: Void },
    browse: {
      request: z.object({ path: z.array(z.string()) }),
      response: z.object({ categories: z.array(CategoryNode), cards: z.array(ItemCard) }),
    },
    offers: {
      request: Nothing,
      response: z.object({
        cards: z.array(ItemCard),
        promotions: z.array(z.object({ id: z.string(), title: LocalizedText })),
      }),
    },
    card: { request: z.object({ gtin: z.string() }), response: ItemCard.nullable() },
    /**
     * The item that a scan means, by its number or as a scale's label, and what the label says of its piece;
     * a number that nothing here has is kept for the manager.
     */
    scanned: {
      request: Scan.pick({ also: true, measure: true }).extend({ gtin: z.string().max(32), lang: Lang }),
      response: z.object({ card: ItemCard, measure: Measure.optional() }).nullable(),
    },
    map: { request: Nothing, response: StoreMap.nullable() },
    /**
     * The slip for these items, ready for the printer: the first few of many, and how many more there are (of
     * `total`, where more were found than are named).
     */
    slip: {
      request: z.object({
        gtins: z.array(z.string()).min(1).max(20),
        lang: Lang,
        total: z.number().int().optional(),
      }),
      response: PrintDocument,
    },
    /**
     * Other papers from the catalog in force: the sheet or coupon of a promotion, a knowledge entry, the
     * shelf label of an item.
     */
    paper: {
      request: z.discriminatedUnion('type', [
        z.object({ type: z.literal('promotion'), id: z.string(), lang: Lang }),
        z.object({ type: z.literal('coupon'), id: z.string(), lang: Lang }),
        z.object({ type: z.literal('knowledge'), id: z.string(), lang: Lang }),
        z.object({ type: z.literal('label'), gtin: z.string().max(14), lang: Lang }),
      ]),
      response: PrintDocument,
    },
    lexicon: { request: Nothing, response: DecodingLexicon },
    /**
     * The phrases worth rendering ahead: category and aisle names, answer frames, the store's own phrases.
     */
    phrases: { request: Nothing, response: z.array(SpokenPhrase) },
    sync: { request: Nothing, response: CatalogStatus },
    /**
     * A call for a person that goes to the store's staff devices, or the end of the one that stands; never
     * what was said. Answers how far it has come after a moment; a later change comes by the `call` event.
     */
    call: { request: z.object({ reason: CallReason }).nullable(), response: StaffCallState },
    /** What was understood of the questions without an answer, newest first. */
    unanswered: { request: Nothing, response: z.array(Unanswered) },
    /**
     * What was understood of the last turns and what they came to, newest first; nothing of what was said.
     */
    turns: { request: Nothing, response: z.array(TurnNote).max(TURN_NOTES) },
    /** Kinds of goods that were asked for and are not carried, the most wanted first. */
    wanted: { request: Nothing, response: z.array(WantedKind) },
    /** How the devices are, for the fleet's heartbeat. */
    health: {
      request: z.array(z.object({ name: z.string(), kind: z.string(), state: z.string() })).max(20),
      response: Void,
    },
  },
  events: {
    status: CatalogStatus,
    swapped: z.object({ sequence: z.number().int() }),
    call: z.object({ state: StaffCallState }),
  },
} as const satisfies ServiceContract;

export const VoiceStatus = z.object({ ready: z.boolean(), stages: z.array(StageStatus), mic: MicState });
export type VoiceStatus = z.infer<typeof VoiceStatus>;

export const voiceService = {
  methods: {
    status: { request: Nothing, response: VoiceStatus },
    /** Begins a turn without the wake word; answers with its id. */
    start: {
      request: z.object({ source: TurnSource, lang: Lang.optional() }),
      response: z.object({ turnId: z.string() }),
    },
    cancel: { request: z.object({ turnId: z.string().optional() }), response: Void },
    /**
     * The answer to a turn's transcript; spoken at once. `relisten` opens the recognizer again afterwards without
     * the wake word.
     */
    speak: {
      request: z.object({
        turnId: z.string(),
        text: z.string(),
        lang: Lang,
        relisten: z.boolean().optional(),
      }),
      response: Void,
    },
    compile: { request: DecodingLexicon, response: Void },
    prerender: { request: z.array(SpokenPhrase), response: Void },
    volume: {
      request: z.object({ change: z.enum(['louder', 'softer', 'slower', 'faster']) }),
      response: Void,
    },
  },
  events: {
    status: VoiceStatus,
    turn: z.object({
      turnId: z.string(),
      state: TurnState,
      source: TurnSource.optional(),
      fault: VoiceFault.optional(),
    }),
    partial: z.object({ turnId: z.string(), text: z.string() }),
    /** In [0,1], some ten a second while listening. */
    level: z.object({ level: z.number() }),
    final: Transcript,
    /** Nothing was said, or nothing that could be understood. */
    silent: z.object({ turnId: z.string() }),
    /** What speech output is saying now. */
    caption: z.object({ turnId: z.string(), text: z.string() }),
  },
} as const satisfies ServiceContract;

export const devicesService = {
  methods: {
    status: { request: Nothing, response: z.array(DeviceStatus) },
    /** Drives to the target; answers when the path is planned. Progress comes by the `nav` event. */
    navigate: { request: z.object({ map: StoreMap, target: NavTarget }), response: NavState },
    stop: { request: Nothing, response: NavState },
    goHome: { request: z.object({ map: StoreMap }), response: NavState },
    /**
     * Holds a trip where it is (`on`) and goes on with it (`on: false`); a held trip that nobody goes on with
     * ends by itself.
     */
    wait: { request: z.object({ on: z.boolean() }), response: NavState },
    /** Staff says that the robot stands at this place of the map: its post, or an anchor by its id. */
    here: { request: z.object({ map: StoreMap, anchor: z.string().optional() }), response: NavState },
    /** Only to draw the way on a terminal without wheels; nothing moves. */
    plan: {
      request: z.object({ map: StoreMap, from: Pose.optional(), target: NavTarget }),
      response: NavState,
    },
    resetEmergencyStop: { request: Nothing, response: z.array(DeviceStatus) },
    /**
     * Staff's papers outlive a restart of the devices process; a `shopper`'s does not, for nobody knows who
     * stands there afterwards.
     */
    print: {
      request: PrintDocument.and(z.object({ shopper: z.boolean().optional() })),
      response: PrintState,
    },
    /**
     * Takes back a shopper's slips that wait for the printer, also those that broke off on paper, because
     * whoever asked for them has gone; one that is coming out is finished.
     */
    cancelPrints: { request: z.object({ jobIds: z.array(z.string()).max(50) }), response: Void },
    /** Prints a failed job again, at staff's wish. */
    reprint: { request: z.object({ jobId: z.string() }), response: PrintState },
    /** The slips that did not come out, newest first. */
    failedPrints: { request: Nothing, response: z.array(FailedPrint) },
    /** A scan that came another way than by the serial line: typed by a scanner that is a keyboard. */
    scan: { request: z.object({ line: z.string().min(1).max(2_048) }), response: Void },
    /** The same layout as on paper, as SVG. */
    preview: { request: PrintDocument, response: z.object({ svg: z.string() }) },
  },
  events: { status: z.array(DeviceStatus), nav: NavState, print: PrintState, scan: Scan },
} as const satisfies ServiceContract;

export type ServiceName = 'voice' | 'catalog' | 'devices';

type Methods<C extends ServiceContract> = C['methods'];

/** The typed caller's side of a service. */
export type ServiceClient<C extends ServiceContract> = {
  [M in keyof Methods<C>]: z.input<Methods<C>[M]['request']> extends undefined
    ? () => Promise<z.output<Methods<C>[M]['response']>>
    : (request: z.input<Methods<C>[M]['request']>) => Promise<z.output<Methods<C>[M]['response']>>;
};

/** What a child implements, one function a method. */
export type ServiceHandlers<C extends ServiceContract> = {
  [M in keyof Methods<C>]: (
    request: z.output<Methods<C>[M]['request']>,
  ) => z.input<Methods<C>[M]['response']> | Promise<z.input<Methods<C>[M]['response']>>;
};

/** What main does at each event of a service; payloads are checked before. */
export type ServiceListeners<C extends ServiceContract> = {
  readonly [E in keyof C['events']]: (payload: z.output<C['events'][E]>) => void;
};

/** How a child tells main something unasked. */
export type ServiceEmit<C extends ServiceContract> = <E extends keyof C['events'] & string>(
  event: E,
  payload: z.input<C['events'][E]>,
) => void;

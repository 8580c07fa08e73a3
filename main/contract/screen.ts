import { z } from 'zod';
import { Answer, ItemCard, Place } from './answer';
import { Lang, LocalizedText } from './languages';
import { MicState } from './audio';
import { DeviceStatus, NavState, ShownPrint } from './devices';
import { CallReason, ScanProblem, StaffCallState } from './reasons';
import { CatalogStatus } from './services';
import { StageStatus, TurnFault, TurnState } from './voice';

export const ServiceHealth = z.enum(['starting', 'up', 'down', 'gave_up']);
export type ServiceHealth = z.infer<typeof ServiceHealth>;

/** What staff should see to, for the staff page, the log and `daogou doctor`. */
export const UpkeepNote = z.object({
  id: z.string(),
  level: z.enum(['info', 'warn', 'error']),
  text: LocalizedText,
});
export type UpkeepNote = z.infer<typeof UpkeepNote>;

/**
 * Everything the screen shows. One snapshot, then patches of whole top-level keys, so a reloaded renderer is
 * whole at once.
 */
export const ScreenState = z.object({
  lang: Lang,
  store: z.object({ id: z.string(), name: LocalizedText }).nullable(),
  services: z.object({ voice: ServiceHealth, catalog: ServiceHealth, devices: ServiceHealth }),
  catalog: CatalogStatus.nullable(),
  devices: z.array(DeviceStatus),
  stages: z.array(StageStatus),
  mic: MicState,
  view: z.enum(['home', 'listening', 'answer', 'handoff']),
  turn: z.object({
    id: z.string().nullable(),
    state: TurnState,
    partial: z.string(),
    transcript: z.string(),
    level: z.number(),
    fault: TurnFault.nullable(),
  }),
  answer: Answer.nullable(),
  cards: z.array(ItemCard),
  places: z.array(Place),
  caption: z.string(),
  nav: NavState,
  print: ShownPrint.nullable(),
  /** A call for a person that stands until staff clears it. */
  call: z.object({ reason: CallReason, at: z.string(), state: StaffCallState }).nullable(),
  /** The last scan that led nowhere; counted, so that the same once more is shown once more. */
  scan: z.object({ problem: ScanProblem, count: z.number().int() }).nullable(),
  /**
   * Counts the shoppers: with the next one the page drops whatever it holds of the last, such as an open
   * panel.
   */
  visit: z.number().int(),
  /** What may be called out instead of tapping; absent or empty where no wake model runs. */
  wakeWords: z.array(z.string()).optional(),
  /** Shown once and plainly: what is missing and what still works. */
  notices: z.array(
    z.object({ id: z.string(), level: z.enum(['info', 'warn', 'error']), text: LocalizedText }),
  ),
  /** Shown on the staff page only. */
  upkeep: z.array(UpkeepNote).optional(),
});
export type ScreenState = z.infer<typeof ScreenState>;

export const ScreenSnapshot = z.object({ revision: z.number().int(), state: ScreenState });
export type ScreenSnapshot = z.infer<typeof ScreenSnapshot>;

export const ScreenPatch = z.object({ revision: z.number().int(), changes: ScreenState.partial() });
export type ScreenPatch = z.infer<typeof ScreenPatch>;

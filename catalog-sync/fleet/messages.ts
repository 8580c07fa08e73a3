import { z } from 'zod';
import { SyncProgress, Unanswered } from '../../main/contract';

/**
 * What a terminal tells the fleet over the store's broker. Each message has an id, so that one that comes
 * twice is applied once.
 */

const Id = z.string().min(1).max(80);
const Time = z.iso.datetime();

export const DeviceHealth = z.object({ name: z.string(), kind: z.string(), state: z.string() });
export type DeviceHealth = z.infer<typeof DeviceHealth>;

/** Retained at `…/terminals/<terminal>`. Versions, health and counts; never anything that was said. */
export const Heartbeat = z.object({
  id: Id,
  at: Time,
  online: z.literal(true),
  version: z.string(),
  sequence: z.number().int().optional(),
  expiresAt: z.string().optional(),
  sync: SyncProgress.pick({ phase: true }).extend({ error: z.string().optional() }),
  devices: z.array(DeviceHealth),
  counters: z.record(z.string(), z.number()),
});
export type Heartbeat = z.infer<typeof Heartbeat>;

/** The broker says this in the terminal's place when it is gone (MQTT's will). */
export const Gone = z.object({ online: z.literal(false) });

/** Retained at `…/calls/<terminal>`: a shopper needs a person there, or no longer. */
export const StaffCall = z.object({ id: Id, at: Time, standing: z.boolean(), reason: z.string().optional() });
export type StaffCall = z.infer<typeof StaffCall>;

/**
 * At `…/unanswered/<terminal>`: what was understood of a question that the engine could not answer. A message
 * with anything else in it, such as the sentences that older terminals sent, is none.
 */
export const UnansweredRecord = Unanswered.extend({ id: z.uuid() });
export type UnansweredRecord = z.infer<typeof UnansweredRecord>;

export const topics = {
  terminal: (store: string, terminal: string): string => `daogou/${store}/terminals/${terminal}`,
  call: (store: string, terminal: string): string => `daogou/${store}/calls/${terminal}`,
  unanswered: (store: string, terminal: string): string => `daogou/${store}/unanswered/${terminal}`,
} as const;

import { z } from 'zod';
import { HandoffReason } from './answer';

/**
 * Why something is as it is, as codes: whoever decides on a reason compares these, and `main/words` has the
 * words for each.
 */

/** Why a trip waits, ended, or did not begin. */
export const NavReason = z.enum([
  /** Waits at the shopper's wish. */
  'asked',
  /** The base was not heard for a moment. */
  'silent',
  'bumper',
  /** Waits for the way to clear. */
  'way_closed',
  /** Went around something in the way. */
  'detour',
  // A trip ended.
  'nobody_went_on',
  'slept',
  'battery_empty',
  'lost',
  'charger_not_found',
  'unplugged',
  'base_silent',
  'button',
  /** The way stayed blocked: somebody has to clear it. */
  'way_blocked',
  /** A base that steers by itself gave the trip up. */
  'gave_up',
  // These lock the robot until staff resets it.
  'cliff',
  'wheel_drop',
  'overcurrent',
  'emergency_stop',
  // A trip did not begin.
  'no_base',
  'not_connected',
  'no_answer',
  'battery_low',
  'locked',
  'displaced',
  'no_position',
  'other_floor',
  'no_way',
  'no_map',
  /** The floor plan can't be planned on, or not in time. */
  'cannot_plan',
  /** It was moved while its way was planned. */
  'moved',
  'timeout',
  /** The part of the terminal that drives is away. */
  'unavailable',
  'failed',
]);
export type NavReason = z.infer<typeof NavReason>;

/** What is wrong with a device. */
export const DeviceReason = z.enum([
  /** Switched off in the configuration. */
  'off',
  'not_plugged_in',
  'port_missing',
  'port_taken',
  'no_permission',
  'unplugged',
  /** The other end answers nonsense: another speed, or another device. */
  'nonsense',
  'silent',
  'paper_out',
  'paper_near_end',
  /** The disk takes no slips: what waits is lost if the power goes. */
  'jobs_in_memory',
  'cover_open',
  'offline',
  'error',
  'bumper',
  'cliff',
  'wheel_drop',
  'overcurrent',
  'emergency_stop',
  'button',
  'other',
]);
export type DeviceReason = z.infer<typeof DeviceReason>;

/** Why a paper does not come out, for now or for good. */
export const PrintReason = z.enum([
  'paper_out',
  'cover_open',
  'offline',
  'error',
  'disconnected',
  'silent',
  /** The paper may have come out; nothing confirms it. */
  'unconfirmed',
  'no_printer',
  /** Too many papers wait already. */
  'spool_full',
  'storage',
  /** What was to be printed is not in the catalog, or no longer in force. */
  'not_found',
  /** The paper's text was not ready in time: the catalog is slow, not the printer. */
  'not_made',
  'timeout',
  'unavailable',
  'failed',
]);
export type PrintReason = z.infer<typeof PrintReason>;

/** Why a sync was refused or failed. After each of them the terminal answers from what it had. */
export const SyncErrorKind = z.enum([
  /** No first trusted root on this terminal. */
  'no_root',
  /** The repository can't be reached, or breaks off again and again. */
  'network',
  /** The server sends to another host: a captive portal, or somebody who wants to be asked instead. */
  'redirected',
  /** Another process syncs this terminal at this moment. */
  'busy',
  /** Metadata not signed by enough of the keys it must be signed by. */
  'bad_signature',
  /** Metadata or release older than what was trusted before. */
  'rolled_back',
  /** Metadata past its expiry: the repository is frozen or abandoned. */
  'expired',
  /** Metadata that can't be read, or is larger than any honest one. */
  'malformed',
  'wrong_length',
  'wrong_digest',
  /** An object that is not what its name says. */
  'wrong_object',
  /** A delta whose base is not what this terminal has, and no other way leads to the release. */
  'wrong_base',
  'wrong_store',
  'newer_schema',
  'newer_app',
  'unknown_cohort',
  'disk_full',
  'clock_wrong',
  /** The night's data budget is used up. */
  'budget',
  /** The new catalog could not be opened or answered wrongly. */
  'unusable',
  'internal',
]);
export type SyncErrorKind = z.infer<typeof SyncErrorKind>;

/** Why a scan leads nowhere. */
export const ScanProblem = z.enum([
  /** A product's code that this store's catalog does not have. */
  'not_carried',
  /** No product's code: an address, or something else. */
  'no_product',
  /** A member's code: nothing of it is used here. */
  'member',
  /** The catalog did not answer. */
  'unavailable',
]);
export type ScanProblem = z.infer<typeof ScanProblem>;

/** Why a person is called. */
export const CallReason = z.enum([...HandoffReason.options, 'robot', 'printer']);
export type CallReason = z.infer<typeof CallReason>;

/**
 * How far a call for a person has come. `sent`: the store's broker has it. `waiting`: kept, the broker is
 * away. `no_channel`: nobody of the staff can be reached from this terminal.
 */
export const StaffCallState = z.enum(['sending', 'sent', 'waiting', 'no_channel']);
export type StaffCallState = z.infer<typeof StaffCallState>;

/** A reason that an error carries across a border. */
export const Reason = z.union([NavReason, PrintReason]);
export type Reason = z.infer<typeof Reason>;

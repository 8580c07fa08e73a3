import { assertNever, type NavReason } from '../../../main/contract';
import type { BaseState } from '../port';
import { hazardWords, reasonOf } from './hazards';
import { SILENT_FAULT_MS } from './policy';

/** What to make of a base that steers by itself, at this moment. */
export type GoalVerdict =
  | {
      readonly kind: 'halt';
      readonly state: 'fault' | 'stopped';
      readonly reason: NavReason;
      readonly detail: string;
    }
  | { readonly kind: 'arrived' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'driving' }
  /** Not heard for a moment: nothing new is known. */
  | { readonly kind: 'unheard' };

/**
 * Judges a goal-steering base during a trip; `silentFor` in milliseconds, `lost`: why its place is not known
 * well enough.
 */
export function judgeGoalBase(state: BaseState, silentFor: number, lost?: string): GoalVerdict {
  const { hazards, goal = 'none' } = state;
  if (hazards.includes('disconnected'))
    return { kind: 'halt', state: 'fault', reason: 'unplugged', detail: 'the base was unplugged' };
  if (hazards.includes('silent'))
    return silentFor > SILENT_FAULT_MS
      ? { kind: 'halt', state: 'fault', reason: 'base_silent', detail: 'the base stopped answering' }
      : { kind: 'unheard' };
  if (hazards[0])
    return { kind: 'halt', state: 'stopped', reason: reasonOf(hazards[0]), detail: hazardWords(hazards[0]) };
  if (lost !== undefined) return { kind: 'halt', state: 'fault', reason: 'lost', detail: lost };
  switch (goal) {
    case 'arrived':
      return { kind: 'arrived' };
    case 'failed':
      return { kind: 'halt', state: 'fault', reason: 'gave_up', detail: 'the base gave the trip up' };
    case 'blocked':
      return { kind: 'blocked' };
    case 'none':
    case 'driving':
      return { kind: 'driving' };
    default:
      return assertNever(goal, 'goal');
  }
}

import type { ControlKind, HandoffReason, Intent, Lang, TurnRule, TurnTrace } from '../../contract';
import type { KnowledgeMatch } from '../answer/knowledge';
import type { Wish } from '../answer/types';
import type { Finding } from '../find/finder';
import type { Guess } from '../understand/classify/classifier';
import type { Meaning } from '../understand/types';

/** What an utterance asks for, in this conversation. */
export type Plan =
  | { kind: 'handoff'; reason: HandoffReason }
  /** `hold`: a robot waits rather than ends its trip. */
  | { kind: 'control'; control: ControlKind; lang?: Lang; hold?: boolean }
  | { kind: 'smalltalk'; what: 'greet' | 'thanks' | 'bye' | 'who' | 'abuse' }
  | { kind: 'out_of_scope' }
  | { kind: 'hours' }
  | { kind: 'parking' }
  | { kind: 'facility'; facility: string; lead: boolean }
  | { kind: 'knowledge'; match: KnowledgeMatch }
  | { kind: 'unknown_store'; intent: 'store.policy' | 'member.points' | 'member.benefits' }
  | { kind: 'promotions'; coupons: boolean }
  | { kind: 'aisle'; aisle: string; lead: boolean }
  | { kind: 'product'; intent: Intent; wish?: Wish };

/** A question about goods. */
export type ProductPlan = Extract<Plan, { kind: 'product' }>;

/** What the rules read of an utterance, and what its goods say of it. */
export interface GoodsReading {
  plan: Plan;
  /** What the rules alone read, before the classifier had its say. */
  ruled: Plan;
  meaning: Meaning;
  finding: Finding;
  guesses: readonly Guess[];
  /** How well the nearest entry of the store's knowledge fits, in [0,1]: in all, and by its words. */
  entry: number;
  entryWords: number;
}

/** A part of a turn whose time is told by itself. */
export type TurnPart = Exclude<keyof TurnTrace['ms'], 'total'>;

/** Told of a turn's steps while it is answered, to tell afterwards why it was answered so. */
export interface TurnFollower {
  /** A rule decided. */
  rule(rule: TurnRule): void;
  /** Runs a part of the turn, whose time counts for it alone, also where it lies within another. */
  timed<T>(part: TurnPart, work: () => T): T;
  understood(meaning: Meaning): void;
  /** What the rules read, what the form of the question made of it, and what is answered to. */
  planned(plans: Record<'ruled' | 'arbitrated' | 'taken', Plan>, guesses: readonly Guess[]): void;
  /** How it goes on from what was said before, likeliest first. */
  wentOn(readings: readonly { act: string; p: number }[], taken: Plan): void;
}

import type { Product } from '../../../contract';
import type { Finding } from '../../find/finder';

/**
 * What somebody does who speaks on: asks for something new; tells more of what was asked for; asks for
 * something that goes by what was said before ('同一个牌子的护发素'); stays with the very items; or turns to
 * something else than goods.
 */
export const ACTS = ['new', 'refine', 'joined', 'same', 'other'] as const;
export type Act = (typeof ACTS)[number];

/** An item that may be meant among those under discussion and their like. */
export interface Refined {
  product: Product;
  /** P(this is the item meant | what is meant is among these goods). */
  p: number;
  evidence: Float32Array;
}

export interface Refinement {
  /** Best first. */
  items: Refined[];
  /** What of the sentence may tell items apart: without what only asks, and without what is not wanted. */
  telling: string;
  /** Whether numbers, attributes, more or less are said, or something is refused. */
  tells: boolean;
  /** A cheaper or larger one than the item in hand was asked for, and there is none. */
  unmet: boolean;
  shown: ReadonlySet<string>;
}

/** One thing that a sentence may do, the items it would be about, and what speaks for it. */
export interface Reading {
  act: Act;
  p: number;
  evidence: Float32Array;
  products: readonly Product[];
}

/** All that a sentence may do in a conversation. */
export interface FollowUp {
  /** Likeliest first. */
  readings: Reading[];
  refinement: Refinement;
  /** What it finds by itself. */
  fresh: Finding;
  /** What it finds together with what was said before, and the two together. */
  joined: Finding;
  joinedText: string;
}

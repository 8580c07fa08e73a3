import type { KindBelief } from './kinds';

/** A kind counts as carried where one product is it at least this surely. */
const CARRIED = 0.3;

/** Which products of a store are of which kinds, by kind. */
export class CarriedKinds {
  private readonly holders = new Map<number, { row: number; p: number }[]>();
  private readonly most = new Map<number, number>();
  private rows = 0;

  /** The kinds of the next product, broader ones included. */
  add(belief: KindBelief): void {
    const row = this.rows++;
    for (const [kind, p] of belief) {
      const list = this.holders.get(kind) ?? [];
      list.push({ row, p });
      this.holders.set(kind, list);
      this.most.set(kind, Math.max(p, this.most.get(kind) ?? 0));
    }
  }

  /** P(a product is of the kind that was asked for), by row: Σ P(asked) · P(is), at most 1. */
  agreement(asked: KindBelief): Float32Array {
    const out = new Float32Array(this.rows);
    for (const [kind, share] of asked) for (const { row, p } of this.holders.get(kind) ?? []) out[row] = Math.min(1, out[row]! + share * p);
    return out;
  }

  has(kind: number): boolean {
    return (this.most.get(kind) ?? 0) >= CARRIED;
  }

  /** How surely a kind is asked for that no product is, in [0,1]. */
  lacks(asked: KindBelief): number {
    let sum = 0;
    for (const [kind, p] of asked) sum += p * (1 - Math.min(1, (this.most.get(kind) ?? 0) / CARRIED));
    return sum;
  }
}

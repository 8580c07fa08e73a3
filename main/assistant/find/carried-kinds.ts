import type { KindBelief } from './kinds';

/** A kind counts as carried where one product is it at least this surely. */
const CARRIED = 0.3;

/** Which products of a store are of which kinds, by kind. */
export class CarriedKinds {
  private readonly holders = new Map<number, { row: number; p: number }[]>();
  private readonly most = new Map<number, number>();
  private rows = 0;
  /** By row, the kind that it most likely is; -1 where none is likely. */
  private readonly mains: number[] = [];

  /** The kinds of the next product, broader ones included; `own`: without the broader ones. */
  add(belief: KindBelief, own: KindBelief = belief): void {
    const row = this.rows++;
    let main = -1;
    for (const [kind, p] of own) if (p > (own.get(main) ?? 0)) main = kind;
    this.mains.push(main);
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

  /** Rows of the goods of a kind, the surest first. */
  of(kind: number): number[] {
    return (this.holders.get(kind) ?? []).filter(({ p }) => p >= CARRIED).sort((a, b) => b.p - a.p).map(({ row }) => row);
  }

  /** What a product most likely is; -1 where nothing is likely. */
  mainOf(row: number): number {
    return this.mains[row] ?? -1;
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

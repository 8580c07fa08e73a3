import type { KindBelief } from './kinds';
import { Growing } from './terms';

/** A kind counts as carried where one product is it at least this surely. */
const CARRIED = 0.3;
/** Probabilities are kept as shares of this. */
const WHOLE = 65_535;

/** Which products of a store are of which kinds, by kind: six bytes for each kind of a product. */
export class CarriedKinds {
  /** Products as they come: row, kind and probability one after the other; empty once they are in order of kinds. */
  private coming = new Growing();
  private starts = new Uint32Array(1);
  private rows = new Uint32Array(0);
  private shares = new Uint16Array(0);
  private most = new Float32Array(0);
  private end = 0;
  private settled = false;
  /** By row, one more than the kind that it most likely is; 0 where none is likely. */
  private mains = new Uint16Array(0);
  /** P(a product is of the kind that was asked for last), by row, and the rows where it isn't 0. */
  private agreeing = new Float32Array(0);
  private touched = new Growing();

  /** The kinds of a product, broader ones included, and its `own` without those; without a row, of the next. */
  add(belief: KindBelief, own: KindBelief = belief, row = this.end): void {
    this.end = Math.max(this.end, row + 1);
    let main = -1;
    for (const [kind, p] of own) if (p > (own.get(main) ?? 0)) main = kind;
    if (row >= this.mains.length) {
      const longer = new Uint16Array(Math.max(1_024, 2 * row));
      longer.set(this.mains);
      this.mains = longer;
    }
    this.mains[row] = main + 1;
    for (const [kind, p] of belief) for (const value of [row, kind, Math.round(Math.min(1, p) * WHOLE)]) this.coming.push(value);
  }

  /** Puts what came in order of kinds, once all products are here; by itself at the first question. */
  settle(): void {
    if (this.settled) return;
    this.settled = true;
    const coming = this.coming.view();
    let kinds = 0;
    for (let i = 1; i < coming.length; i += 3) kinds = Math.max(kinds, coming[i]! + 1);
    const starts = new Uint32Array(kinds + 1);
    this.most = new Float32Array(kinds);
    for (let i = 0; i < coming.length; i += 3) {
      starts[coming[i + 1]! + 1]!++;
      this.most[coming[i + 1]!] = Math.max(this.most[coming[i + 1]!]!, coming[i + 2]! / WHOLE);
    }
    for (let kind = 0; kind < kinds; kind++) starts[kind + 1]! += starts[kind]!;
    this.rows = new Uint32Array(coming.length / 3);
    this.shares = new Uint16Array(coming.length / 3);
    const next = starts.slice();
    for (let i = 0; i < coming.length; i += 3) {
      const at = next[coming[i + 1]!]!++;
      this.rows[at] = coming[i]!;
      this.shares[at] = coming[i + 2]!;
    }
    this.starts = starts;
    this.agreeing = new Float32Array(this.end);
    this.coming = new Growing();
  }

  /** P(a product is of the kind that was asked for), by row: Σ P(asked) · P(is), at most 1. True until the next question. */
  agreement(asked: KindBelief): Float32Array {
    this.settle();
    const { agreeing, touched, rows, shares, starts } = this;
    for (let i = 0; i < touched.length; i++) agreeing[touched.at(i)] = 0;
    touched.length = 0;
    for (const [kind, share] of asked) {
      if (kind + 1 >= starts.length) continue;
      for (let at = starts[kind]!; at < starts[kind + 1]!; at++) {
        const row = rows[at]!;
        const before = agreeing[row]!;
        if (before === 0) touched.push(row);
        agreeing[row] = Math.min(1, before + (share * shares[at]!) / WHOLE);
      }
    }
    return agreeing;
  }

  /** The rows that agree with the last question most, with `bonus` on top; at most `count`. */
  best(count: number, bonus: (row: number) => number): number[] {
    const kept: { row: number; value: number }[] = [];
    for (let i = 0; i < this.touched.length; i++) {
      const row = this.touched.at(i);
      const value = this.agreeing[row]! + bonus(row);
      if (kept.length === count && value <= kept.at(-1)!.value) continue;
      let at = kept.length;
      while (at > 0 && kept[at - 1]!.value < value) at--;
      kept.splice(at, 0, { row, value });
      if (kept.length > count) kept.pop();
    }
    return kept.map(({ row }) => row);
  }

  /** Rows of the goods of a kind, the surest first. */
  of(kind: number): number[] {
    this.settle();
    const found: number[] = [];
    for (let at = this.starts[kind] ?? 0; at < (this.starts[kind + 1] ?? 0); at++) if (this.shares[at]! >= CARRIED * WHOLE) found.push(at);
    return found.sort((a, b) => this.shares[b]! - this.shares[a]!).map((at) => this.rows[at]!);
  }

  /** What a product most likely is; -1 where nothing is likely. */
  mainOf(row: number): number {
    return (this.mains[row] ?? 0) - 1;
  }

  has(kind: number): boolean {
    this.settle();
    return (this.most[kind] ?? 0) >= CARRIED;
  }

  /** How surely a kind is asked for that no product is, in [0,1]. */
  lacks(asked: KindBelief): number {
    this.settle();
    let sum = 0;
    for (const [kind, p] of asked) sum += p * (1 - Math.min(1, (this.most[kind] ?? 0) / CARRIED));
    return sum;
  }
}

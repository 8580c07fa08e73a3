import { WHOLE, type TakeKind } from './kept-kinds';
import type { KindBelief } from './kind-belief';
import { Growing } from './terms';

/** A kind counts as carried where one product is it at least this surely. */
const CARRIED = 0.3;

/** Which products of a store are of which kinds, by kind: six bytes for each kind of a product. */
export class CarriedKinds {
  /** Products that come one by one: row, kind and share, one after the other. */
  private coming: Growing | undefined;
  private starts = new Uint32Array(1);
  private rows = new Uint32Array(0);
  private shares = new Uint16Array(0);
  private most = new Float32Array(0);
  private end = 0;
  /** By row, one more than the kind that it most likely is; 0 where none is likely. */
  private mains = new Uint16Array(0);
  /** P(a product is of the kind that was asked for last), by row, and the rows where it isn't 0. */
  private agreeing = new Float32Array(0);
  private touched = new Growing();

  /**
   * Of all products at once: `each` gives every kind of every product, what it most likely is first, and is
   * called twice.
   */
  static of(each: (take: TakeKind) => void): CarriedKinds {
    const carried = new CarriedKinds();
    carried.settle(each);
    return carried;
  }

  /**
   * The kinds of a product, what it most likely is first, broader ones included; without a row, of the next.
   */
  add(belief: KindBelief, row = this.end): void {
    this.end = Math.max(this.end, row + 1);
    this.coming ??= new Growing();
    for (const [kind, p] of belief)
      for (const value of [row, kind, Math.round(Math.min(1, p) * WHOLE)]) this.coming.push(value);
  }

  /** Those that came one by one, at the first question. */
  private arrive(): void {
    const coming = this.coming;
    if (!coming) return;
    this.coming = undefined;
    this.settle((take) => {
      for (let i = 0; i < coming.length; i += 3) take(coming.at(i), coming.at(i + 1), coming.at(i + 2));
    });
  }

  private settle(each: (take: TakeKind) => void): void {
    const counts = new Growing();
    const most = new Growing();
    each((row, kind, share) => {
      while (counts.length <= kind) [counts, most].forEach((list) => list.push(0));
      counts.set(kind, counts.at(kind) + 1);
      most.set(kind, Math.max(most.at(kind), share));
      if (row >= this.end) this.end = row + 1;
    });
    const starts = new Uint32Array(counts.length + 1);
    for (let kind = 0; kind < counts.length; kind++) starts[kind + 1] = starts[kind]! + counts.at(kind);
    const rows = new Uint32Array(starts[counts.length]!);
    const shares = new Uint16Array(rows.length);
    const next = starts.slice();
    this.mains = new Uint16Array(this.end);
    each((row, kind, share) => {
      const at = next[kind]!++;
      this.mains[row] ||= kind + 1;
      rows[at] = row;
      shares[at] = share;
    });
    [this.starts, this.rows, this.shares] = [starts, rows, shares];
    this.most = Float32Array.from(most.view(), (share) => share / WHOLE);
    this.agreeing = new Float32Array(this.end);
  }

  /**
   * P(a product is of the kind that was asked for), by row: Σ P(asked) · P(is), at most 1. True until the
   * next question.
   */
  agreement(asked: KindBelief): Float32Array {
    this.arrive();
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

  /** The rows that agree with the last question most, at most `count`; some rows have a bonus. */
  best(count: number, bonus: ReadonlyMap<number, number>): number[] {
    const { agreeing, touched } = this;
    const kept: { row: number; value: number }[] = [];
    const offer = (row: number, value: number): void => {
      let at = kept.length;
      while (at > 0 && kept[at - 1]!.value < value) at--;
      kept.splice(at, 0, { row, value });
      if (kept.length > count) kept.pop();
    };
    for (const [row, more] of bonus) if (agreeing[row]! > 0) offer(row, agreeing[row]! + more);
    let floor = kept.length === count ? kept.at(-1)!.value : 0;
    for (let i = 0; i < touched.length; i++) {
      const value = agreeing[touched.at(i)]!;
      if (value <= floor || bonus.has(touched.at(i))) continue;
      offer(touched.at(i), value);
      floor = kept.length === count ? kept.at(-1)!.value : 0;
    }
    return kept.map(({ row }) => row);
  }

  /** Rows of the goods of a kind, the surest first. */
  of(kind: number): number[] {
    this.arrive();
    const found: number[] = [];
    for (let at = this.starts[kind] ?? 0; at < (this.starts[kind + 1] ?? 0); at++)
      if (this.shares[at]! >= CARRIED * WHOLE) found.push(at);
    return found.sort((a, b) => this.shares[b]! - this.shares[a]!).map((at) => this.rows[at]!);
  }

  /** What a product most likely is; -1 where nothing is likely. */
  mainOf(row: number): number {
    this.arrive();
    return (this.mains[row] ?? 0) - 1;
  }

  has(kind: number): boolean {
    this.arrive();
    return (this.most[kind] ?? 0) >= CARRIED;
  }

  /** How surely a kind is asked for that no product is, in [0,1]. */
  lacks(asked: KindBelief): number {
    this.arrive();
    let sum = 0;
    for (const [kind, p] of asked) sum += p * (1 - Math.min(1, (this.most[kind] ?? 0) / CARRIED));
    return sum;
  }
}

import { inUnderstood, type LocalizedText, type Product, type Shelf, type Understood } from '../../contract';
import { nameText } from './goods-index';
import type { KindBelief } from './kind-belief';
import { checkOf, hashOf, Terms } from './terms';

/** Probabilities are kept as shares of this. */
export const WHOLE = 65_535;
/** To be raised whenever `KindFinder.of` tells kinds otherwise from the same data. */
const VERSION = 2;
const HEADER = 4;
/** Row, two hashes, how many kinds. */
const HEAD = 4;
const CHUNK = 65_536;

/** All that a product's kinds depend on, beside the kinds' own data. */
const faceOf = (product: Product, lang: Understood): string =>
  [
    nameText(product, lang),
    both(product.name),
    both(product.brand),
    product.categoryZh.join('>'),
    product.categoryEn.join('>'),
  ].join('\n');
const both = (text: LocalizedText | undefined): string => (text ? inUnderstood(text).join('\t') : '');

/** Takes one kind of one product: P(it is of this kind) as a share of `WHOLE`. */
export type TakeKind = (row: number, kind: number, share: number) => void;

/**
 * The kinds of a store's products, kept from one start to the next and from one catalog to the next: a
 * product whose names stay as they were is not looked at anew. A file holds a header (version, what the kinds
 * were made of, which catalog, how many products), then for each product its row, two hashes of its face, how
 * many kinds, and each of these with its share in the lower half; all unsigned 32-bit numbers, little endian.
 */
export class KeptKinds {
  private cells: Uint32Array;
  /** Where known products lie in `cells`, by the number of their face. */
  private readonly known = new Terms();
  private readonly places: number[] = [];
  /** What is looked at now, in pieces so that nothing is copied while it grows. */
  private chunks: Uint32Array[] = [];
  private length = 0;
  private products = 0;
  /** Whether the file was made of just this catalog, so that nothing needs to be looked at. */
  readonly whole: boolean;

  constructor(
    private readonly shelf: Shelf | undefined,
    private readonly name: string,
    /** What the kinds follow from: their data, the encoder. */
    private readonly basis: string,
    /** Names the catalog; undefined where its numbers don't tell it from others. */
    private readonly catalog: string | undefined,
  ) {
    this.cells = readCells(shelf?.read(name), hashOf(basis));
    this.whole = this.cells.length > 0 && catalog !== undefined && this.cells[2] === hashOf(catalog);
    if (this.whole) return;
    for (let at = HEADER; at < this.cells.length; at += HEAD + this.cells[at + 3]!) {
      if (this.known.add(this.cells[at + 1]!) === this.places.length) this.places.push(at);
    }
  }

  /** Notes a product's kinds: as they are known, or else as they are made. */
  note(product: Product, row: number, lang: Understood, make: () => KindBelief): void {
    const face = faceOf(product, lang);
    const [hash, check] = [hashOf(face), checkOf(face)];
    const number = this.known.get(hash);
    const at = number < 0 ? -1 : this.places[number]!;
    for (const value of [row, hash, check]) this.push(value);
    this.products++;
    if (at >= 0 && this.cells[at + 2] === check) {
      for (let i = 3; i < HEAD + this.cells[at + 3]!; i++) this.push(this.cells[at + i]!);
      return;
    }
    const belief = make();
    this.push(belief.size);
    for (const [kind, p] of belief) this.push(kind * (WHOLE + 1) + Math.round(Math.min(1, p) * WHOLE));
  }

  private push(value: number): void {
    if (this.length % CHUNK === 0) this.chunks.push(new Uint32Array(CHUNK));
    this.chunks.at(-1)![this.length++ % CHUNK] = value;
  }

  /** Keeps what was noted, and nothing else. */
  keep(): void {
    const cells = new Uint32Array(HEADER + this.length);
    cells.set([
      VERSION,
      hashOf(this.basis),
      hashOf(this.catalog ?? `${this.name} of ${this.products}, unnamed`),
      this.products,
    ]);
    this.chunks.forEach((chunk, i) =>
      cells.set(
        i + 1 < this.chunks.length ? chunk : chunk.subarray(0, this.length - i * CHUNK),
        HEADER + i * CHUNK,
      ),
    );
    this.chunks = [];
    this.cells = cells;
    this.shelf?.write(this.name, new Uint8Array(cells.buffer));
  }

  /** Gives every kind of every product that is kept. */
  each(take: TakeKind): void {
    const { cells } = this;
    for (let at = HEADER; at < cells.length; at += HEAD + cells[at + 3]!) {
      for (let i = 0; i < cells[at + 3]!; i++)
        take(cells[at]!, cells[at + HEAD + i]! >>> 16, cells[at + HEAD + i]! & WHOLE);
    }
  }
}

/** The cells of a file, or none where it is not there, was made of other data, or is not complete. */
function readCells(bytes: Uint8Array | undefined, basis: number): Uint32Array {
  const none = new Uint32Array(0);
  if (!bytes || bytes.length < 4 * HEADER || bytes.length % 4 !== 0) return none;
  const cells =
    bytes.byteOffset % 4 === 0
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
      : new Uint32Array(Uint8Array.from(bytes).buffer);
  if (cells[0] !== VERSION || cells[1] !== basis) return none;
  let [at, products] = [HEADER, 0];
  for (; at + HEAD <= cells.length; products++) at += HEAD + cells[at + 3]!;
  return at === cells.length && products === cells[3] ? cells : none;
}

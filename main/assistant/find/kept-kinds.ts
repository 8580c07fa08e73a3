import type { Bilingual, Lang, Product, Shelf } from '../../contract';
import { nameText } from './goods-index';
import type { KindBelief } from './kinds';
import { checkOf, Growing, hashOf, Terms } from './terms';

/** Probabilities are kept as shares of this. */
const WHOLE = 65_535;
/** To be raised whenever `KindFinder.of` tells kinds otherwise from the same data. */
const VERSION = 1;

/** All that a product's kinds depend on, beside the kinds' own data. */
const faceOf = (product: Product, lang: Lang): string => [nameText(product, lang), both(product.name), both(product.brand), product.categoryZh.join('>'), product.categoryEn.join('>')].join('\n');
const both = (text: Bilingual | undefined): string => (text ? `${text.zh}\t${text.en}` : '');

/** Whether as many products follow as the header says, and nothing after them. */
function complete(cells: Uint32Array): boolean {
  let [at, products] = [4, 0];
  for (; at + 4 <= cells.length; products++) at += 4 + 2 * cells[at + 3]!;
  return at === cells.length && products === cells[3];
}

/**
 * The kinds of a store's products, kept from one start to the next and from one catalog to the next: a product whose names stay as they were is not
 * looked at anew. A file holds a header of 16 bytes (version, what the kinds were made of, which catalog, products), then for each product its row, two
 * hashes of its face, how many kinds and these as kind and share, all as unsigned 32-bit numbers, little endian.
 */
export class KeptKinds {
  private readonly known = new Terms();
  /** By number of a face: where its product lies in `cells`. */
  private readonly places = new Growing();
  private readonly cells: Uint32Array = new Uint32Array(0);
  private readonly out = new Growing();
  private products = 0;
  /** Whether the file was made of just this catalog, so that nothing needs to be looked at. */
  readonly whole: boolean = false;

  constructor(
    private readonly shelf: Shelf | undefined,
    private readonly name: string,
    /** What the kinds follow from: their data, the encoder. */
    private readonly basis: string,
    /** Names the catalog; undefined where its numbers don't tell it from others. */
    private readonly catalog: string | undefined,
  ) {
    const bytes = shelf?.read(name);
    if (!bytes || bytes.length < 16 || bytes.length % 4 !== 0) return;
    const cells = new Uint32Array(bytes.slice().buffer);
    if (cells[0] !== VERSION || cells[1] !== hashOf(basis) || !complete(cells)) return;
    this.cells = cells;
    this.whole = catalog !== undefined && cells[2] === hashOf(catalog);
    if (this.whole) return;
    for (let at = 4; at + 4 <= cells.length; at += 4 + 2 * cells[at + 3]!) {
      const number = this.known.add(cells[at + 1]!);
      if (number === this.places.length) this.places.push(at);
    }
  }

  /** The kinds of a product as they are known or else as they are made, and kept. */
  of(product: Product, row: number, lang: Lang, make: () => KindBelief): KindBelief {
    const face = faceOf(product, lang);
    const [hash, check] = [hashOf(face), checkOf(face)];
    const number = this.known.get(hash);
    const at = number < 0 ? -1 : this.places.at(number);
    const belief = at >= 0 && this.cells[at + 2] === check ? this.beliefAt(at) : make();
    for (const value of [row, hash, check, belief.size]) this.out.push(value);
    for (const [kind, p] of belief) for (const value of [kind, Math.round(p * WHOLE)]) this.out.push(value);
    this.products++;
    return belief;
  }

  /** The products of a file that is whole. */
  *all(): Generator<{ row: number; belief: KindBelief }> {
    for (let at = 4; at + 4 <= this.cells.length; at += 4 + 2 * this.cells[at + 3]!) yield { row: this.cells[at]!, belief: this.beliefAt(at) };
  }

  private beliefAt(at: number): KindBelief {
    const belief = new Map<number, number>();
    for (let i = 0; i < this.cells[at + 3]!; i++) belief.set(this.cells[at + 4 + 2 * i]!, this.cells[at + 5 + 2 * i]! / WHOLE);
    return belief;
  }

  /** Keeps what was looked at, and nothing else. */
  keep(): void {
    if (!this.shelf) return;
    const cells = new Uint32Array(4 + this.out.length);
    cells.set([VERSION, hashOf(this.basis), hashOf(this.catalog ?? `${this.name} of ${this.products}, unnamed`), this.products]);
    cells.set(this.out.view(), 4);
    this.shelf.write(this.name, new Uint8Array(cells.buffer));
  }
}

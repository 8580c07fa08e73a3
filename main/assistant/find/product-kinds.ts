import type { Product, Understood } from '../../contract';
import type { Brand, Kind } from '../goods';
import { KindEvidence } from './kind-evidence';
import fitted from './kind-weights.json';
import type { KindBelief } from './kind-belief';
import { probabilities } from './rank';
import { hashOf } from './terms';
import type { VectorTable } from './vectors';

/** Beliefs below this are left out. */
const LEAST = 0.01;

/** Another number for other weights. */
export const FITTED = hashOf(JSON.stringify(fitted));

const readers = new WeakMap<readonly Kind[], KindEvidence>();

/**
 * The reader of products' names is the same for every store and language: it is made once for a list of
 * kinds, at the first product.
 */
function readerOf(kinds: readonly Kind[], brands: readonly Brand[]): KindEvidence {
  const known = readers.get(kinds) ?? new KindEvidence(kinds, brands);
  readers.set(kinds, known);
  return known;
}

/**
 * Which kinds a product is of: a conditional logit over `kind-evidence.ts`, fitted to labelled names by `npm
 * run train:product-kinds`.
 */
export class ProductKinds {
  constructor(
    private readonly kinds: readonly Kind[],
    private readonly brands: readonly Brand[],
  ) {}

  /** Lets the reader go until the next product: half a second to make, some 20 MB to hold. */
  release(): void {
    readers.delete(this.kinds);
  }

  /**
   * P(kind), by the kind's number. What is missing to 1 is that it is of none that is known. `vector` is what
   * the name means in `lang`, `meaning` the kinds' table of the same encoder; by letters alone without them.
   */
  of(product: Product, lang: Understood, vector?: Float32Array, meaning?: VectorTable): KindBelief {
    const candidates = readerOf(this.kinds, this.brands).candidates(product, vector, meaning);
    const p = probabilities(
      candidates.map((c) => c.evidence),
      fitted[vector && meaning ? lang : 'letters'].weights,
    );
    return new Map(candidates.flatMap(({ kind }, i) => (kind >= 0 && p[i]! >= LEAST ? [[kind, p[i]!]] : [])));
  }
}

/**
 * From this probability on 97 % of the kinds told are right, as `train:product-kinds` computed it on feeds
 * left out; below it a kind is unclear.
 */
export const CLEAR = { letters: fitted.letters.clear, zh: fitted.zh.clear, en: fitted.en.clear } as const;

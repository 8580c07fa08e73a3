import { understoodAs, type Product, type Understood } from '../../../contract';
import type { Scene } from '../../answer/draft';
import { GoodsIndex, type Likeness, type Names } from '../../find/goods-index';
import type { GoodsFinder } from '../../find/finder';
import { carriedOver } from '../carried-over';
import type { Conversation } from '../state';

/** Goods that a shopper may go on about; more are not compared. */
const MOST = 300;
/** Items under discussion whose kinds and categories are looked through. */
const TELLING = 5;

/**
 * What the talk may go on about: the items under discussion, then all of their kinds, then what stands in the
 * same categories. At most `MOST`.
 */
export function poolOf(scene: Scene, finder: GoodsFinder, state: Conversation): Product[] {
  const shown = carriedOver(scene, state).products;
  const pool = new Map(shown.slice(0, MOST).map((product) => [product.gtin, product]));
  const add = (products: readonly Product[]): void => {
    for (const product of products) if (pool.size < MOST) pool.set(product.gtin, product);
  };
  const first = shown.slice(0, TELLING);
  const lang = understoodAs(scene.lang);
  for (const kind of finder.mainKindsOf(first, lang)) add(finder.goodsOf(kind, lang).products);
  const paths = new Map(first.map(({ categoryZh }) => [categoryZh.join('>'), categoryZh]));
  for (const path of paths.values()) add(scene.catalog.productsIn(path, MOST));
  return [...pool.values()];
}

/** The names of a few products alone, so that what all of them are called tells none of them apart. */
export class PoolNames implements Names {
  private readonly index: GoodsIndex;
  private readonly held: GoodsIndex | undefined;

  constructor(
    readonly products: readonly Product[],
    finder: GoodsFinder,
    readonly lang: Understood,
  ) {
    this.index = new GoodsIndex(products, lang);
    this.held = finder.names(lang);
  }

  rowsOf(gtins: ReadonlySet<string>): number[] {
    return this.index.rowsOf(gtins);
  }

  namesBrand(text: string): boolean {
    return this.index.namesBrand(text);
  }

  likeness(said: string): Likeness {
    const likeness = this.index.likeness(said);
    const meaning = this.held?.meaningOf(this.products, said);
    return meaning ? { ...likeness, meaning } : likeness;
  }
}

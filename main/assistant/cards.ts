import type { Catalog, ItemCard, LocalizedText, OtherLists, Product } from '../contract';
import type { Scene } from './answer/draft';
import { inForce } from './answer/pricing';
import { pricingOf, stockLevel } from './answer/product-answers';

const OFFER_CARDS = 60;

/** What the screen shows of items. `alternatives`: those that nobody asked for. */
export function cardsOf(
  scene: Scene,
  gtins: readonly string[],
  alternatives: ReadonlySet<string> = new Set(),
): ItemCard[] {
  const { catalog } = scene;
  const { currency } = catalog.store();
  return catalog.products([...gtins]).map((product) => {
    const pricing = pricingOf(scene, product);
    return {
      gtin: product.gtin,
      name: product.name,
      brand: product.brand,
      size: product.size,
      category: categoryNames(product),
      price: product.price,
      offerPrice: pricing.offerPrice,
      offerTitle: pricing.offer?.title,
      currency,
      stock: stockLevel(catalog, product.gtin),
      places: catalog.locations(product.gtin),
      alternative: alternatives.has(product.gtin),
    };
  });
}

/** What an item's category is called, by language. */
const categoryNames = ({ categoryZh, categoryEn, other }: Product): LocalizedText => ({
  zh: categoryZh.at(-1) ?? '',
  en: categoryEn.at(-1) ?? '',
  ...lastSteps(other?.category),
});

const lastSteps = (paths: OtherLists = {}): LocalizedText =>
  Object.fromEntries(Object.entries(paths).map(([tag, path]) => [tag, path.at(-1) ?? '']));

/** Promotions in force, and items of them. */
export function offersIn(catalog: Catalog, now: Date) {
  const active = catalog.promotions().filter((promotion) => inForce(promotion, now));
  const gtins = new Set<string>();
  for (const promotion of active) {
    for (const gtin of promotion.gtins) gtins.add(gtin);
    if (promotion.categoryZh && gtins.size < OFFER_CARDS)
      for (const product of catalog.productsIn(promotion.categoryZh, OFFER_CARDS)) gtins.add(product.gtin);
  }
  return {
    gtins: [...gtins].slice(0, OFFER_CARDS),
    promotions: active.map(({ id, title }) => ({ id, title })),
  };
}

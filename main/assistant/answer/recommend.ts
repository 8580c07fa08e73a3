import { onlyIn, type Product } from '../../contract';
import { money, say, sentence, type Values } from '../../words';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { gather } from './places';
import { listNames, nameOf, perhaps, placed } from './phrases';
import { alternativesFor, priceFacts, pricingOf, scopeOf, stockLevel, subjectName } from './product-answers';
import { amountIn } from '../understand/sizes';
import type { Subject, Wish } from './types';

/** Items to buy, best first by the wish; what is out of stock comes last. */
export function recommendAnswer(
  scene: Scene,
  subject: Subject,
  wish: Wish,
  limits: { max?: number; min?: number } = {},
): Draft {
  const { catalog, lang } = scene;
  const { currency } = catalog.store();
  const price = (p: Product): number => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  };
  const ordered = order(scene, subject.products, wish, price, subject.leading ?? subject.products.length);
  const top = ordered[0];
  if (!top)
    return {
      intent: 'product.recommend',
      text: say(lang, 'goods.recommend.none'),
      items: [],
      abstained: true,
    };
  const place = gather(catalog, [top]).place;
  const said: Values = {
    item: nameOf(top, lang),
    price: money(price(top), currency, lang),
    ...placed(place, lang),
  };
  const base: Draft = {
    intent: 'product.recommend',
    text: '',
    tellsPrice: true,
    items: itemsOf(catalog, ordered),
    scope: scopeOf({ ...subject, products: ordered }),
    candidates: candidatesOf(scene, ordered),
    focus: {
      ...focusOf(ordered, ordered.length, subject.label, subject.category?.pathZh),
      many: ordered.length > 1,
    },
    options: ordered.map((p) => p.gtin),
    facts: priceFacts(pricingOf(scene, top)),
    actions: place ? [{ type: 'navigate', aisle: place.aisle, gtin: top.gtin }] : [],
    pending: place ? { kind: 'lead', aisle: place.aisle, gtin: top.gtin } : undefined,
  };
  if (wish === 'cheapest' || wish === 'dearest') {
    const best = ordered.filter(
      (p) => price(p) === price(top) && (p === top || stockLevel(catalog, p.gtin) !== 'out'),
    );
    const name = subjectName(scene, subject);
    return {
      ...base,
      items: itemsOf(catalog, best),
      text: say(lang, `goods.recommend.${wish}`, { ...said, name }),
    };
  }
  return { ...base, text: triesText(scene, ordered, said, limits) };
}

/** The first, and two more to look at. */
function triesText(
  { catalog, lang }: Scene,
  ordered: readonly Product[],
  said: Values,
  { max, min }: { max?: number; min?: number },
): string {
  const { currency } = catalog.store();
  const others = listNames(
    ordered.slice(1, 3).map((p) => nameOf(p, lang)),
    lang,
  );
  return say(lang, 'goods.recommend.try', {
    ...said,
    ...perhaps('limited', 'limit', max === undefined ? undefined : money(max, currency, lang)),
    ...(max === undefined || min === undefined
      ? { least: '' }
      : { limited: 'between', least: money(min, currency, lang) }),
    ...perhaps('more', 'others', others),
  });
}

function order(
  scene: Scene,
  products: readonly Product[],
  wish: Wish,
  price: (p: Product) => number,
  leading: number,
): Product[] {
  const level = (p: Product): number => (stockLevel(scene.catalog, p.gtin) === 'out' ? 1 : 0);
  const size = (p: Product): number => amountOf(p);
  const sorted = [...products];
  switch (wish) {
    case 'cheapest':
    case 'cheaper':
      return sorted.sort((a, b) => level(a) - level(b) || price(a) - price(b));
    case 'dearest':
    case 'pricier':
      return sorted.sort((a, b) => level(a) - level(b) || price(b) - price(a));
    case 'bigger':
      return sorted.sort((a, b) => level(a) - level(b) || size(b) - size(a));
    case 'smaller':
      return sorted.sort((a, b) => level(a) - level(b) || size(a) - size(b));
    case 'pair':
    case 'alt':
    case 'any': {
      // Nothing says which sells best: what is likelier by far leads, then offers, then the catalog's own
      // order.
      const offer = new Map(products.map((p) => [p, pricingOf(scene, p).offerPrice === undefined ? 1 : 0]));
      const behind = new Map(products.map((p, i) => [p, i < leading ? 0 : 1]));
      return sorted.sort(
        (a, b) => behind.get(a)! - behind.get(b)! || level(a) - level(b) || offer.get(a)! - offer.get(b)!,
      );
    }
  }
}

/** The size as one number within a unit, for bigger and smaller; 0 where none is given. */
export const amountOf = (product: Product): number =>
  amountIn(product.size ?? '', onlyIn(product.name, 'zh'));

/** What goes with an item, as the feed relates it; where it relates nothing, says so. */
export function pairAnswer(
  scene: Scene,
  product: Product,
  related: readonly Product[] = scene.catalog
    .products(product.related)
    .filter((p) => p.gtin !== product.gtin),
): Draft {
  const { catalog, lang } = scene;
  const name = nameOf(product, lang);
  const base: Draft = {
    intent: 'product.recommend',
    text: '',
    items: itemsOf(catalog, related),
    candidates: candidatesOf(scene, related),
    options: related.map((p) => p.gtin),
    suggests: { products: related, tell: (fit) => pairAnswer(scene, product, fit) },
  };
  if (related.length === 0)
    return {
      ...base,
      abstained: true,
      focus: focusOf([product], 1, name),
      text: say(lang, 'goods.recommend.no_pair', { name }),
      unanswered: 'abstained',
    };
  const place = gather(catalog, [related[0]!]).place;
  const names = listNames(
    related.slice(0, 2).map((p) => nameOf(p, lang)),
    lang,
  );
  return {
    ...base,
    focus: focusOf(related, related.length, name),
    pending: place ? { kind: 'lead', aisle: place.aisle, gtin: related[0]!.gtin } : undefined,
    text: sentence(lang, 'goods.recommend.pair', { name, names, ...placed(place, lang) }),
  };
}

/** Others of the same kind than the one under discussion, by the wish. */
export function otherThan(
  scene: Scene,
  product: Product,
  wish: Wish,
  price: (p: Product) => number,
): Product[] {
  const others = alternativesFor(scene, product);
  const pool = others.length > 0 ? others : scene.catalog.products(product.related);
  switch (wish) {
    case 'cheaper':
    case 'cheapest':
      return pool.filter((p) => price(p) < price(product)).sort((a, b) => price(a) - price(b));
    case 'pricier':
    case 'dearest':
      return pool.filter((p) => price(p) > price(product)).sort((a, b) => price(a) - price(b));
    case 'bigger':
      return sameLine(product, pool).filter((p) => amountOf(p) > amountOf(product));
    case 'smaller':
      return sameLine(product, pool).filter((p) => amountOf(p) < amountOf(product) && amountOf(p) > 0);
    case 'pair':
    case 'alt':
    case 'any':
      return pool;
  }
}

/** The same brand first. */
function sameLine(product: Product, pool: readonly Product[]): Product[] {
  const same = (p: Product): number => (p.brand?.zh === product.brand?.zh ? 0 : 1);
  return [...pool].sort((a, b) => same(a) - same(b));
}

import {
  DaogouError,
  onlyIn,
  type AskResult,
  type Catalog,
  type CategoryNode,
  type DecodingLexicon,
  type ItemCard,
  type Lang,
  type LocalizedText,
  type OtherLists,
  type PrintDocument,
} from '../contract';
import { storeTime } from '../words';

/** Cards shown under one category at most; a shelf page, not the whole catalog. */
const CARDS_A_PAGE = 60;

/** The children of a category path (zh), and the items where it has none. */
export function browse(
  catalog: Catalog,
  path: readonly string[],
  cards: (gtins: string[]) => ItemCard[],
): { categories: CategoryNode[]; cards: ItemCard[] } {
  const below = catalog
    .categories()
    .filter((c) => c.pathZh.length > path.length && path.every((part, i) => c.pathZh[i] === part));
  const children = new Map<string, CategoryNode>();
  for (const category of below) {
    const zh = category.pathZh[path.length]!;
    const node = children.get(zh) ?? {
      path: [...path, zh],
      name: { zh, en: category.pathEn[path.length] ?? zh, ...stepAt(category.pathOther, path.length) },
      count: 0,
    };
    if (category.pathZh.length === path.length + 1) node.count = category.count;
    children.set(zh, node);
  }
  for (const node of children.values())
    if (node.count === 0) node.count = catalog.productsIn(node.path).length;
  if (children.size > 0) return { categories: [...children.values()], cards: [] };
  return {
    categories: [],
    cards: cards(catalog.productsIn(path, CARDS_A_PAGE).map((product) => product.gtin)),
  };
}

/** One step of a path in the languages beside `zh` and `en`. */
const stepAt = (paths: OtherLists = {}, at: number): LocalizedText =>
  Object.fromEntries(Object.entries(paths).map(([tag, path]) => [tag, path[at] ?? '']));

/** Everything the recogniser should expect to hear in this store; kinds carry their weight. */
export function decodingLexicon(catalog: Catalog, productLimit = 20_000): DecodingLexicon {
  const entries = new Map<string, DecodingLexicon['entries'][number]>();
  const add = (
    text: string | undefined,
    kind: DecodingLexicon['entries'][number]['kind'],
    weight: number,
  ): void => {
    const trimmed = text?.trim();
    if (!trimmed) return;
    const known = entries.get(trimmed);
    if (!known || known.weight < weight) entries.set(trimmed, { text: trimmed, kind, weight });
  };
  for (const category of catalog.categories()) {
    category.pathZh.forEach((name) => add(name, 'category', 3));
    category.pathEn.forEach((name) => add(name, 'category', 3));
  }
  for (const brand of catalog.brands()) {
    add(onlyIn(brand, 'zh'), 'brand', 2);
    add(onlyIn(brand, 'en'), 'brand', 2);
  }
  for (const aisle of catalog.aisles()) add(aisle, 'aisle', 1.5);
  for (const entry of catalog.knowledge())
    [...entry.questionsZh, ...entry.questionsEn].forEach((question) => add(question, 'question', 2));
  let products = 0;
  for (const category of catalog.categories()) {
    if (products >= productLimit) break;
    for (const product of catalog.productsIn(category.pathZh)) {
      if (++products > productLimit) break;
      product.aliasesZh.forEach((alias) => add(alias, 'alias', 2));
      product.aliasesEn.forEach((alias) => add(alias, 'alias', 2));
      add(onlyIn(product.name, 'zh'), 'product', 1);
      add(onlyIn(product.name, 'en'), 'product', 1);
    }
  }
  return { sequence: catalog.info.sequence, entries: [...entries.values()] };
}

/** Items a slip lists at most: what one fetches in one round, on some fifteen centimetres of paper. */
export const ITEMS_A_SLIP = 5;

/**
 * The slip for these items, as the printer lays it out: the first few, and how many more there are (of
 * `total`, where more were found than are named).
 */
export function locatorSlip(
  catalog: Catalog,
  { gtins, lang, total = gtins.length }: { gtins: readonly string[]; lang: Lang; total?: number },
  now: Date,
  cards: (gtins: string[]) => ItemCard[],
): PrintDocument {
  const found = cards(gtins.slice(0, ITEMS_A_SLIP));
  if (found.length === 0)
    throw new DaogouError('not_found', `none of these items is in the catalog: ${gtins.join(', ')}`, false, {
      reason: 'not_found',
    });
  const more = Math.max(total, gtins.length) - found.length;
  const store = catalog.store();
  const { publishedAt } = catalog.info;
  return {
    type: 'locator',
    lang,
    storeName: store.name,
    printedAt: storeTime(store, now),
    ...(publishedAt && { asOf: storeTime(store, new Date(publishedAt)) }),
    ...(more > 0 && { more }),
    items: found.map(({ gtin, name, size, price, offerPrice, currency, places }) => ({
      gtin,
      name,
      size,
      price,
      offerPrice,
      currency,
      places,
    })),
    map: catalog.map(),
  };
}

/** The places that the screen marks on the map for an answer. */
export function placesOf(result: { answer: AskResult['answer'] }): AskResult['places'] {
  const seen = new Set<string>();
  const out: AskResult['places'] = [];
  for (const item of result.answer.items) {
    for (const place of item.locations ??
      (item.aisle ? [{ aisle: item.aisle, bay: item.bay, shelf: item.shelf }] : [])) {
      const key = `${place.aisle}\u0000${place.bay ?? ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      out.push(place);
    }
  }
  return out;
}

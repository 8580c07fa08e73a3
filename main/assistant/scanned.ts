import {
  countryOf,
  labelRulesOf,
  readLabel,
  type Catalog,
  type Lang,
  type LabelRule,
  type Measure,
  type Product,
  type Scan,
} from '../contract';
import { money, pricesAKilogram, say, sentences } from '../words';
import type { Draft, Scene } from './answer/draft';
import { cardsOf } from './cards';

/** The item that a scan means, and what is known of the one piece. */
export interface ScannedItem {
  gtin: string;
  measure?: Measure;
}

/**
 * Finds what was scanned: the number itself however it is written, then what else it may be, then as the
 * label of a scale. A number that the catalog has as it stands is never taken for a label.
 */
export function scannedItem(
  catalog: Catalog,
  { gtin, also = [], measure }: Pick<Scan, 'also' | 'measure'> & { gtin: string },
  own: readonly LabelRule[] = [],
): ScannedItem | undefined {
  for (const number of [gtin, ...also]) {
    const product = catalog.product(number);
    if (product) return { gtin: product.gtin, ...(measure && { measure }) };
  }
  const label = readLabel(gtin, [...own, ...labelRulesOf(countryOf(catalog.store()))]);
  for (const number of label?.items ?? []) {
    const product = catalog.product(number);
    if (product) return { gtin: product.gtin, ...(label?.measure && { measure: label.measure }) };
  }
  return undefined;
}

/** The answer with the weight and the price of the piece in hand, as far as they are known. */
export function withMeasure(
  draft: Draft,
  measure: Measure | undefined,
  scene: Scene,
  product: Product,
): Draft {
  if (!measure) return draft;
  const { lang, catalog } = scene;
  const amount = measure.price ?? reckoned(measure, scene, product);
  const price = amount === undefined ? undefined : money(amount, catalog.store().currency, lang);
  const weight = measure.kilograms === undefined ? undefined : String(measure.kilograms);
  return { ...draft, tellsPrice: true, text: sentences(lang, draft.text, told(lang, weight, price)) };
}

/** What the piece costs by its weight; with an offer on the item the till reckons otherwise. */
function reckoned({ kilograms }: Measure, scene: Scene, { gtin, size, price }: Product): number | undefined {
  const pieces = pricesAKilogram(size ?? '');
  if (kilograms === undefined || pieces === undefined || price <= 0) return undefined;
  if (cardsOf(scene, [gtin])[0]?.offerPrice !== undefined) return undefined;
  return Math.round(kilograms * pieces * price * 100) / 100;
}

function told(lang: Lang, weight?: string, price?: string): string {
  if (weight === undefined) return price === undefined ? '' : say(lang, 'scan.price', { price });
  return price === undefined
    ? say(lang, 'scan.weight', { weight })
    : say(lang, 'scan.weight_price', { weight, price });
}

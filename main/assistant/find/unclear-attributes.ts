import { inUnderstood, onlyIn, type LocalizedText, type Product } from '../../contract';
import { contradicts, quantitiesOf, type Quantity } from '../understand/quantities';
import { attributesOf } from './product-attributes';
import { tellingName } from './product-name';

/**
 * What can't be told of a product because its master data says two things: its size column another size than
 * its name, its names in two languages other sizes, or that it is without what its ingredients list.
 */
export type AttributeDoubt = 'size' | 'names' | 'without';

/** What is known of a product's attributes, for the report of a publication. */
export interface ToldAttributes {
  gtin: string;
  name: LocalizedText;
  /** Attributes (`colour`, `flavour` …) and dimensions (`ml`, `count` …) that it bears, each once. */
  bears: string[];
  doubts: { what: AttributeDoubt; says: string[] }[];
}

/** Reads one product; some 40 µs. */
export function toldAttributes(product: Product): ToldAttributes {
  const { values, denied, quantities } = attributesOf(product);
  const measures = quantities.map(({ unit }) => unit).filter((unit) => unit !== '');
  const attributes = values.ids.map((id) => id.split(':')[0]!);
  return {
    gtin: product.gtin,
    name: product.name,
    bears: [...new Set([...attributes, ...measures])],
    doubts: [...sizeDoubts(product), ...withoutDoubts(values.ids, denied.ids)],
  };
}

/** Dimensions of what is in the pack: of others a name may tell several. */
const CONTENT = new Set(['ml', 'g', 'count']);

function sizeDoubts({ name, size }: Product): ToldAttributes['doubts'] {
  const [zh, en, own] = [onlyIn(name, 'zh'), onlyIn(name, 'en'), size ?? ''].map((text) =>
    quantitiesOf(tellingName(text)).filter(({ unit }) => CONTENT.has(unit)),
  ) as [Quantity[], Quantity[], Quantity[]];
  const names = [...zh, ...en];
  const written = own.find((one) => contradicts(one, names));
  if (written) return [{ what: 'size', says: [size!, ...inUnderstood(name)] }];
  const other = zh.find((one) => contradicts(one, en)) && en.find((one) => contradicts(one, zh));
  return other ? [{ what: 'names', says: inUnderstood(name) }] : [];
}

function withoutDoubts(values: readonly string[], denied: readonly string[]): ToldAttributes['doubts'] {
  const both = values.filter((id) => denied.includes(id));
  return both.length > 0 ? [{ what: 'without', says: both.map((id) => id.split(':')[1]!) }] : [];
}

import { inUnderstood, onlyIn, understoodAs, type Product } from '../../../contract';
import type { Scene } from '../../answer/draft';
import { pricingOf } from '../../answer/product-answers';
import { candidatesFor, EVIDENCE } from '../../find/evidence';
import type { Finding, GoodsFinder } from '../../find/finder';
import { attributesOf } from '../../find/product-attributes';
import { probabilities } from '../../find/rank';
import { Attributes, type Borne } from '../../goods/attributes';
import { largerOf, meets, quantitiesOf } from '../../understand/quantities';
import { brandAsked, refused, withoutParticle } from '../../understand/tables/going-on';
import { ordersIn } from '../../understand/tables/order';
import type { Meaning } from '../../understand/understand';
import { carriedOver } from '../carried-over';
import type { Conversation } from '../state';
import { PoolNames, poolOf } from './pool';
import type { Refinement } from './types';
import weights from './refinement-weights.json';

/**
 * What speaks for an item's being what a shopper goes on to ask for ('四寸的', 'the blue one'): that of any
 * item, held against this sentence alone and among these goods alone; what it has of what is said, in numbers
 * and in attributes; and how it stands to what was shown and said before.
 */
export const REFINING = [
  ...EVIDENCE,
  'joined',
  'shown',
  'unwanted',
  'quantityMet',
  'quantityUnmet',
  'attributeMet',
  'attributeUnmet',
  'attributeKept',
  'sameLine',
  'sameBrand',
  'otherBrand',
  'cheaper',
  'larger',
  'otherThanShown',
] as const;

/** Cues that only ask, and tell no item from another. */
const ASKS =
  /^(?:where|price|stock|have|find|nav|print|promo|greet|thanks|fill|ask|about|it|neg|mild|forced|control:|person|recommend)/;

/** What of a sentence may tell items apart. `unwanted`: the stretches that say what is not wanted. */
function tellingText({ text, cues }: Meaning, unwanted: readonly { start: number; end: number }[]): string {
  const letters = Array.from({ length: text.length }, (_, i) => text[i]!);
  for (const { start, end } of [...cues.filter(({ tag }) => ASKS.test(tag)), ...unwanted])
    letters.fill(' ', start, end);
  return letters
    .join('')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}

/** The goods that the talk may go on about, and how likely each is meant now. */
export function refine(
  scene: Scene,
  finder: GoodsFinder,
  meaning: Meaning,
  state: Conversation,
  joined: Finding,
  by: readonly number[] = weights,
): Refinement {
  const before = carriedOver(scene, state).products;
  const shown = new Set(before.map(({ gtin }) => gtin));
  const pool = poolOf(scene, finder, state);
  const unwanted = refused(meaning.text);
  const telling = tellingText(meaning, unwanted);
  const names = new PoolNames(pool, finder, understoodAs(scene.lang));
  const candidates = candidatesFor(names, telling, undefined, { gtins: shown, whole: false }).slice(0, -1);
  const standing = new Standing(scene, meaning, state, { pool, shown, unwanted, telling, joined });
  const others = brandAsked(meaning.text) === 'other' ? ofOtherBrands(pool, before[0]) : undefined;
  const open = others ? candidates.filter(({ row }) => others.has(pool[row]!)) : candidates;
  // Who asks for a cheaper or larger one than the item in hand is shown none that isn't.
  const ordered = open.filter(({ row }) => standing.meetsOrder(pool[row]!));
  const items = (ordered.length > 0 ? ordered : open).map(({ row, evidence }) => {
    const product = pool[row]!;
    return { product, evidence: Float32Array.from([...evidence, ...standing.of(product)]) };
  });
  const p = probabilities(
    items.map(({ evidence }) => evidence),
    by,
  );
  return {
    items: items.map((item, i) => ({ ...item, p: p[i]! })).sort((a, b) => b.p - a.p),
    telling,
    tells: standing.tells,
    unmet: ordered.length === 0,
    shown,
  };
}

const brandOf = ({ brand }: Product): string | undefined => brand?.zh ?? brand?.en;

/** What is not of the brand under discussion, where there is any: who asks for others is shown none of it. */
function ofOtherBrands(pool: readonly Product[], shown: Product | undefined): Set<Product> | undefined {
  const brand = shown && brandOf(shown);
  const others = pool.filter((product) => brandOf(product) !== brand);
  return brand !== undefined && others.length > 0 ? new Set(others) : undefined;
}

interface Talk {
  pool: readonly Product[];
  shown: ReadonlySet<string>;
  unwanted: readonly { text: string }[];
  telling: string;
  joined: Finding;
}

const nameOf = ({ name, size }: Product): string =>
  `${inUnderstood(name).join(' ')} ${size ?? ''}`.toLowerCase();
const line = ({ name }: Product): Set<string> => {
  const letters = [...onlyIn(name, 'zh').replace(/[\d\s\p{P}]/gu, '')];
  return new Set(
    letters.length > 0
      ? letters
      : onlyIn(name, 'en')
          .toLowerCase()
          .split(/[^a-z]+/),
  );
};

/** How items stand to what was shown and said, in the order of `REFINING`. */
class Standing {
  readonly tells: boolean;
  private readonly before: Product[];
  private readonly single: Product | undefined;
  private readonly orders;
  private readonly quantities;
  private readonly attributes: Borne;
  private readonly kept: Borne;
  private readonly refused: Borne;
  private readonly others: number;
  private readonly brand: ReturnType<typeof brandAsked>;
  private readonly chances: ReadonlyMap<string, number>;

  constructor(
    private readonly scene: Scene,
    { text, tags }: Meaning,
    { wish }: Conversation,
    private readonly talk: Talk,
  ) {
    this.before = talk.pool.filter(({ gtin }) => talk.shown.has(gtin));
    this.single = talk.shown.size === 1 ? this.before[0] : undefined;
    this.orders = ordersIn(text);
    this.quantities = quantitiesOf(talk.telling).filter((said) => said.unit !== 'count' || said.value > 1);
    this.attributes = Attributes.all().said(talk.telling);
    this.refused = Attributes.all().said(talk.unwanted.map((one) => one.text).join(' '));
    this.kept = Attributes.all()
      .said(wish ?? '')
      .without(this.attributes)
      .without(this.refused);
    this.brand = brandAsked(text);
    const more = this.orders.price !== 0 || this.orders.size !== 0;
    this.others = more || tags.has('alt') || this.brand === 'other' || talk.unwanted.length > 0 ? 1 : 0;
    const { found } = talk.joined;
    const most = Math.max(1e-9, ...found.map(({ p }) => p));
    this.chances = new Map(found.map(({ product, p }) => [product.gtin, p / most]));
    this.tells =
      this.orders.price !== 0 ||
      this.orders.size !== 0 ||
      this.quantities.length > 0 ||
      this.attributes.size > 0 ||
      talk.unwanted.length > 0 ||
      this.brand === 'other';
  }

  of(product: Product): number[] {
    const { shown, unwanted } = this.talk;
    const all = nameOf(product);
    const { values: borne, quantities } = attributesOf(product);
    const met = this.quantities.filter((said) => meets(said, quantities)).length;
    const share = (n: number): number => n / Math.max(1, this.quantities.length);
    const anchor = this.before[0];
    const brand = brandOf(product);
    const brandBefore = anchor && brandOf(anchor);
    const sameBrand = brandBefore !== undefined && brand === brandBefore;
    const like = this.brand === 'same' ? 2 : 1;
    const other = sameBrand ? -1 : 1;
    const isUnwanted =
      unwanted.some(({ text }) => all.includes(withoutParticle(text))) || this.refused.met(borne) > 0;
    return [
      Math.log(Math.max(1e-3, this.chances.get(product.gtin) ?? 0)) / 7,
      shown.has(product.gtin) ? 1 : 0,
      isUnwanted ? 1 : 0,
      share(met),
      this.quantities.length > 0 ? share(this.quantities.length - met) : 0,
      this.attributes.met(borne),
      this.attributes.violated(borne),
      this.kept.met(borne) - this.kept.violated(borne),
      this.sameLine(product),
      sameBrand ? like : 0,
      this.brand === 'other' ? other : 0,
      this.orders.price * this.byPrice(product),
      this.orders.size * this.bySize(product),
      this.others * (this.single && product.gtin === this.single.gtin ? -1 : 0),
    ];
  }

  /** Whether it is more, or less, than the one item under discussion, as far as that was asked for. */
  meetsOrder(product: Product): boolean {
    if (!this.single) return true;
    const { price, size } = this.orders;
    return (
      (price === 0 || price * this.byPrice(product) > 0) && (size === 0 || size * this.bySize(product) > 0)
    );
  }

  /** Share of the letters of the nearest item shown that its name has too. */
  private sameLine(product: Product): number {
    const own = line(product);
    return Math.max(
      0,
      ...this.before.slice(0, 5).map((shown) => {
        const letters = [...line(shown)];
        return letters.filter((letter) => own.has(letter)).length / Math.max(1, letters.length);
      }),
    );
  }

  private price(product: Product): number {
    const { offerPrice, price } = pricingOf(this.scene, product);
    return offerPrice ?? price;
  }

  /** Against the one item under discussion; else by its place among all that were shown, from -1 to 1. */
  private byPrice(product: Product): number {
    return this.against(product, (a, b) => Math.sign(this.price(a) - this.price(b)));
  }

  private bySize(product: Product): number {
    return this.against(product, (a, b) => largerOf(nameOf(a), nameOf(b)));
  }

  private against(product: Product, compare: (a: Product, b: Product) => number): number {
    if (this.single) return compare(product, this.single);
    const others = this.before.slice(0, 20).filter(({ gtin }) => gtin !== product.gtin);
    return others.reduce((sum, other) => sum + compare(product, other), 0) / Math.max(1, others.length);
  }
}

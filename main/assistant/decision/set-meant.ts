import type { InBoth, Lang, Product } from '../../contract';
import { say } from '../../words';
import type { Scene } from '../answer/draft';
import { leaf, listNames, nameOf } from '../answer/phrases';
import type { Subject } from '../answer/types';
import type { Finding, Found } from '../find/finder';
import type { Kind } from '../goods';
import { SCOPE } from './costs';
import { beside } from './relations';
import type { Weighing } from './types';

/**
 * An item counts as meant as well where it is at least so likely beside the first; one of the same kind,
 * unless it is hardly likely at all.
 */
export const AS_LIKELY = 0.3;
export const HARDLY = 0.03;
/** Kinds asked for that may tell which items belong together. */
export const MAY_BE_ASKED = 0.1;
/** Items shown at most of a kind. */
export const MOST = 60;
/** A set is taken for what was meant where it holds nearly all that is likely. */
const NEARLY_ALL = 0.8;
/** Keeps shares of next to nothing finite. */
const LEAST_MASS = 1e-6;

/**
 * The items that a question means: what the store's own words name, all of the kind that was asked for, or
 * the likeliest.
 */
export function setMeant(weighing: Weighing): Subject {
  const { finding, meaning, label, scene } = weighing;
  const first = finding.found[0]!;
  // What must be so, or not be so, is looked for in all of the kind.
  const priced = meaning.max !== undefined || meaning.min !== undefined;
  const filtered = priced || meaning.claims.length + meaning.absent.length + meaning.excluded.length > 0;
  const whole = finding.kinds[0]?.alone ? finding.kinds[0] : undefined;
  const named = namedSet(weighing, filtered);
  if (named) return whole ? { ...named, products: stockedFirst(named.products, scene) } : named;
  // '洗发水': all of it, whichever of it the evidence leans to.
  if (whole?.carried && !filtered) return wholeKind(whole.kind, weighing);
  const kind = kindMeant(weighing);
  const likely = likelyItems(finding);
  const one = kind && first.p / massOf(finding, gtinsOf(kind.goods.products));
  if (!kind || likely.length === kind.goods.total || (!filtered && onlyLikely(one!)))
    return subjectOfSet(
      likely,
      likely.length,
      label,
      kind && { name: nameOfKind(kind.kind), such: likely.length < kind.goods.total },
      scene,
    );
  const products = allOfKind(kind.goods.products, finding.found);
  // What was not read of a large store was not left out either.
  const total = products.length + kind.goods.total - kind.goods.products.length;
  return subjectOfSet(
    filtered ? products : products.slice(0, MOST),
    total,
    label,
    { name: nameOfKind(kind.kind), such: products.length < kind.goods.products.length },
    scene,
  );
}

const gtinsOf = (products: readonly Product[]): ReadonlySet<string> => new Set(products.map((p) => p.gtin));

/** P(one of these was meant), as far as the store has it. */
const massOf = ({ found }: Finding, gtins: ReadonlySet<string>): number =>
  found.reduce((sum, f) => sum + (gtins.has(f.product.gtin) ? f.p : 0), 0);

const allMass = ({ found }: Finding): number => found.reduce((sum, f) => sum + f.p, 0);

const isNearlyAll = (finding: Finding, products: readonly Product[]): boolean =>
  massOf(finding, gtinsOf(products)) / Math.max(LEAST_MASS, allMass(finding)) >= NEARLY_ALL;

/** Those about as likely as the first, and of its kind. */
function likelyItems({ found }: Finding): Product[] {
  const first = found[0]!;
  return found
    .filter((f) => f.p >= AS_LIKELY * first.p && (!f.kind || !first.kind || beside(f.kind, first.kind)))
    .map((f) => f.product);
}

/** What the store's own words name, the likeliest first, where it holds nearly all that is likely. */
function namedSet({ finding, named }: Weighing, filtered: boolean): Subject | undefined {
  const { found } = finding;
  const first = found[0]!;
  if (named?.how !== 'found') return undefined;
  const few = !named.category && onlyLikely(first.p / Math.max(LEAST_MASS, allMass(finding)));
  // A set that the catalog can look through to its end: limits and claims are looked for in all of it.
  const endless = named.all !== undefined;
  if ((filtered && !endless) || few) return undefined;
  if (!named.products.some((p) => p.gtin === first.product.gtin) || !isNearlyAll(finding, named.products))
    return undefined;
  const place = new Map(found.map((f, i) => [f.product.gtin, i]));
  const at = (p: Product): number => place.get(p.gtin) ?? found.length;
  return { ...named, products: [...named.products].sort((a, b) => at(a) - at(b)) };
}

/** The kind asked for that holds the first item and nearly all that is likely. */
function kindMeant({ finding, finder, meaning }: Weighing) {
  const first = finding.found[0]!.product.gtin;
  return finding.kinds
    .filter((k) => k.carried && k.p >= MAY_BE_ASKED)
    .map((k) => ({ kind: k.kind, goods: finder.goodsOf(k.kind.id, meaning.lang) }))
    .find(
      ({ goods: { products } }) => products.some((p) => p.gtin === first) && isNearlyAll(finding, products),
    );
}

/** Everything that is surely of a kind, what is in stock first. */
function wholeKind(kind: Kind, { finding: { found }, finder, meaning, label, scene }: Weighing): Subject {
  const { products, total } = finder.goodsOf(kind.id, meaning.lang);
  const p = new Map(found.map((f) => [f.product.gtin, f.p]));
  const sorted = [...products].sort((a, b) => (p.get(b.gtin) ?? 0) - (p.get(a.gtin) ?? 0)).slice(0, MOST);
  return subjectOfSet(
    stockedFirst(sorted, scene),
    total,
    label,
    { name: nameOfKind(kind), such: false },
    scene,
  );
}

function stockedFirst(products: readonly Product[], scene: Scene): Product[] {
  const isOut = ({ gtin }: Product): boolean => scene.catalog.stock(gtin)?.quantity === 0;
  return [...products.filter((product) => !isOut(product)), ...products.filter(isOut)];
}

/**
 * Whether showing the likely ones alone costs less than showing all of the kind, by P(one item was meant).
 */
export const onlyLikely = (one: number): boolean => SCOPE.manyForOne * one >= SCOPE.oneForMany * (1 - one);

/** A kind's goods, the likeliest first; those that what was said speaks against are left out. */
function allOfKind(goods: readonly Product[], found: readonly Found[]): Product[] {
  const p = new Map(found.map((f) => [f.product.gtin, f.p]));
  const least = HARDLY * found[0]!.p;
  return goods
    .filter(({ gtin }) => (p.get(gtin) ?? least) >= least)
    .sort((a, b) => (p.get(b.gtin) ?? 0) - (p.get(a.gtin) ?? 0));
}

function subjectOfSet(
  products: Product[],
  total: number,
  label: string,
  named: Called | undefined,
  scene: Scene,
): Subject {
  const path = products[0]!.categoryZh.join('>');
  const category =
    total > 1 && products.every((p) => p.categoryZh.join('>') === path)
      ? scene.catalog.categories().find((c) => c.pathZh.join('>') === path)
      : undefined;
  const whole = category?.count === total ? category : undefined;
  return {
    products,
    total,
    ...(whole ? { category: whole } : {}),
    label,
    ...(named ?? calledTogether(products)),
    how: 'found',
    single: total === 1,
    confidence: 1,
  };
}

/** What a set is called; `such` where the name is borne by more than the set. */
type Called = { name: InBoth; such: boolean };

/**
 * What items are called together that no kind holds: such of their category where it is one, else the
 * likeliest two.
 */
export function calledTogether(products: readonly Product[]): Called {
  const first = products[0]!;
  const one = products.every((p) => p.categoryZh.join('>') === first.categoryZh.join('>'));
  if (one && products.length > 2) {
    const name = { zh: leaf(first.categoryZh), en: leaf(first.categoryEn) || leaf(first.categoryZh) };
    return { name, such: true };
  }
  const together = (lang: Lang): string =>
    listNames(
      products.slice(0, 2).map((p) => nameOf(p, lang)),
      lang,
    );
  const called = (lang: Lang): string =>
    products.length > 2 ? say(lang, 'dialog.and_others', { names: together(lang) }) : together(lang);
  return { name: { zh: called('zh'), en: called('en') }, such: false };
}

/** A kind by the first of its names. */
export const nameOfKind = (kind: Kind): InBoth => ({ zh: kind.zh[0]!.text, en: kind.en[0]! });

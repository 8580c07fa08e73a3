import type { InBoth, Lang, LocalizedText, Product } from '../../contract';
import type { Scene } from '../answer/draft';
import { leaf, listNames, nameOf } from '../answer/phrases';
import { fitted, resolveParts, type Subject } from '../answer/subject';
import type { Finding, Found, GoodsFinder } from '../find/finder';
import type { Kind } from '../goods';
import type { Meaning } from '../understand/understand';
import { brandSaid, ofBrand, type BrandSaid } from './brand-said';
import { choose, type Choice } from './choose';
import { SCOPE } from './costs';
import { beside, nearestUses, neverFor, upwards } from './relations';
import { surenessOf } from './sureness';

/** A kind is taken as known from here on: likelier than all others together. */
const KNOWN = 0.5;
/** From here on what bears the word and is something else ('空调插座' for 空调) is at most near. */
const SURELY = 0.8;
/**
 * An item counts as meant as well where it is at least so likely beside the first; one of the same kind,
 * unless it is hardly likely at all.
 */
const AS_LIKELY = 0.3;
const HARDLY = 0.03;
/** A kind is asked about where it holds so much of what is likely. */
const EITHER = 0.25;
/** A narrower kind leads where it is asked for at least so likely beside the broader one. */
const NARROWER = 0.25;
/** Kinds asked for that may tell which items belong together. */
const MAY_BE_ASKED = 0.1;
/** A set is taken for what was meant where it holds nearly all that is likely. */
const NEARLY_ALL = 0.8;
const MOST = 60;

/**
 * What of the catalog an utterance is about, and what is to be said of it: by all evidence where a finder is
 * ready, else by the store's own words.
 */
export function subjectOfWords(scene: Scene, meaning: Meaning): Subject | undefined {
  const named = resolveParts(scene.catalog, meaning);
  if (!scene.finder || named?.aisle !== undefined) return fitted(named, meaning);
  // A verdict about what is in a kind that the store itself names is about all of it: nothing is guessed
  // there.
  if (named?.how === 'found' && named.category && asksWhatIsIn(meaning)) return fitted(named, meaning);
  const finding = findingOf(scene.finder, named, meaning);
  if (finding.found.length === 0) return fitted(named, meaning);
  return decided(withoutMistaken(finding), named, meaning, scene.finder, scene);
}

/** What is to be said of what was found by evidence alone. */
export function subjectOfFinding(scene: Scene, finding: Finding, meaning: Meaning): Subject {
  return decided(withoutMistaken(finding), undefined, meaning, scene.finder!, scene);
}

/** Allergens, claims and what a thing is to be without, also where only the question tells it ('含糖吗'). */
const asksWhatIsIn = ({ allergens, claims, absent, excluded, tags }: Meaning): boolean =>
  allergens.length + claims.length + absent.length + excluded.length > 0 ||
  [...tags].some((tag) => tag.startsWith('absent:') || tag === 'contain');

/** All evidence for what an utterance may mean; `named`: what the store's own words make of it. */
export function findingOf(finder: GoodsFinder, named: Subject | undefined, meaning: Meaning): Finding {
  return finder.find(
    meaning.text,
    meaning.lang,
    named && { gtins: new Set(named.products.map((p) => p.gtin)), whole: named.how === 'found' },
  );
}

/**
 * Where the thing asked for is here, what only belongs to it or is a flavour of it is not it: what spoke for
 * it speaks for 'not here'.
 */
function withoutMistaken(finding: Finding): Finding {
  const asked = finding.kinds[0];
  if (!asked || asked.p < KNOWN || !asked.carried) return finding;
  const found = finding.found.filter((f) => !f.kind || !neverFor(f.kind, asked.kind));
  const lost = finding.found.reduce((sum, f) => sum + f.p, 0) - found.reduce((sum, f) => sum + f.p, 0);
  return found.length === finding.found.length || found.length === 0
    ? finding
    : { ...finding, found, none: Math.min(1, finding.none + lost) };
}

function decided(
  finding: Finding,
  named: Subject | undefined,
  meaning: Meaning,
  finder: GoodsFinder,
  scene: Scene,
): Subject {
  const asked = finding.kinds[0];
  const lacking = asked !== undefined && asked.p >= KNOWN && !asked.carried ? asked.kind : undefined;
  const sureness = surenessOf(finding);
  const choice = sayable(choose(sureness, lacking !== undefined), finding, lacking);
  const label = named?.label || meaning.text;
  const set = setMeant(finding, named, meaning, finder, label, scene);
  const fit = fitted(set, meaning)!;
  // Sizes and colours choose among what the store's own words name; they don't overrule what was found.
  const ownWords = set.name === undefined;
  const meant = narrowerFirst(
    ownWords || fit.products.some((p) => p.gtin === finding.found[0]!.product.gtin) ? fit : set,
    finding,
    finder,
    meaning,
  );
  const brand = brandSaid(meaning, brandedKinds(finding));
  const offered = brand && ofTheBrand(meant, brand);
  if (choice === 'take' || choice === 'ask') {
    if (offered === 'another') {
      // '苹果手机': where the brand makes none of it, nothing here is another brand of what was asked for.
      const same =
        brand!.makes.length === 0 ||
        brand!.makes.some(
          (id) => finding.found[0]!.kind && upwards(finding.found[0]!.kind).some((up) => up.id === id),
        );
      return {
        ...meant,
        how: 'similar',
        decided: 'near',
        ...(same ? { lacks: { brand: brand!.said } } : {}),
        confidence: sureness.right,
      };
    }
    const said = offered ?? meant;
    const either = choice === 'ask' ? eitherKind(finding.found) : [];
    return {
      ...said,
      ...(either.length > 1 ? { either } : {}),
      leading: leadingOf(said, finding.found),
      how: choice === 'take' ? 'found' : 'unsure',
      decided: choice,
      confidence: sureness.right,
    };
  }
  const near = choice === 'near' ? meant.products : nearest(lacking!, finding, finder, meaning);
  return {
    products: near,
    total: near.length,
    label,
    how: near.length > 0 ? 'similar' : 'none',
    single: false,
    decided: choice,
    ...(lacking ? { lacks: { kind: nameOfKind(lacking) } } : {}),
    confidence: sureness.absent,
  };
}

/**
 * What must not be said, whatever it costs: 'not here' beside a thing of the very kind, and an accessory or a
 * flavour as the thing itself.
 */
function sayable(choice: Choice, { found, kinds }: Finding, lacking: Kind | undefined): Choice {
  const asked = kinds[0];
  const first = found[0]!.kind;
  const apart =
    lacking &&
    first &&
    asked!.p >= SURELY &&
    !beside(lacking, first) &&
    !nearestUses(lacking).includes(first);
  if (choice === 'ask' && apart) return 'near';
  if (choice === 'near' && asked && asked.p >= KNOWN && first === asked.kind) return 'ask';
  return choice !== 'near' && choice !== 'absent' && lacking && first && neverFor(first, lacking)
    ? 'near'
    : choice;
}

function leadingOf(meant: Subject, found: readonly Found[]): number {
  const p = new Map(found.map((f) => [f.product.gtin, f.p]));
  const least = AS_LIKELY * (p.get(meant.products[0]!.gtin) ?? 0);
  const behind = meant.products.findIndex(({ gtin }) => (p.get(gtin) ?? 0) < least);
  return behind < 0 ? meant.products.length : behind;
}

/**
 * Kinds that are about as likely as each other: '胶' may be tape or glue. A question between them halves what
 * may be meant.
 */
function eitherKind(found: readonly Found[]): NonNullable<Subject['either']> {
  const all = found.reduce((sum, f) => sum + f.p, 0);
  const groups = new Map<Kind, { p: number; products: Product[] }>();
  for (const { kind, p, product } of found.filter((f) => f.p >= HARDLY * found[0]!.p)) {
    if (!kind) continue;
    const group = groups.get(kind) ?? { p: 0, products: [] };
    groups.set(kind, { p: group.p + p, products: [...group.products, product] });
  }
  // The first item's kind comes first: what was found stands before what is many.
  const likely = [...groups].filter(([, { p }]) => p >= EITHER * all);
  const within = likely.some(([a]) => likely.some(([b]) => a !== b && upwards(a).includes(b)));
  return within
    ? []
    : likely.slice(0, 3).map(([kind, { products }]) => ({ name: nameOfKind(kind), products }));
}

/**
 * '夜用的卫生巾': what is of a narrower kind that may have been asked for comes before the other goods of the kind.
 */
function narrowerFirst(
  meant: Subject,
  { found, kinds }: Finding,
  finder: GoodsFinder,
  meaning: Meaning,
): Subject {
  const asked = kinds[0];
  const all = found.reduce((sum, f) => sum + f.p, 0);
  if (!asked || found[0]!.p > all / 2) return meant;
  const narrower = kinds.find(
    (k) =>
      k.carried &&
      k.p >= Math.max(MAY_BE_ASKED, NARROWER * asked.p) &&
      upwards(k.kind).slice(1).includes(asked.kind),
  );
  if (!narrower || meant.products.length < 2) return meant;
  const goods = new Set(finder.goodsOf(narrower.kind.id, meaning.lang).products.map((p) => p.gtin));
  return {
    ...meant,
    products: [
      ...meant.products.filter((p) => goods.has(p.gtin)),
      ...meant.products.filter((p) => !goods.has(p.gtin)),
    ],
  };
}

/**
 * Kinds that a brand beside them would be about: those asked for, those of the likely items, and what these
 * are of.
 */
function brandedKinds({ found, kinds }: Finding): Kind[] {
  const likely = found.filter((f) => f.p >= AS_LIKELY * found[0]!.p).flatMap((f) => f.kind ?? []);
  return [...kinds.filter((k) => k.p >= MAY_BE_ASKED).map((k) => k.kind), ...likely].flatMap((kind) =>
    upwards(kind).slice(0, 2),
  );
}

/** The items of the brand that was said, or that none of them is of it. */
function ofTheBrand(meant: Subject, brand: BrandSaid): Subject | 'another' {
  const products = meant.products.filter((product) => ofBrand(product, brand));
  if (products.length === 0) return 'another';
  return products.length === meant.products.length
    ? meant
    : {
        ...meant,
        products,
        total: products.length,
        category: undefined,
        all: undefined,
        single: products.length === 1,
      };
}

/**
 * The items that a question means: what the store's own words name, all of the kind that was asked for, or
 * the likeliest.
 */
function setMeant(
  finding: Finding,
  named: Subject | undefined,
  meaning: Meaning,
  finder: GoodsFinder,
  label: string,
  scene: Scene,
): Subject {
  const { found } = finding;
  const first = found[0]!;
  const all = found.reduce((sum, f) => sum + f.p, 0);
  const place = new Map(found.map((f, i) => [f.product.gtin, i]));
  const shareOf = (gtins: ReadonlySet<string>): number =>
    found.reduce((sum, f) => sum + (gtins.has(f.product.gtin) ? f.p : 0), 0) / Math.max(1e-6, all);
  const likely = found.filter(
    (f) => f.p >= AS_LIKELY * first.p && (!f.kind || !first.kind || beside(f.kind, first.kind)),
  );
  // What must be so, or not be so, is looked for in all of the kind.
  const priced = meaning.max !== undefined || meaning.min !== undefined;
  const filtered = priced || meaning.claims.length + meaning.absent.length + meaning.excluded.length > 0;
  const fewNamed = named !== undefined && !named.category && onlyLikely(first.p / Math.max(1e-6, all));
  const whole = finding.kinds[0]?.alone ? finding.kinds[0] : undefined;
  // A set that the catalog can look through to its end: limits and claims are looked for in all of it.
  const endless = named?.all !== undefined;
  if (
    named?.how === 'found' &&
    (!filtered || endless) &&
    !fewNamed &&
    named.products.some((p) => p.gtin === first.product.gtin) &&
    shareOf(new Set(named.products.map((p) => p.gtin))) >= NEARLY_ALL
  ) {
    const at = (p: Product): number => place.get(p.gtin) ?? found.length;
    const products = [...named.products].sort((a, b) => at(a) - at(b));
    return { ...named, products: whole ? stockedFirst(products, scene) : products };
  }
  // '洗发水': all of it, whichever of it the evidence leans to.
  if (whole?.carried && !filtered) return wholeKind(whole.kind, finding, finder, meaning, label, scene);
  const kind = finding.kinds
    .filter((k) => k.carried && k.p >= MAY_BE_ASKED)
    .map((k) => ({ kind: k.kind, goods: finder.goodsOf(k.kind.id, meaning.lang) }))
    .find(
      ({ goods: { products } }) =>
        products.some((p) => p.gtin === first.product.gtin) &&
        shareOf(new Set(products.map((p) => p.gtin))) >= NEARLY_ALL,
    );
  if (!kind || likely.length === kind.goods.total)
    return subjectOfSet(
      likely.map((f) => f.product),
      likely.length,
      label,
      kind && nameOfKind(kind.kind),
      scene,
    );
  const one =
    first.p /
    found.reduce((sum, f) => sum + (kind.goods.products.some((p) => p.gtin === f.product.gtin) ? f.p : 0), 0);
  if (!filtered && onlyLikely(one))
    return subjectOfSet(
      likely.map((f) => f.product),
      likely.length,
      label,
      nameOfKind(kind.kind),
      scene,
    );
  const products = allOfKind(kind.goods.products, found);
  // What was not read of a large store was not left out either.
  const total = products.length + kind.goods.total - kind.goods.products.length;
  return subjectOfSet(
    filtered ? products : products.slice(0, MOST),
    total,
    label,
    nameOfKind(kind.kind),
    scene,
  );
}

/** Everything that is surely of a kind, what is in stock first. */
function wholeKind(
  kind: Kind,
  { found }: Finding,
  finder: GoodsFinder,
  meaning: Meaning,
  label: string,
  scene: Scene,
): Subject {
  const { products, total } = finder.goodsOf(kind.id, meaning.lang);
  const p = new Map(found.map((f) => [f.product.gtin, f.p]));
  const sorted = [...products].sort((a, b) => (p.get(b.gtin) ?? 0) - (p.get(a.gtin) ?? 0)).slice(0, MOST);
  return subjectOfSet(stockedFirst(sorted, scene), total, label, nameOfKind(kind), scene);
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
  name: LocalizedText | undefined,
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
    name: name ?? nameOfSet(products),
    how: 'found',
    single: total === 1,
    confidence: 1,
  };
}

/**
 * Where the nearest use is met: goods of the kinds that serve instead, what the question speaks for first.
 */
function nearest(lacking: Kind, { found }: Finding, finder: GoodsFinder, meaning: Meaning): Product[] {
  const place = new Map(found.map((f, i) => [f.product.gtin, i]));
  const at = (p: Product): number => place.get(p.gtin) ?? found.length;
  for (const kind of nearestUses(lacking)) {
    const goods = finder.goodsOf(kind.id, meaning.lang).products;
    if (goods.length > 0) return [...goods].sort((a, b) => at(a) - at(b)).slice(0, MOST);
  }
  return [];
}

/**
 * What items are called together that no kind holds: their category's name where it is one, else the
 * likeliest two.
 */
export function nameOfSet(products: readonly Product[]): InBoth {
  const first = products[0]!;
  const one = products.every((p) => p.categoryZh.join('>') === first.categoryZh.join('>'));
  if (one && products.length > 2)
    return { zh: leaf(first.categoryZh), en: leaf(first.categoryEn) || leaf(first.categoryZh) };
  const together = (lang: Lang): string =>
    listNames(
      products.slice(0, 2).map((p) => nameOf(p, lang)),
      lang,
    );
  return {
    zh: `${together('zh')}${products.length > 2 ? '等' : ''}`,
    en: `${together('en')}${products.length > 2 ? ' and others' : ''}`,
  };
}

const nameOfKind = (kind: Kind): InBoth => ({ zh: kind.zh[0]!.text, en: kind.en[0]! });

import type { Product } from '../../contract';
import type { Scene } from '../answer/draft';
import { fitted, resolveParts, type Subject } from '../answer/subject';
import type { Finding, Found, GoodsFinder } from '../find/finder';
import type { Kind } from '../goods';
import type { Meaning } from '../understand/understand';
import { brandSaid, ofBrand, type BrandSaid } from './brand-said';
import { choose, type Choice } from './choose';
import { narrowed } from './narrowed';
import { beside, nearestUses, neverFor, upwards } from './relations';
import { AS_LIKELY, HARDLY, MAY_BE_ASKED, MOST, calledTogether, nameOfKind, setMeant } from './set-meant';
import { surenessOf } from './sureness';
import type { Weighing } from './types';

/** A kind is taken as known from here on: likelier than all others together. */
const KNOWN = 0.5;
/** From here on what bears the word and is something else ('空调插座' for 空调) is at most near. */
const SURELY = 0.8;
/** A kind is asked about where it holds so much of what is likely. */
const EITHER = 0.25;
/** A narrower kind leads where it is asked for at least so likely beside the broader one. */
const NARROWER = 0.25;

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
  const weighing = { finding, named, meaning, finder, label: named?.label || meaning.text, scene };
  const asked = finding.kinds[0];
  const lacking = asked !== undefined && asked.p >= KNOWN && !asked.carried ? asked.kind : undefined;
  const sureness = surenessOf(finding);
  const choice = sayable(choose(sureness, lacking !== undefined), finding, lacking);
  const meant = itemsMeant(weighing);
  if (choice === 'take' || choice === 'ask') return taken(weighing, meant, choice, sureness.right);
  const near = choice === 'near' ? meant.products : nearest(lacking!, finding, finder, meaning);
  return {
    products: near,
    total: near.length,
    label: weighing.label,
    how: near.length > 0 ? 'similar' : 'none',
    single: false,
    decided: choice,
    ...(lacking ? { lacks: { kind: nameOfKind(lacking) } } : {}),
    confidence: sureness.absent,
  };
}

function itemsMeant(weighing: Weighing): Subject {
  const { finding, meaning, finder } = weighing;
  const set = setMeant(weighing);
  const fit = fitted(set, meaning)!;
  // Sizes and colours choose among what the store's own words name; they don't overrule what was found.
  const ownWords = set.name === undefined;
  const fits = ownWords || fit.products.some((p) => p.gtin === finding.found[0]!.product.gtin);
  return saidOf(narrowerFirst(fits ? fit : set, finding, finder, meaning), meaning);
}

/** What has the sizes, colours and flavours that were said; a verdict is about all that may be meant. */
function saidOf(set: Subject, meaning: Meaning): Subject {
  if (set.products.length < 2 || asksWhatIsIn(meaning)) return set;
  const products = narrowed(set.products, meaning);
  if (products.length === set.products.length) return set;
  return {
    ...set,
    ...(set.name && calledTogether(products)),
    products: [...products],
    total: products.length,
    category: undefined,
    all: undefined,
    single: products.length === 1,
  };
}

/** The items, or a question about them, or another brand's where the brand that was said isn't here. */
function taken(
  { finding, meaning }: Weighing,
  meant: Subject,
  choice: 'take' | 'ask',
  confidence: number,
): Subject {
  const brand = brandSaid(meaning, brandedKinds(finding));
  const offered = brand && ofTheBrand(meant, brand);
  if (brand && offered === 'another')
    return {
      ...meant,
      how: 'similar',
      decided: 'near',
      ...(makesSuch(brand, finding.found[0]!.kind) ? { lacks: { brand: brand.said } } : {}),
      confidence,
    };
  const said = offered === undefined || offered === 'another' ? meant : offered;
  const either = choice === 'ask' ? eitherKind(finding.found) : [];
  return {
    ...said,
    ...(either.length > 1 ? { either } : {}),
    leading: leadingOf(said, finding.found),
    how: choice === 'take' ? 'found' : 'unsure',
    decided: choice,
    confidence,
  };
}

/** '苹果手机': where the brand makes none of it, nothing here is another brand of what was asked for. */
const makesSuch = ({ makes }: BrandSaid, kind: Kind | undefined): boolean =>
  makes.length === 0 || makes.some((id) => kind && upwards(kind).some((up) => up.id === id));

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

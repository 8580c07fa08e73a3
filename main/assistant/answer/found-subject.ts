import type { Product } from '../../contract';
import type { Found, Finding, GoodsFinder } from '../find/finder';
import type { Meaning } from '../understand/understand';
import type { Scene } from './draft';
import { fitted, resolveParts, type Subject } from './subject';

/**
 * When what was found is taken, asked about, or left; computed on strangers' questions by `npm run train:ranker`, whose last lines show what each
 * costs. All are probabilities.
 */
const LIKELY = 0.6;
const POSSIBLE = 0.35;
/** An item counts as meant as well where it is at least so likely beside the likeliest. */
const AS_LIKELY = 0.3;
/** From here on the store has no such thing: sooner where the kind asked for is known and nothing here is of it. */
const NOT_HERE = 0.5;
const SURELY_NOT_HERE = 0.85;
const KIND_KNOWN = 0.5;
const MOST = 60;

/** What of the catalog an utterance is about, by the store's own words and by all other evidence together. */
export function subjectOfWords(scene: Scene, meaning: Meaning): Subject | undefined {
  const named = resolveParts(scene.catalog, meaning);
  const finding = scene.finder && findingOf(scene.finder, named, meaning);
  return finding ? weighed(finding, named, meaning, scene) : fitted(named, meaning);
}

/** All evidence for what an utterance may mean; `named`: what the store's own words make of it. */
export function findingOf(finder: GoodsFinder, named: Subject | undefined, meaning: Meaning): Finding {
  return finder.find(meaning.text, meaning.lang, named && { gtins: new Set(named.products.map((p) => p.gtin)), whole: named.how === 'found' });
}

function weighed({ found, none, kinds }: Finding, named: Subject | undefined, meaning: Meaning, scene: Scene): Subject | undefined {
  const top = found[0];
  if (!top) return fitted(named, meaning);
  const lacking = kinds[0] !== undefined && kinds[0].p >= KIND_KNOWN && !kinds[0].carried;
  if (none >= (lacking ? NOT_HERE : SURELY_NOT_HERE)) return notHere(fitted(named, meaning));
  const meant = found.filter((f) => f.p >= AS_LIKELY * top.p).slice(0, MOST);
  const mass = meant.reduce((sum, f) => sum + f.p, 0);
  // What the store's own words name, in the order of all evidence.
  if (named?.how === 'found' && named.products.some((p) => p.gtin === top.product.gtin)) return fitted(ordered(named, found), meaning);
  // Nothing speaks for it, and no kind says that the store lacks it: what is likeliest is asked about.
  const share = mass / Math.max(1e-6, 1 - none);
  if (mass < POSSIBLE && (named?.how === 'found' || share < POSSIBLE)) return named && fitted(named, meaning);
  const subject = ofFound(meant, mass, named, meaning, scene);
  return mass >= LIKELY || named?.how !== 'found' ? subject : fitted(named, meaning);
}

/** The store's own words found something, and yet everything speaks against it: what was found is at most near. */
function notHere(named: Subject | undefined): Subject | undefined {
  return named?.how === 'found' || named?.how === 'unsure' ? { ...named, how: 'similar' } : named;
}

function ordered(named: Subject, found: readonly Found[]): Subject {
  const place = new Map(found.map((f, i) => [f.product.gtin, i]));
  const at = (p: Product): number => place.get(p.gtin) ?? found.length;
  return { ...named, products: [...named.products].sort((a, b) => at(a) - at(b)) };
}

function ofFound(meant: readonly Found[], mass: number, named: Subject | undefined, meaning: Meaning, scene: Scene): Subject {
  const products = meant.map((f) => f.product);
  const path = products[0]!.categoryZh.join('>');
  const category = products.length > 1 && products.every((p) => p.categoryZh.join('>') === path) ? scene.catalog.categories().find((c) => c.pathZh.join('>') === path) : undefined;
  // Most of a category is all of it: the others are of the same kind, only less likely.
  const whole = category && products.length >= 0.6 * category.count ? category : undefined;
  const all = whole ? [...products, ...scene.catalog.productsIn(whole.pathZh, MOST).filter((p) => !products.some((q) => q.gtin === p.gtin))] : products;
  return {
    products: all,
    total: whole?.count ?? products.length,
    ...(whole ? { category: whole } : {}),
    label: named?.label || meaning.text,
    how: mass >= LIKELY ? 'found' : 'unsure',
    single: products.length === 1 && !whole,
    complete: true,
    confidence: mass,
  };
}

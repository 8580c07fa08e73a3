import { textIn, type Catalog, type Product } from '../../contract';
import { fitDetails } from '../answer/details';
import { numbersOf } from '../understand/numbers';
import { amountOf } from '../answer/recommend';
import type { Scene } from '../answer/draft';
import { pricingOf } from '../answer/product-answers';
import { subjectOfWords } from '../decision/decided-subject';
import { narrow, type Subject } from '../answer/subject';
import { hasForm } from '../understand/forms';
import type { ContentPart, Meaning } from '../understand/understand';
import { carriedOver } from './carried-over';
import type { Conversation } from './state';
import { variantOf } from './variants';

/** Which items an utterance is about: named in it, chosen from what was shown, or carried over. */
export function subjectOf(
  scene: Scene,
  meaning: Meaning,
  state: Conversation,
  filter = true,
): Subject | undefined {
  if (!filter) meaning = { ...meaning, claims: [], absent: [], excluded: [] };
  const chosen = ordinal(scene, meaning, state);
  if (chosen) return chosen;
  const price = (p: Product): number => currentPrice(scene, p);
  const variant = variantOf(scene, meaning, state);
  if (variant) return narrow(scene.catalog, variant, meaning, price);
  const sibling = siblingOf(scene, meaning, state);
  if (sibling) return sibling;
  if (meaning.parts.length > 0) {
    const within = amongShown(scene, meaning, state);
    if (within) return narrow(scene.catalog, within, meaning, price);
    const subject = subjectOfWords(scene, meaning);
    return subject && narrow(scene.catalog, subject, meaning, price);
  }
  if (!state.focus) return unnamed(scene, meaning, price);
  const carried = fittingOf(carriedOver(scene, state), meaning);
  const limited =
    meaning.claims.length + meaning.absent.length + meaning.excluded.length > 0 ||
    meaning.max !== undefined ||
    meaning.min !== undefined;
  return limited && carried.total > 1 ? narrow(scene.catalog, carried, meaning, price) : carried;
}

/** So many items under discussion are chosen among by sizes and colours. */
const CHOSEN_AMONG = 60;

/** What of the items under discussion fits the details that are said; limits of price are none of them. */
function fittingOf(full: Subject, meaning: Meaning): Subject {
  if (full.total <= 1 || full.products.length <= 1 || full.total > CHOSEN_AMONG) return full;
  const limits = [meaning.max, meaning.min].filter((n) => n !== undefined).map(String);
  const products = fitDetails(full.products, meaning.text, meaning.loose, limits);
  return products.length === full.products.length
    ? full
    : { ...full, products, total: products.length, category: undefined, single: products.length === 1 };
}

/** '晚上睡不着觉吃的': nothing is named, and yet it is clear what is wanted. */
function unnamed(scene: Scene, meaning: Meaning, price: (p: Product) => number): Subject | undefined {
  if (!scene.finder || meaning.tags.has('it')) return undefined;
  const subject = subjectOfWords(scene, meaning);
  return subject?.decided === 'take' || subject?.decided === 'ask' || subject?.lacks
    ? narrow(scene.catalog, subject, meaning, price)
    : undefined;
}

/** '那85%的呢', 'and the two litre': another of the same line, told by a number or a size alone. */
function siblingOf(scene: Scene, meaning: Meaning, state: Conversation): Subject | undefined {
  return nextInSize(scene, meaning, state) ?? ofSizeSaid(scene, meaning, state);
}

/** Items of a category that are looked at for another of the same line. */
const LINE = 300;

/** 'The bigger one' after an item: the nearest to it of its name. */
function nextInSize({ catalog }: Scene, meaning: Meaning, { focus }: Conversation): Subject | undefined {
  const larger = meaning.tags.has('bigger');
  if (focus?.gtins.length !== 1 || meaning.parts.length > 0 || !(larger || meaning.tags.has('smaller')))
    return undefined;
  const [shown] = catalog.products(focus.gtins);
  if (!shown) return undefined;
  const apart = (p: Product): number => Math.abs(amountOf(p) - amountOf(shown));
  const [nearest] = catalog
    .productsIn(shown.categoryZh, LINE)
    .filter(
      (p) =>
        p.gtin !== shown.gtin &&
        p.brand?.zh === shown.brand?.zh &&
        p.name.zh === shown.name.zh &&
        (larger ? amountOf(p) > amountOf(shown) : amountOf(p) < amountOf(shown)),
    )
    .sort((a, b) => apart(a) - apart(b));
  return nearest && one(nearest);
}

/** '一八五的', '二段呢': of the line under discussion what bears the number or size. */
function ofSizeSaid({ catalog }: Scene, meaning: Meaning, { focus }: Conversation): Subject | undefined {
  if (!focus) return undefined;
  // What no lexicon has but is a number.
  const plain = (p: ContentPart): boolean => p.span === undefined && hasForm(p.text, 'bareNumber');
  const isSize = (p: ContentPart): boolean =>
    plain(p) || p.span?.entries.every((e) => e.kind === 'size' || e.kind === 'term') === true;
  if (!meaning.parts.every(isSize)) return undefined;
  const sizes = meaning.parts.filter((p) => p.span?.entries.some((e) => e.kind === 'size'));
  if (
    sizes.length + meaning.parts.filter(plain).length < meaning.parts.length ||
    (sizes.length === 0 && numbersOf(meaning.text).length === 0)
  )
    return undefined;
  const first = catalog.products(focus.gtins.slice(0, 1))[0];
  if (!first) return undefined;
  const line = catalog.productsIn(first.categoryZh, LINE).filter((p) => p.brand?.zh === first.brand?.zh);
  const fitting = sizes.length > 0 ? bearing(catalog, line, sizes) : fitDetails(line, meaning.text, []);
  if (fitting.length === 0 || fitting.length === line.length) return undefined;
  const alike = fitting.filter((p) => p.name.zh === first.name.zh);
  return these(alike.length > 0 ? alike : fitting, textIn(first.name, 'zh'));
}

/** Those of the line that the catalog finds by the sizes. */
function bearing(catalog: Catalog, line: readonly Product[], sizes: readonly ContentPart[]): Product[] {
  const { hits } = catalog.find({ groups: sizes.map((p) => p.span!.entries), limit: LINE });
  const found = new Set(hits.map(({ gtin }) => gtin));
  return line.filter(({ gtin }) => found.has(gtin));
}

function ordinal(scene: Scene, meaning: Meaning, state: Conversation): Subject | undefined {
  if (
    meaning.ordinal === undefined ||
    state.options.length === 0 ||
    meaning.parts.some((p) => p.span && p.span.entries.some((e) => e.kind === 'category'))
  )
    return undefined;
  const at = meaning.ordinal < 0 ? Math.min(state.options.length, 3) - 1 : meaning.ordinal - 1;
  const product = scene.catalog.products([state.options[at] ?? ''])[0];
  return product && one(product);
}

/** These items and no others. */
export const these = (products: Product[], label: string): Subject => ({
  products,
  total: products.length,
  label,
  how: 'found',
  single: products.length === 1,
  confidence: 1,
});

export const one = (product: Product): Subject => these([product], textIn(product.name, 'zh'));

/** What an item costs now, offers that hold for everybody included. */
export function currentPrice(scene: Scene, product: Product): number {
  const { offerPrice, price } = pricingOf(scene, product);
  return offerPrice ?? price;
}

/** '海天的', '小瓶的那个' after a question which one: the words choose among what was shown. */
function amongShown(scene: Scene, meaning: Meaning, state: Conversation): Subject | undefined {
  const shown = state.pending?.kind === 'which' ? state.pending.gtins : undefined;
  if (!shown || meaning.parts.length === 0 || meaning.parts.some((p) => !p.span)) return undefined;
  const narrowing = meaning.parts.every((p) =>
    p.span!.entries.every((e) => e.kind !== 'category' && e.kind !== 'noun'),
  );
  const found = scene.catalog.find({
    groups: meaning.parts.map((p) => p.span!.entries),
    text: meaning.parts.map((p) => p.text).join(''),
    limit: 200,
  });
  const both = found.hits.filter((hit) => shown.includes(hit.gtin));
  if (both.length === 0 || (!narrowing && both.length === found.hits.length)) return undefined;
  const products = scene.catalog.products(both.map((hit) => hit.gtin));
  return these(products, meaning.parts.map((p) => p.text).join(''));
}

/** The subject narrowed by claims, exclusions and price limits. */
export function withinLimits(scene: Scene, subject: Subject, meaning: Meaning): Subject {
  return narrow(scene.catalog, subject, meaning, (p) => currentPrice(scene, p));
}

/** What comes first by the superlative that is said, least first. */
function orderMeant(scene: Scene, { tags }: Meaning): ((product: Product) => number) | undefined {
  if (tags.has('cheapest') || tags.has('cheaper')) return (p) => currentPrice(scene, p);
  if (tags.has('dearest')) return (p) => -currentPrice(scene, p);
  if (tags.has('bigger')) return (p) => -amountOf(p);
  return tags.has('smaller') ? amountOf : undefined;
}

/** '大包的多少钱', '最便宜的在哪': the one item that the superlative picks, for a question about it. */
export function extreme(scene: Scene, subject: Subject, meaning: Meaning): Subject {
  if (subject.products.length < 2 || subject.total > subject.products.length) return subject;
  const by = orderMeant(scene, meaning);
  if (!by) return subject;
  const best = [...subject.products].sort((a, b) => by(a) - by(b));
  return by(best[0]!) === by(best[1]!) && subject.products.length > 2 ? subject : one(best[0]!);
}

/** Things asked about in one breath that are answered; the answer tells of three. */
const MOST_SIDE_BY_SIDE = 5;

/**
 * Several items named side by side: '牛奶和面包在哪', '海天和李锦记哪个便宜'. One subject each; fewer than two found gives
 * none.
 */
export function severalSubjects(scene: Scene, meaning: Meaning): Subject[] {
  const groups: ContentPart[][] = [];
  for (const part of meaning.parts) {
    const last = groups.at(-1)?.at(-1);
    if (!last || hasForm(meaning.text.slice(last.end, part.start), 'connector')) groups.push([part]);
    else groups.at(-1)!.push(part);
  }
  if (groups.length < 2) return [];
  const subjects = groups
    .slice(0, MOST_SIDE_BY_SIDE)
    .map((parts) =>
      subjectOfWords(scene, {
        ...meaning,
        text: meaning.text.slice(parts[0]!.start, parts.at(-1)!.end),
        parts: shifted(parts),
        aside: [],
      }),
    )
    .filter((s): s is Subject => s !== undefined && (s.how === 'found' || s.decided === 'ask'));
  return subjects.length >= 2 ? subjects : [];
}

/** Parts with their places in the stretch that they span. */
function shifted(parts: readonly ContentPart[]): ContentPart[] {
  const by = parts[0]!.start;
  return parts.map((part) => ({ ...part, start: part.start - by, end: part.end - by }));
}

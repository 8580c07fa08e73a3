import {
  inUnderstood,
  type Catalog,
  type Claim,
  type FindResult,
  type LexiconEntry,
  type Product,
} from '../../contract';
import type { ContentPart, Meaning } from '../understand/types';
import { extremesOf, isPage, withinOf } from './large-kinds';
import { claimOf } from './allergens';
import { bears, fitDetails } from './details';
import { endsAsVariety, isPlainWord, isPossessive, isUnit, joinsBrand } from '../understand/modifiers';
import { headNoun } from '../understand/focus-parts';
import { claimTable } from '../understand/tables/claims';
import type { Subject } from './types';

export type { Subject };

/**
 * Links below this are asked about, those below the second are taken as not carried. Calibrated on the
 * development questions; see README.md.
 */
export const ANSWER_ABOVE = 0.7;
export const ASK_ABOVE = 0.55;

/** How well all that was named was heard. */
function heard(confidence: number): Subject['how'] {
  if (confidence >= ANSWER_ABOVE) return 'found';
  return confidence >= ASK_ABOVE ? 'unsure' : 'none';
}

/** Items looked at for one subject. */
const LIMIT = 60;

/** What the lexicon makes of all that was named, those named aside first. */
export function resolveParts(catalog: Catalog, meaning: Meaning): Subject | undefined {
  const together =
    meaning.aside.length > 0
      ? resolve(
          catalog,
          meaning,
          [...meaning.aside, ...meaning.parts].sort((a, b) => a.start - b.start),
        )
      : undefined;
  return together?.how === 'found' && together.complete ? together : resolve(catalog, meaning, meaning.parts);
}

/** The items of a subject that bear the sizes, numbers and colours that were said. */
export function fitted(subject: Subject | undefined, meaning: Meaning): Subject | undefined {
  if (!subject || subject.how === 'none' || subject.products.length < 2 || subject.total > LIMIT)
    return subject;
  const products = fitDetails(
    subject.products,
    meaning.text,
    meaning.loose,
    [meaning.max, meaning.min, meaning.ordinal].filter((n) => n !== undefined).map(String),
    besideNames(meaning),
  );
  if (products.length === subject.products.length) return subject;
  return { ...subject, products, total: products.length, category: undefined, single: products.length === 1 };
}

/** The words around the names of kinds and brands: the 白 of 白酒 is no colour. */
function besideNames(meaning: Meaning): string {
  let text = meaning.text;
  for (const part of meaning.parts) {
    if (
      part.span?.entries.some(
        (e) => e.kind === 'category' || e.kind === 'noun' || e.kind === 'alias' || e.kind === 'brand',
      )
    )
      text = text.slice(0, part.start) + ' '.repeat(part.end - part.start) + text.slice(part.end);
  }
  return text;
}

function resolve(catalog: Catalog, meaning: Meaning, parts: readonly ContentPart[]): Subject | undefined {
  if (parts.length === 0) return undefined;
  // '好多钱一斤' asks for the price of a pound, not for a pound's pack.
  const perUnit = (part: ContentPart): boolean => meaning.tags.has('price') && isUnit(part.text);
  const known = mostTelling(parts.filter((part) => part.span && !perUnit(part)));
  const strange = parts.filter((part) => !part.span);
  const label = labelOf(meaning.text, parts);
  if (known.length === 0) return { products: [], total: 0, label, how: 'none', single: false, confidence: 0 };
  const groups = known.map((part) => part.span!.entries);
  const aisle = known.length === 1 ? groups[0]!.find((e) => e.kind === 'aisle') : undefined;
  if (aisle) return inAisle(catalog, aisle.ref, label);
  const confidence = Math.min(...known.map((part) => part.span!.score));
  let whole = catalog.find({ groups, text: label, limit: LIMIT });
  const letters = whole.hits.length === 0 && known.length > 1 ? byLetters(catalog, known) : undefined;
  if (letters) {
    const found = catalog.find({ groups: letters, text: label, limit: LIMIT });
    if (found.hits.length > 0) whole = found;
  }
  if (whole.hits.length > 0) {
    const products = strange.length > 0 ? catalog.products(whole.hits.map((hit) => hit.gtin)) : [];
    const missing = missingModifier(
      meaning.text,
      strange.filter((part) => !products.some((p) => bears(p, part.text))),
      known,
    );
    const how = missing || isOnlyMentioned(known, whole) ? 'similar' : heard(confidence);
    return { ...make(catalog, whole, brandOf(groups), label, how, confidence), complete: true };
  }
  return relaxed(catalog, known, strange, label, confidence, meaning.text);
}

/** All that stands in an aisle that was named. */
function inAisle(catalog: Catalog, aisle: string, label: string): Subject {
  const products = catalog.productsAt(aisle);
  return {
    products: products.slice(0, LIMIT),
    total: products.length,
    aisle,
    label,
    how: 'found',
    single: false,
    confidence: 1,
  };
}

/** Whether a noun was named that names mention and that nothing found is a kind of. */
const isOnlyMentioned = (known: readonly ContentPart[], { hits }: FindResult): boolean =>
  known.every((part) => part.span!.entries.every((e) => e.kind === 'noun' || e.kind === 'term')) &&
  known.some((part) => part.span!.entries.some((e) => e.kind === 'noun')) &&
  hits.every((hit) => !hit.kindOf);

/**
 * The exact names inside a stretch that was taken for another by its sound: 苹果泥 is no 苹果梨 where 苹果 and 泥 are
 * found together.
 */
function byLetters(catalog: Catalog, known: readonly ContentPart[]): (readonly LexiconEntry[])[] | undefined {
  if (!known.some((part) => part.span!.how !== 'exact' && part.text.length >= 3)) return undefined;
  return known.flatMap((part) => {
    if (part.span!.how === 'exact' || part.text.length < 3) return [part.span!.entries];
    const groups: (readonly LexiconEntry[])[] = [];
    let at = 0;
    for (const span of catalog
      .spans(part.text)
      .filter((s) => s.how === 'exact')
      .sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (span.start < at) continue;
      groups.push(span.entries);
      at = span.end;
    }
    return groups.length > 0 ? groups : [part.span!.entries];
  });
}

/** Things named in one question that are looked for together; babble names dozens. */
const MOST_PARTS = 6;
/** Combinations of them that are tried where not all go together. */
const MOST_TRIES = 16;

function mostTelling(known: ContentPart[]): ContentPart[] {
  if (known.length <= MOST_PARTS) return known;
  const kept = new Set([...known].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_PARTS));
  return known.filter((part) => kept.has(part));
}

/** Nothing carries all that was named: what remains when the least telling part is left out? */
function relaxed(
  catalog: Catalog,
  known: readonly ContentPart[],
  strange: readonly ContentPart[],
  label: string,
  confidence: number,
  text: string,
): Subject {
  const order = [...known].sort((a, b) => weightOf(a) - weightOf(b));
  let tries = 0;
  for (let drop = 1; drop < known.length; drop++) {
    for (const combination of dropping(order, drop)) {
      if (++tries > MOST_TRIES) break;
      const kept = known.filter((part) => !combination.includes(part));
      const result = catalog.find({
        groups: kept.map((part) => part.span!.entries),
        text: label,
        limit: LIMIT,
      });
      if (result.hits.length === 0) continue;
      // A size told otherwise than the feed writes it: 'T16' for 十六粒装.
      const sized = combination.every((part) => part.span!.entries.some((e) => e.kind === 'size'))
        ? catalog
            .products(result.hits.map((hit) => hit.gtin))
            .filter((p) => combination.every((part) => bears(p, part.text)))
        : [];
      if (sized.length > 0)
        return {
          products: sized,
          total: sized.length,
          label,
          how: 'found',
          single: sized.length === 1,
          confidence,
        };
      const soft =
        combination.every((part) => weightOf(part) <= SOFT && !tellsKind(part, kept, text)) &&
        !missingModifier(text, strange, kept);
      const sound = Math.min(...kept.map((part) => part.span!.score));
      const sure = sound >= ANSWER_ABOVE ? 'found' : 'unsure';
      const how = soft ? sure : 'similar';
      return make(
        catalog,
        result,
        brandOf(kept.map((part) => part.span!.entries)),
        label,
        how,
        Math.min(confidence, sound),
      );
    }
  }
  return { products: [], total: 0, label, how: 'none', single: false, confidence };
}

function dropping(parts: readonly ContentPart[], count: number): ContentPart[][] {
  if (count === 1) return parts.map((part) => [part]);
  if (count >= parts.length || parts.length > 6) return [];
  const out: ContentPart[][] = [];
  parts.forEach((part, i) => {
    for (const rest of dropping(parts.slice(i + 1), count - 1)) out.push([part, ...rest]);
  });
  return out;
}

/**
 * How telling a part is: a word that only occurs in names least, then a size, a brand, and most of all what
 * kind of thing it is.
 */
const SOFT = 1;
function weightOf(part: ContentPart): number {
  const entries = part.span!.entries;
  if (entries.some((e) => e.kind === 'category' || e.kind === 'noun')) return 5 + part.text.length / 100;
  if (entries.some((e) => e.kind === 'alias')) return 4;
  if (entries.some((e) => e.kind === 'brand')) return 3;
  if (entries.some((e) => e.kind === 'size')) return 2;
  return SOFT;
}

/**
 * '男士洗发水' where no shampoo is for men: the word right before the only noun left says which kind was meant.
 */
function tellsKind(part: ContentPart, kept: readonly ContentPart[], text: string): boolean {
  if (endsAsVariety(part.text)) return true;
  const next = kept.find((k) => k.start >= part.end && text.slice(part.end, k.start).trim() === '');
  return (
    next !== undefined &&
    part.text.length >= 2 &&
    !/[a-z]/.test(part.text) &&
    !kept.some((k) => k.span!.entries.some((e) => e.kind === 'brand'))
  );
}

/** A strange word right before a known noun names a brand or kind that the store lacks: '海底捞 火锅底料'. */
function missingModifier(
  text: string,
  strange: readonly ContentPart[],
  known: readonly ContentPart[],
): boolean {
  return strange.some((part) => {
    if (isPlainWord(part.text)) return false;
    // 'soy candles', 'swimming pools': the strange word is the thing, what is known only tells which.
    if (
      /^[a-z]{4,}s$/.test(part.text) &&
      known.some(
        (k) =>
          part.start - k.end === 1 && k.span!.entries.every((e) => e.kind !== 'brand' && e.kind !== 'size'),
      ) &&
      /^\W*$/.test(text.slice(part.end))
    )
      return true;
    // '电饭锅内胆', '手机的支架': the last noun is the thing.
    if (
      headNoun(part) &&
      known.some(
        (k) =>
          k.end <= part.start &&
          isPossessive(text.slice(k.end, part.start)) &&
          k.span!.entries.some((e) => e.kind !== 'size' && e.kind !== 'aisle'),
      )
    )
      return true;
    const next = known.find(
      (k) => k.start >= part.end && joinsBrand(text.slice(part.end, k.start), part.strange === true),
    );
    if (!next || !next.span!.entries.some((e) => e.kind !== 'size' && e.kind !== 'aisle')) return false;
    if (/[a-z]/.test(part.text))
      return (
        !/(?:ing|ed|ly|[^a-z ].*)$/.test(part.text) &&
        part.text.length >= 4 &&
        !known.some((k) => k.span!.entries.some((e) => e.kind === 'brand'))
      );
    return text.slice(part.start, part.end).length >= 2;
  });
}

function make(
  catalog: Catalog,
  { hits, total, category, all }: FindResult,
  brand: string | undefined,
  label: string,
  how: Subject['how'],
  confidence: number,
): Subject {
  const top = hits[0]!;
  // The whole name of some items was said: the others only contain those words.
  const exact = hits.filter((hit) => hit.score >= 1);
  const kept = exact.length > 0 && !category ? exact : hits;
  return {
    products: catalog.products(kept.map((hit) => hit.gtin)),
    total: exact.length > 0 && !category ? exact.length : total,
    category,
    ...(kept === hits && total > hits.length ? { all } : {}),
    brand,
    label,
    how,
    single: kept.length === 1 && (exact.length === 1 || total === 1 || top.score >= 1),
    confidence,
  };
}

function brandOf(groups: readonly (readonly LexiconEntry[])[]): string | undefined {
  const only =
    groups.length === 1 && groups[0]!.every((e) => e.kind === 'brand' || e.kind === 'term')
      ? groups[0]!.find((e) => e.kind === 'brand')
      : undefined;
  return only?.ref;
}

function labelOf(text: string, parts: readonly ContentPart[]): string {
  let label = '';
  let last: ContentPart | undefined;
  for (const part of parts) {
    const joined =
      last &&
      (part.start - last.end > 0 || (/[a-z0-9]$/.test(label) && /^[a-z0-9]/.test(part.text))) &&
      /[a-z0-9]/.test(label.at(-1)! + part.text[0]!);
    label += joined ? ` ${part.text}` : part.text;
    last = part;
  }
  return label || text;
}

/**
 * Narrows a subject by claims, exclusions and price limits; the subject itself where nothing of the kind was
 * said.
 */
export function narrow(
  catalog: Catalog,
  subject: Subject,
  meaning: Meaning,
  priceOf: (product: Product) => number,
): Subject {
  const wanted: Claim[] = [...meaning.claims, ...(meaning.tags.has('neg') ? meaning.absent : [])];
  // Of a large kind only a page is at hand: what fits may stand anywhere in it.
  const through =
    isPage(subject) && (wanted.length > 0 || meaning.max !== undefined || meaning.min !== undefined)
      ? withinOf(catalog, subject, { claims: wanted, max: meaning.max, min: meaning.min })
      : undefined;
  let products = through && through.products.length > 0 ? through.products : subject.products;
  for (const claim of wanted) products = products.filter((product) => claims(product, claim));
  if (meaning.excluded.length > 0) {
    const rest = products.filter((product) => !meaning.excluded.some((part) => mentions(product, part)));
    // '不是毛巾，我要浴巾': what is not wanted need not be among what is.
    if (rest.length > 0) products = rest;
  }
  const atAnyPrice =
    through?.count === 0 && isPage(subject)
      ? extremesOf(catalog, subject, meaning.max === undefined ? 'dearest' : 'cheapest', { claims: wanted })
      : products;
  if (meaning.max !== undefined) products = products.filter((product) => priceOf(product) <= meaning.max!);
  if (meaning.min !== undefined) products = products.filter((product) => priceOf(product) >= meaning.min!);
  if (products === subject.products) return subject;
  if (products.length === subject.products.length) return { ...subject };
  if (products.length === 0 && atAnyPrice.length > 0 && (subject.how === 'found' || subject.how === 'unsure'))
    return {
      ...subject,
      how: 'similar',
      products: [...atAnyPrice].sort((a, b) => off(priceOf(a), meaning) - off(priceOf(b), meaning)),
      total: atAnyPrice.length,
      single: false,
      beyondPrice: true,
    };
  if (products.length === 0) return { ...subject, how: 'similar', products: subject.products, single: false };
  const total = Math.max(products.length, meaning.excluded.length === 0 ? (through?.count ?? 0) : 0);
  return { ...subject, products, total, category: undefined, all: undefined, single: total === 1 };
}

/** How far a price lies outside the limits that were said. */
const off = (price: number, { max, min }: Pick<Meaning, 'max' | 'min'>): number =>
  Math.max(0, price - (max ?? Infinity), (min ?? -Infinity) - price);

/**
 * Borne by the feed's word or the name's; a sign of the contrary beats both, and gluten is no matter of
 * names.
 */
function claims(product: Product, claim: Claim): boolean {
  const value = claimOf(product, claim);
  if (value !== 'unknown' || claim === 'gluten_free') return value === 'yes';
  const row = claimTable.find((c) => c.claim === claim)!;
  const name = `${inUnderstood(product.name).join(' ')}`.toLowerCase().replace(/-/g, ' ');
  return [...row.zh.split('|'), ...row.en.split('|')].some((word) => word.length >= 2 && name.includes(word));
}

function mentions(product: Product, part: ContentPart): boolean {
  const hay = [
    ...inUnderstood(product.name),
    ...inUnderstood(product.brand),
    product.categoryZh.at(-1) ?? '',
    product.categoryEn.at(-1) ?? '',
    ...product.aliasesZh,
    ...product.aliasesEn,
  ]
    .join(' ')
    .toLowerCase();
  return hay.includes(part.text);
}

import { textIn, type Product } from '../../contract';
import { fitDetails } from '../answer/details';
import { numbersOf } from '../understand/numbers';
import { amountOf } from '../answer/recommend';
import type { Scene } from '../answer/draft';
import { pricingOf } from '../answer/product-answers';
import { subjectOfWords } from '../decision/decided-subject';
import { narrow, type Subject } from '../answer/subject';
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
  const price = (p: Product): number => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  };
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
  const full = carriedOver(scene, state);
  const fitting =
    full.total > 1 && full.products.length > 1 && full.total <= 60
      ? fitDetails(
          full.products,
          meaning.text,
          meaning.loose,
          [meaning.max, meaning.min].filter((n) => n !== undefined).map(String),
        )
      : full.products;
  const carried =
    fitting.length === full.products.length
      ? full
      : {
          ...full,
          products: fitting,
          total: fitting.length,
          category: undefined,
          single: fitting.length === 1,
        };
  const limited =
    meaning.claims.length + meaning.absent.length + meaning.excluded.length > 0 ||
    meaning.max !== undefined ||
    meaning.min !== undefined;
  return limited && carried.total > 1 ? narrow(scene.catalog, carried, meaning, price) : carried;
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
  const larger = meaning.tags.has('bigger');
  if (
    state.focus?.gtins.length === 1 &&
    meaning.parts.length === 0 &&
    (larger || meaning.tags.has('smaller'))
  ) {
    const [one0] = scene.catalog.products(state.focus.gtins);
    const others = one0
      ? scene.catalog
          .productsIn(one0.categoryZh, 300)
          .filter(
            (p) =>
              p.gtin !== one0.gtin &&
              p.brand?.zh === one0.brand?.zh &&
              p.name.zh === one0.name.zh &&
              (larger ? amountOf(p) > amountOf(one0) : amountOf(p) < amountOf(one0)),
          )
      : [];
    const [nearest] = others.sort(
      (a, b) => Math.abs(amountOf(a) - amountOf(one0!)) - Math.abs(amountOf(b) - amountOf(one0!)),
    );
    if (nearest) return one(nearest);
  }
  // '一八五的', '二段呢': what no lexicon has but is a number.
  const plain = (p: ContentPart): boolean =>
    p.span === undefined && /^[零〇一二两三四五六七八九十百\d]+[号码段级寸度阶a-z]?$/.test(p.text);
  if (
    !state.focus ||
    !meaning.parts.every(
      (p) => plain(p) || p.span?.entries.every((e) => e.kind === 'size' || e.kind === 'term'),
    )
  )
    return undefined;
  const sizes = meaning.parts.filter((p) => p.span?.entries.some((e) => e.kind === 'size'));
  if (
    sizes.length + meaning.parts.filter(plain).length < meaning.parts.length ||
    (sizes.length === 0 && numbersOf(meaning.text).length === 0)
  )
    return undefined;
  const first = scene.catalog.products(state.focus.gtins.slice(0, 1))[0];
  if (!first) return undefined;
  const line = scene.catalog.productsIn(first.categoryZh, 300).filter((p) => p.brand?.zh === first.brand?.zh);
  const ofSize =
    sizes.length === 0
      ? undefined
      : new Set(
          scene.catalog
            .find({ groups: sizes.map((p) => p.span!.entries), limit: 300 })
            .hits.map((hit) => hit.gtin),
        );
  const fitting = ofSize ? line.filter((p) => ofSize.has(p.gtin)) : fitDetails(line, meaning.text, []);
  if (fitting.length === 0 || fitting.length === line.length) return undefined;
  const alike = fitting.filter((p) => p.name.zh === first.name.zh);
  const products = alike.length > 0 ? alike : fitting;
  return {
    products,
    total: products.length,
    label: textIn(first.name, 'zh'),
    how: 'found',
    single: products.length === 1,
    confidence: 1,
  };
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

export function one(product: Product): Subject {
  return {
    products: [product],
    total: 1,
    label: textIn(product.name, 'zh'),
    how: 'found',
    single: true,
    confidence: 1,
  };
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
  return {
    products,
    total: products.length,
    label: meaning.parts.map((p) => p.text).join(''),
    how: 'found',
    single: products.length === 1,
    confidence: 1,
  };
}

/** The subject narrowed by claims, exclusions and price limits. */
export function withinLimits(scene: Scene, subject: Subject, meaning: Meaning): Subject {
  return narrow(scene.catalog, subject, meaning, (p) => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  });
}

/** '大包的多少钱', '最便宜的在哪': the one item that the superlative picks, for a question about it. */
export function extreme(scene: Scene, subject: Subject, meaning: Meaning): Subject {
  if (subject.products.length < 2 || subject.total > subject.products.length) return subject;
  const price = (p: Product): number => {
    const pricing = pricingOf(scene, p);
    return pricing.offerPrice ?? pricing.price;
  };
  const by =
    meaning.tags.has('cheapest') || meaning.tags.has('cheaper')
      ? price
      : meaning.tags.has('dearest')
        ? (p: Product) => -price(p)
        : meaning.tags.has('bigger')
          ? (p: Product) => -amountOf(p)
          : meaning.tags.has('smaller')
            ? amountOf
            : undefined;
  if (!by) return subject;
  const best = [...subject.products].sort((a, b) => by(a) - by(b));
  return by(best[0]!) === by(best[1]!) && subject.products.length > 2 ? subject : one(best[0]!);
}

const CONNECTOR =
  /^[\s,，、]*(?:和|跟|与|还有|以及|还是|或者|或|比|对比|and|or|vs\.?|versus|with|to|than|compared (?:to|with)|以及)[\s,，、]*(?:the |a |some )?$|^[，、,]\s*$|\b(?:and|or|vs|versus|than)\b|还是|和|跟|比起/;

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
    if (!last || CONNECTOR.test(meaning.text.slice(last.end, part.start))) groups.push([part]);
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

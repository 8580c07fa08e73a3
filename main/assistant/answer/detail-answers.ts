import { textIn, type Claim, type Intent, type Product } from '../../contract';
import { say, sentence, type MessageKey } from '../../words';
import { claimTable } from '../understand/tables/claims';
import { allergensIn, claimOf } from './allergens';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { countsText, nameOf } from './phrases';
import { focusOn, severalText, subjectName, whichAnswer } from './product-answers';
import type { Subject } from './types';
import { allergenTally, claimTally, worstOf } from './verdicts';

/** Ingredients, claims and comparisons: what may be said about what is in a thing. */

export function claimAnswer(scene: Scene, subject: Subject, claim: Claim, reversed: boolean): Draft {
  const { lang, catalog } = scene;
  const row = claimTable.find((c) => c.claim === claim)!;
  const what = lang === 'zh' ? row.nameZh : row.nameEn;
  if (subject.total > 1) return claimOfKind(scene, subject, claim, what);
  const value = claimOf(subject.products[0]!, claim);
  const facts: Draft['facts'] = { claim: { name: claim, value } };
  if (claim === 'gluten_free')
    Object.assign(facts, {
      allergen: 'gluten',
      allergens: ['gluten'],
      verdict: allergensIn(subject.products[0]!, ['gluten']).verdict,
    });
  const product = subject.products[0]!;
  return {
    intent: 'product.ingredients',
    text: sentence(lang, claimKey(value, reversed, row.absentZh !== undefined), {
      name: nameOf(product, lang),
      what,
    }),
    facts,
    items: itemsOf(catalog, subject.products),
    focus: focusOf(subject.products, subject.total, subject.label),
    options: [product.gtin],
  };
}

/**
 * The message for a claim. @param reversed it was asked whether the thing itself is in it; `named`: the contrary
 * has a word of its own
 */
function claimKey(value: 'yes' | 'no' | 'unknown', reversed: boolean, named: boolean): MessageKey {
  if (value === 'unknown') return 'claims.unknown';
  if (value === 'yes') return reversed ? 'claims.yes_without' : 'claims.yes';
  return reversed && named ? 'claims.no_named' : 'claims.no';
}

/** A claim of a whole kind, where all of it was looked at and all is alike. */
function claimOfAll(
  { yes, no }: Readonly<Record<'yes' | 'no' | 'unknown', number>>,
  looked: number,
  total: number,
): 'yes' | 'no' | 'unknown' {
  if (looked < total) return 'unknown';
  if (yes === total) return 'yes';
  return no === total ? 'no' : 'unknown';
}

/** How a whole kind stands with a claim: counted over all of it, `facts.claims` holding the counts. */
function claimOfKind(scene: Scene, subject: Subject, claim: Claim, what: string): Draft {
  const { lang } = scene;
  const { counts, looked, total, good } = claimTally(scene.catalog, subject, claim);
  const value = claimOfAll(counts, looked, total);
  const facts: Draft['facts'] = {
    claim: { name: claim, value },
    claims: { ...counts },
    ...(looked < total ? { looked_at: looked } : {}),
  };
  if (claim === 'gluten_free') {
    const gluten = allergenTally(scene.catalog, subject, ['gluten']);
    Object.assign(facts, {
      allergen: 'gluten',
      allergens: ['gluten'],
      verdict: worstOf(gluten),
      verdicts: { ...gluten.counts },
    });
  }
  const part = { part: looked < total, looked };
  const detail =
    counts.yes === 0
      ? say(lang, 'claims.tally.none', { ...part, what })
      : say(lang, 'tally.counts', {
          ...part,
          counts: countsText(
            counts,
            lang,
            { yes: 'claims.tally.yes', no: 'claims.tally.no', unknown: 'tally.unknown' },
            what,
          ),
        });
  const draft = whichAnswer(scene, subject, 'product.ingredients', severalText(scene, subject, detail));
  if (good.length === 0 || good.length === total) return { ...draft, facts };
  return {
    ...draft,
    facts,
    items: itemsOf(scene.catalog, good),
    candidates: candidatesOf(scene, good),
    options: good.slice(0, 60).map((p) => p.gtin),
  };
}

/**
 * The kind is here, and nothing of it is declared to be so. Of what may hold gluten nothing is shown instead.
 */
export function noneClaimedAnswer(scene: Scene, intent: Intent, subject: Subject, claim: Claim): Draft {
  const { lang } = scene;
  const row = claimTable.find((c) => c.claim === claim)!;
  const { counts, looked, total } = claimTally(scene.catalog, subject, claim);
  const near = claim === 'gluten_free' ? [] : subject.products.slice(0, 3);
  return {
    intent,
    text: say(lang, 'claims.none', {
      name: subjectName(scene, subject),
      n: total,
      part: looked < total,
      looked,
      what: lang === 'zh' ? row.nameZh : row.nameEn,
    }),
    items: itemsOf(scene.catalog, near, true),
    candidates: candidatesOf(scene, near),
    facts: {
      claim: { name: claim, value: counts.no === total ? 'no' : 'unknown' },
      claims: { ...counts },
      ...(looked < total ? { looked_at: looked } : {}),
    },
    focus: focusOn(scene, subject),
    options: near.map((p) => p.gtin),
    abstained: true,
    pending: { kind: 'person' },
    unanswered: 'not_carried',
  };
}

export function ingredientsAnswer(scene: Scene, subject: Subject): Draft {
  const { lang, catalog } = scene;
  const product = subject.products[0]!;
  const same =
    subject.total <= subject.products.length &&
    subject.products.every(
      (p) => p.ingredientsZh === product.ingredientsZh && p.ingredientsEn === product.ingredientsEn,
    );
  if (subject.total > 1 && !(same && (product.ingredientsZh ?? product.ingredientsEn) !== undefined))
    return whichAnswer(scene, subject, 'product.ingredients');
  const name = nameOf(product, lang);
  const ingredients =
    lang === 'zh'
      ? (product.ingredientsZh ?? product.ingredientsEn)
      : (product.ingredientsEn ?? product.ingredientsZh);
  const base = {
    intent: 'product.ingredients' as const,
    items: itemsOf(catalog, subject.products),
    focus: focusOf(subject.products, subject.total, subject.label),
    options: subject.products.map((p) => p.gtin),
  };
  if (!ingredients)
    return {
      ...base,
      text: say(lang, 'ingredients.unknown', { name }),
      facts: {},
    };
  return {
    ...base,
    text: sentence(lang, 'ingredients.list', { name, ingredients: brief(ingredients) }),
    facts: { ingredients },
  };
}

/** What one breath holds; the screen shows the rest. */
function brief(ingredients: string): string {
  const flat = ingredients.replace(/\s+/g, ' ').trim();
  return flat.length <= 120 ? flat : `${flat.slice(0, 118)}…`;
}

/** Side by side: price, size, what is declared. */
export function compareAnswer(
  scene: Scene,
  products: readonly Product[],
  priceNow: (product: Product) => { text: string; value: number },
): Draft {
  const { lang, catalog } = scene;
  const [a, b] = products;
  const base = {
    intent: 'product.compare' as const,
    items: itemsOf(catalog, products),
    candidates: candidatesOf(scene, products),
    focus: focusOf(products, products.length, products.map((p) => textIn(p.name, lang)).join(' / ')),
    options: products.map((p) => p.gtin),
  };
  const pa = priceNow(a!);
  const pb = priceNow(b!);
  const said = {
    first: nameOf(a!, lang),
    firstprice: pa.text,
    second: nameOf(b!, lang),
    secondprice: pb.text,
  };
  const cheaper = textIn((pa.value < pb.value ? a! : b!).name, lang);
  return {
    ...base,
    text:
      pa.value === pb.value
        ? sentence(lang, 'goods.compare.same', said)
        : sentence(lang, 'goods.compare.cheaper', { ...said, cheaper }),
    tellsPrice: true,
    facts: { prices: products.map((p) => priceNow(p).value) },
  };
}

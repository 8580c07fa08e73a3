import { textIn, type Claim, type Intent, type Product } from '../../contract';
import { capital } from '../../words';
import { claimTable } from '../understand/tables/claims';
import { allergensIn, claimOf } from './allergens';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { nameOf } from './phrases';
import { focusOn, subjectName, whichAnswer } from './product-answers';
import type { Subject } from './types';
import { allergenTally, claimTally, worstOf } from './verdicts';

/** Ingredients, claims and comparisons: what may be said about what is in a thing. */

export function claimAnswer(scene: Scene, subject: Subject, claim: Claim, reversed: boolean): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const row = claimTable.find((c) => c.claim === claim)!;
  const what = zh ? row.nameZh : row.nameEn;
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
  const name = nameOf(product, lang);
  const text =
    value === 'yes'
      ? zh
        ? `是的，${name}标明${what}。`
        : `Yes, ${name} is declared ${what}.`
      : value === 'no'
        ? zh
          ? `${name}不是${what}的${reversed && row.absentZh ? '，配料里有' : ''}。`
          : `No, ${name} is not ${what}.`
        : zh
          ? `${name}没有标明${what}，我不能确定，请看包装标签。`
          : `${capital(name)} is not declared ${what}, so I can't be sure. Please check the label.`;
  return {
    intent: 'product.ingredients',
    text: reversed && value === 'yes' && zh ? `${name}标明${what}。` : text,
    facts,
    items: itemsOf(catalog, subject.products),
    focus: focusOf(subject.products, subject.total, subject.label),
    options: [product.gtin],
  };
}

/** How a whole kind stands with a claim: counted over all of it, `facts.claims` holding the counts. */
function claimOfKind(scene: Scene, subject: Subject, claim: Claim, what: string): Draft {
  const zh = scene.lang === 'zh';
  const { counts, looked, total, good } = claimTally(scene.catalog, subject, claim);
  const { yes, no, unknown } = counts;
  const value = looked < total ? 'unknown' : yes === total ? 'yes' : no === total ? 'no' : 'unknown';
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
  const part = looked < total ? (zh ? `，我看了其中 ${looked} 款` : `; I looked at ${looked} of them`) : '';
  const said = (
    zh
      ? [yes > 0 && `${yes} 款标明${what}`, no > 0 && `${no} 款不是`, unknown > 0 && `${unknown} 款没有标明`]
      : [
          yes > 0 && `${yes} ${yes === 1 ? 'is' : 'are'} declared ${what}`,
          no > 0 && `${no} ${no === 1 ? 'is' : 'are'} not`,
          unknown > 0 && `${unknown} ${unknown === 1 ? 'does' : 'do'} not say`,
        ]
  ).filter(Boolean);
  const detail =
    yes === 0
      ? zh
        ? `${part}，都没有标明${what}`
        : `${part}; none is declared ${what}`
      : zh
        ? `${part}，其中 ${said.join('，')}`
        : `${part}: ${said.join(', ')}`;
  const draft = whichAnswer(scene, subject, 'product.ingredients', detail);
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
  const zh = scene.lang === 'zh';
  const row = claimTable.find((c) => c.claim === claim)!;
  const { counts, looked, total } = claimTally(scene.catalog, subject, claim);
  const near = claim === 'gluten_free' ? [] : subject.products.slice(0, 3);
  const name = subjectName(scene, subject);
  const many = zh
    ? `${name}有 ${total} 款${looked < total ? `，我看了 ${looked} 款` : ''}`
    : `We have ${total} kinds of ${name}${looked < total ? `; I looked at ${looked}` : ''}`;
  return {
    intent,
    text: zh
      ? `${many}，没有标明${row.nameZh}的，请看包装标签或问店员。`
      : `${many}; none is declared ${row.nameEn}. Please check the label or ask staff.`,
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
  const zh = lang === 'zh';
  const product = subject.products[0]!;
  const same =
    subject.total <= subject.products.length &&
    subject.products.every(
      (p) => p.ingredientsZh === product.ingredientsZh && p.ingredientsEn === product.ingredientsEn,
    );
  if (subject.total > 1 && !(same && (product.ingredientsZh ?? product.ingredientsEn) !== undefined))
    return whichAnswer(scene, subject, 'product.ingredients');
  const name = nameOf(product, lang);
  const ingredients = zh
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
      text: zh
        ? `${name}的配料没有登记，请看包装标签。`
        : `The ingredients of ${name} are not recorded. Please check the label.`,
      facts: {},
    };
  return {
    ...base,
    text: zh
      ? `${name}的配料：${brief(ingredients)}`
      : `${capital(name)}, ingredients: ${brief(ingredients)}`,
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
  const zh = lang === 'zh';
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
  const cheaper =
    pa.value === pb.value
      ? zh
        ? '价格一样'
        : 'they cost the same'
      : zh
        ? `${textIn((pa.value < pb.value ? a! : b!).name, lang)}便宜`
        : `${textIn((pa.value < pb.value ? a! : b!).name, lang)} is cheaper`;
  const one = (p: Product, price: string): string => `${nameOf(p, lang)} ${price}`;
  return {
    ...base,
    text: zh
      ? `${one(a!, pa.text)}，${one(b!, pb.text)}，${cheaper}。`
      : `${capital(one(a!, pa.text))}; ${one(b!, pb.text)}; ${cheaper}.`,
    tellsPrice: true,
    facts: { prices: products.map((p) => priceNow(p).value) },
  };
}

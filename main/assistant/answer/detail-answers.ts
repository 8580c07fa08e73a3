import type { Claim, Product, Verdict } from '../../contract';
import type { AskedAllergen } from '../understand/allergen-words';
import { allergenTable } from '../understand/tables/allergens';
import { claimTable } from '../understand/tables/claims';
import { allergenIn, allergensIn, claimOf, worse, type AllergenFinding } from './allergens';
import { candidatesOf, focusOf, itemsOf, type Draft, type Scene } from './draft';
import { nameOf, pick, sentence } from './phrases';
import { subjectName, whichAnswer } from './product-answers';
import type { Subject } from './subject';

/** Ingredients, claims and allergens: what may be said about what is in a thing. */

const SAFETY_ZH = '过敏严重的话请以包装标签为准。';
const SAFETY_EN = ' If you are allergic, please go by the label.';

export function allergenAnswer(scene: Scene, subject: Subject, asked: readonly AskedAllergen[], otherAllergen?: string): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const base: Draft = {
    intent: 'product.allergen',
    text: '',
    items: itemsOf(catalog, subject.products),
    focus: focusOf(subject.products, subject.total, subject.label, subject.category?.pathZh),
    options: subject.products.map((p) => p.gtin),
    asked: [...asked],
  };
  if (asked.length === 0) {
    if (otherAllergen !== undefined) return otherAllergenAnswer(scene, subject, otherAllergen, base);
    return allAllergens(scene, subject, base);
  }
  const members = asked.flatMap((a) => a.members);
  const key = asked.length === 1 ? asked[0]!.key : asked.map((a) => a.key).join('|');
  const what = asked.map((a) => (zh ? a.nameZh : a.nameEn)).join(zh ? '、' : ' and ');
  if (subject.products.length === 1 && subject.total <= 1) {
    const product = subject.products[0]!;
    const finding = allergensIn(product, members);
    return { ...base, text: findingText(scene, nameOf(product, lang), what, finding), facts: { allergen: key, verdict: finding.verdict, source: finding.source } };
  }
  // For a group the worst verdict stands, and a part of the matches that was not looked at is unknown.
  const findings = subject.products.map((product) => allergensIn(product, members).verdict);
  const group = findings.reduce(worse);
  const verdict: Verdict = subject.total > subject.products.length ? worse(group, 'unknown') : group;
  const count = (v: Verdict): number => findings.filter((f) => f === v).length;
  const name = subjectName(scene, subject);
  const detail = tally(zh, what, count, subject.total);
  const draft = whichAnswer(scene, { ...subject, label: name }, 'product.allergen', detail);
  return { ...draft, asked: [...asked], facts: { allergen: key, verdict } };
}

/** How many items say what, without those that nobody says: '，其中 1 款含花生，6 款可能含，其余没有标明'. */
function tally(zh: boolean, what: string, count: (verdict: Verdict) => number, total: number): string {
  const [contains, may, free] = [count('contains'), count('may_contain'), count('free')];
  const silent = total - contains - may - free;
  if (silent === total) return zh ? `，都没有标明是否含${what}` : `; none of them says whether it contains ${what}`;
  for (const [all, zhSays, enSays] of [[contains, '含', 'all contain'], [may, '可能含', 'all may contain'], [free, '标明不含', 'all are declared free of']] as const) if (all === total) return zh ? `，都${zhSays}${what}` : `; ${enSays} ${what}`;
  const parts = zh
    ? [contains > 0 ? `${contains} 款含${what}` : '', may > 0 ? `${may} 款可能含${what}` : '', free > 0 ? `${free} 款标明不含${what}` : '', silent > 0 ? '其余没有标明' : '']
    : [contains > 0 ? `${contains} ${contains === 1 ? 'contains' : 'contain'} ${what}` : '', may > 0 ? `${may} may contain ${what}` : '', free > 0 ? `${free} ${free === 1 ? 'is' : 'are'} declared free of ${what}` : '', silent > 0 ? (silent === 1 ? 'one does not say' : 'the rest do not say') : ''];
  const said = parts.filter(Boolean);
  return zh ? `，其中 ${said.join('，')}` : `: ${said.join(', ')}`;
}

function findingText(scene: Scene, name: string, what: string, finding: AllergenFinding): string {
  const zh = scene.lang === 'zh';
  switch (finding.verdict) {
    case 'contains': {
      const why = finding.source === 'ingredients' ? (zh ? `（配料里有“${finding.word}”）` : ` (the ingredients name “${finding.word}”)`) : '';
      return zh ? `${name}含有${what}${why}。` : `${sentence(name)} contains ${what}${why}.`;
    }
    case 'may_contain':
      return zh ? `${name}可能含有${what}，过敏的话请不要食用。` : `${sentence(name)} may contain ${what}. Please avoid it if you are allergic.`;
    case 'free':
      return zh ? `${name}标明不含${what}。${SAFETY_ZH}` : `${sentence(name)} is declared free of ${what}.${SAFETY_EN}`;
    case 'unknown':
      return zh ? `${name}是否含${what}，资料里没有标明，我不能保证，请看包装标签或问店员。` : `Our data does not say whether ${name} contains ${what}, so I can't promise it. Please check the label or ask staff.`;
  }
}

/** An allergy to something that the feed has no column for: named in the ingredients, or unknown. */
function otherAllergenAnswer(scene: Scene, subject: Subject, other: string, base: Draft): Draft {
  const zh = scene.lang === 'zh';
  const named = subject.products.filter((p) => `${p.ingredientsZh ?? ''} ${p.ingredientsEn ?? ''} ${p.name.zh} ${p.name.en}`.toLowerCase().includes(other));
  const verdict: Verdict = named.length > 0 ? 'contains' : 'unknown';
  const name = subjectName(scene, subject);
  const text =
    verdict === 'contains'
      ? zh ? `${name}的配料或名称里有“${other}”。` : `The ingredients or name of ${name} mention “${other}”.`
      : zh ? `${name}是否含${other}，资料里没有标明，我不能保证，请看包装标签或问店员。` : `Our data does not say whether ${name} contains ${other}. Please check the label or ask staff.`;
  return { ...base, text, facts: { allergen: other.slice(0, 40), verdict } };
}

/** '有什么过敏原': everything the columns say. */
function allAllergens(scene: Scene, subject: Subject, base: Draft): Draft {
  const zh = scene.lang === 'zh';
  if (subject.total > 1) return whichAnswer(scene, subject, 'product.allergen');
  const product = subject.products[0]!;
  const label = (allergen: string): string => {
    const row = allergenRow(allergen);
    return zh ? row.nameZh : row.nameEn;
  };
  const contains = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'contains');
  const may = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'may_contain');
  const free = product.allergensFreeFrom.filter((a) => allergenIn(product, a).verdict === 'free');
  const name = nameOf(product, scene.lang);
  const join = (list: readonly string[]): string => list.map(label).join(zh ? '、' : ', ');
  const parts = zh
    ? [contains.length > 0 ? `含有${join(contains)}` : '', may.length > 0 ? `可能含有${join(may)}` : '', free.length > 0 ? `标明不含${join(free)}` : '']
    : [contains.length > 0 ? `contains ${join(contains)}` : '', may.length > 0 ? `may contain ${join(may)}` : '', free.length > 0 ? `is declared free of ${join(free)}` : ''];
  const said = parts.filter(Boolean).join(zh ? '，' : '; ');
  const verdict: Verdict = contains.length > 0 ? 'contains' : may.length > 0 ? 'may_contain' : 'unknown';
  const text = said === '' ? (zh ? `${name}的过敏原资料没有标明，请看包装标签或问店员。` : `Allergen data for ${name} is not recorded. Please check the label or ask staff.`) : zh ? `${name}${said}，其余没有标明。` : `${sentence(name)} ${said}. Anything else is not recorded.`;
  return { ...base, text, facts: { verdict, contains, may_contain: may, free_from: free } };
}

const allergenKeys = allergenTable.map((row) => row.allergen);
function allergenRow(allergen: string): (typeof allergenTable)[number] {
  return allergenTable.find((row) => row.allergen === allergen)!;
}

export function claimAnswer(scene: Scene, subject: Subject, claim: Claim, reversed: boolean): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const row = claimTable.find((c) => c.claim === claim)!;
  const what = zh ? row.nameZh : row.nameEn;
  const values = subject.products.map((product) => claimOf(product, claim));
  const value = values.every((v) => v === values[0]) && subject.total <= subject.products.length ? values[0]! : 'unknown';
  const facts: Draft['facts'] = { claim: { name: claim, value } };
  if (claim === 'gluten_free') {
    const verdict = subject.products.map((p) => allergensIn(p, ['gluten']).verdict).reduce(worse);
    facts['allergen'] = 'gluten';
    facts['verdict'] = subject.total > subject.products.length ? worse(verdict, 'unknown') : verdict;
  }
  if (subject.total > 1) {
    const yes = values.filter((v) => v === 'yes').length;
    const no = values.filter((v) => v === 'no').length;
    const parts = zh
      ? [yes > 0 ? `${yes} 款标明${what}` : '', no > 0 ? `${no} 款不是` : '']
      : [yes > 0 ? `${yes} ${yes === 1 ? 'is' : 'are'} declared ${what}` : '', no > 0 ? `${no} ${no === 1 ? 'is' : 'are'} not` : ''];
    const said = parts.filter(Boolean);
    const detail = yes === 0 ? (zh ? `，都没有标明${what}` : `; none is declared ${what}`) : zh ? `，其中 ${said.join('，')}` : `: ${said.join(', ')}`;
    return { ...whichAnswer(scene, subject, 'product.ingredients', detail), facts };
  }
  const product = subject.products[0]!;
  const name = nameOf(product, lang);
  const text =
    value === 'yes'
      ? zh ? `是的，${name}标明${what}。` : `Yes, ${name} is declared ${what}.`
      : value === 'no'
        ? zh ? `${name}不是${what}的${reversed && row.absentZh ? '，配料里有' : ''}。` : `No, ${name} is not ${what}.`
        : zh ? `${name}没有标明${what}，我不能确定，请看包装标签。` : `${sentence(name)} is not declared ${what}, so I can't be sure. Please check the label.`;
  return { intent: 'product.ingredients', text: reversed && value === 'yes' && zh ? `${name}标明${what}。` : text, facts, items: itemsOf(catalog, subject.products), focus: focusOf(subject.products, subject.total, subject.label), options: [product.gtin] };
}

export function ingredientsAnswer(scene: Scene, subject: Subject): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const product = subject.products[0]!;
  const same = subject.total <= subject.products.length && subject.products.every((p) => p.ingredientsZh === product.ingredientsZh && p.ingredientsEn === product.ingredientsEn);
  if (subject.total > 1 && !(same && (product.ingredientsZh ?? product.ingredientsEn) !== undefined)) return whichAnswer(scene, subject, 'product.ingredients');
  const name = nameOf(product, lang);
  const ingredients = zh ? (product.ingredientsZh ?? product.ingredientsEn) : (product.ingredientsEn ?? product.ingredientsZh);
  const base = { intent: 'product.ingredients' as const, items: itemsOf(catalog, subject.products), focus: focusOf(subject.products, subject.total, subject.label), options: subject.products.map((p) => p.gtin) };
  if (!ingredients) return { ...base, text: zh ? `${name}的配料没有登记，请看包装标签。` : `The ingredients of ${name} are not recorded. Please check the label.`, facts: {} };
  return { ...base, text: zh ? `${name}的配料：${brief(ingredients)}` : `${sentence(name)}, ingredients: ${brief(ingredients)}`, facts: { ingredients } };
}

/** What one breath holds; the screen shows the rest. */
function brief(ingredients: string): string {
  const flat = ingredients.replace(/\s+/g, ' ').trim();
  return flat.length <= 120 ? flat : `${flat.slice(0, 118)}…`;
}

/** Side by side: price, size, what is declared. */
export function compareAnswer(scene: Scene, products: readonly Product[], priceNow: (product: Product) => { text: string; value: number }): Draft {
  const { lang, catalog } = scene;
  const zh = lang === 'zh';
  const [a, b] = products;
  const base = { intent: 'product.compare' as const, items: itemsOf(catalog, products), candidates: candidatesOf(scene, products), focus: focusOf(products, products.length, products.map((p) => pick(p.name, lang)).join(' / ')), options: products.map((p) => p.gtin) };
  const pa = priceNow(a!);
  const pb = priceNow(b!);
  const cheaper = pa.value === pb.value ? (zh ? '价格一样' : 'they cost the same') : zh ? `${pick((pa.value < pb.value ? a! : b!).name, lang)}便宜` : `${pick((pa.value < pb.value ? a! : b!).name, lang)} is cheaper`;
  const one = (p: Product, price: string): string => `${nameOf(p, lang)} ${price}`;
  return { ...base, text: zh ? `${one(a!, pa.text)}，${one(b!, pb.text)}，${cheaper}。` : `${sentence(one(a!, pa.text))}; ${one(b!, pb.text)}; ${cheaper}.`, facts: { prices: products.map((p) => priceNow(p).value) } };
}

import type { Allergen, Claim, Product, Verdict } from '../../contract';
import { allergenTable } from '../understand/tables/allergens';
import { claimTable } from '../understand/tables/claims';

/** A verdict and where it comes from. */
export interface AllergenFinding {
  verdict: Verdict;
  /** The column, or the ingredient that names it. */
  source: 'contains' | 'ingredients' | 'may_contain' | 'free_from' | 'none';
  /** The word in the ingredients, where that decided. */
  word?: string;
}

const RANK: Record<Verdict, number> = { contains: 3, may_contain: 2, unknown: 1, free: 0 };

/** The worse of two verdicts: contains, then may_contain, then unknown, then free. */
export function worse(a: Verdict, b: Verdict): Verdict {
  return RANK[a] >= RANK[b] ? a : b;
}

/** Allergens that the first one implies: wheat is gluten. */
function impliedBy(allergen: Allergen): readonly Allergen[] {
  return allergen === 'gluten' ? ['gluten', 'wheat'] : [allergen];
}

/**
 * One allergen in one product. `free` only from the free-from column, and never against any sign of presence.
 */
export function allergenIn(product: Product, allergen: Allergen): AllergenFinding {
  const signs = impliedBy(allergen);
  if (signs.some((a) => product.allergensContains.includes(a)))
    return { verdict: 'contains', source: 'contains' };
  const named = namedInIngredients(product, allergen);
  if (named?.how === 'contains') return { verdict: 'contains', source: 'ingredients', word: named.word };
  if (signs.some((a) => product.allergensMayContain.includes(a)))
    return { verdict: 'may_contain', source: 'may_contain' };
  if (named) return { verdict: 'may_contain', source: 'ingredients', word: named.word };
  if (product.allergensFreeFrom.includes(allergen)) return { verdict: 'free', source: 'free_from' };
  return { verdict: 'unknown', source: 'none' };
}

/** Several allergens (a family): the worst of them. */
export function allergensIn(product: Product, members: readonly Allergen[]): AllergenFinding {
  return members
    .map((allergen) => allergenIn(product, allergen))
    .reduce((a, b) => (RANK[a.verdict] >= RANK[b.verdict] ? a : b));
}

/** A clause that denies: it is no sign of presence, and never a proof of absence either. */
const DENIAL =
  /(?:不含|不添加|未添加|无添加|零添加|不使用|未使用|无(?=麸|乳糖|蛋|坚果|奶|乳[^糖]|花生|大豆|小麦))[^，,、;；。.()（）]*|\b(?:free from|free of|contains no|does not contain|no added|without|suitable for)\b[^,;.()]*|[\w-]+[ -]free\b/gi;
/** A clause that warns. Chinese lists its allergens up to the end of the sentence. */
const WARNING =
  /(?:可能会?含有?|或含|微量|痕量|同一?(?:生产线|工厂|车间)|生产线|此生产|也加工|亦加工)[^。；;]*|\b(?:may (?:also )?contain|may have|traces? of|produced in|made in a|manufactured in|processed in|packed in|same (?:line|facility|factory))\b[^.;]*/gi;

function namedInIngredients(
  product: Product,
  allergen: Allergen,
): { how: 'contains' | 'may_contain'; word: string } | undefined {
  const row = allergenTable.find((words) => words.allergen === allergen);
  if (!row) return undefined;
  let warned: string | undefined;
  for (const text of [product.ingredientsZh, product.ingredientsEn]) {
    if (!text) continue;
    const warnings = (text.match(WARNING) ?? []).join(' ; ');
    const list = text.replace(WARNING, ' ');
    const word = find(row, list);
    if (word !== undefined) return { how: 'contains', word };
    warned ??= find(row, warnings);
  }
  return warned === undefined ? undefined : { how: 'may_contain', word: warned };
}

function find(row: (typeof allergenTable)[number], text: string): string | undefined {
  const plain = text.replace(DENIAL, ' ; ');
  return row.named.exec(row.not ? plain.replace(row.not, ' ; ') : plain)?.[0];
}

/**
 * A claim: yes only from the feed; no where the product's own data contradicts it; else unknown. Gluten is an
 * allergen: a sign of it beats the claim.
 */
export function claimOf(product: Product, claim: Claim): 'yes' | 'no' | 'unknown' {
  if (claim === 'gluten_free') {
    const { verdict } = allergenIn(product, 'gluten');
    if (verdict === 'contains') return 'no';
    if (verdict === 'may_contain') return 'unknown';
  }
  if (product.claims.includes(claim)) return 'yes';
  const row = claimTable.find((c) => c.claim === claim);
  const ingredients = `${product.ingredientsZh ?? ''} ; ${product.ingredientsEn ?? ''}`.replace(
    DENIAL,
    ' ; ',
  );
  if (row?.contradictedBy?.test(ingredients)) return 'no';
  if (
    claim === 'vegan' &&
    (['milk', 'egg', 'fish', 'crustacean', 'mollusc'] as const).some((a) =>
      product.allergensContains.includes(a),
    )
  )
    return 'no';
  if (
    claim === 'vegetarian' &&
    (['fish', 'crustacean', 'mollusc'] as const).some((a) => product.allergensContains.includes(a))
  )
    return 'no';
  return 'unknown';
}

import type { Allergen, Claim, Product, Verdict } from '../../contract';
import { partWarnings, withoutDenials } from '../understand/label-text';
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

function namedInIngredients(
  product: Product,
  allergen: Allergen,
): { how: 'contains' | 'may_contain'; word: string } | undefined {
  const row = allergenTable.find((words) => words.allergen === allergen);
  if (!row) return undefined;
  let warned: string | undefined;
  for (const text of [product.ingredientsZh, product.ingredientsEn]) {
    if (!text) continue;
    const { warnings, list } = partWarnings(text);
    const word = find(row, list);
    if (word !== undefined) return { how: 'contains', word };
    warned ??= find(row, warnings);
  }
  return warned === undefined ? undefined : { how: 'may_contain', word: warned };
}

function find(row: (typeof allergenTable)[number], text: string): string | undefined {
  const plain = withoutDenials(text);
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
  const ingredients = withoutDenials(`${product.ingredientsZh ?? ''} ; ${product.ingredientsEn ?? ''}`);
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

import type { Scene } from '../answer/draft';
import { saysAny } from '../answer/allergen-answers';
import type { Subject } from '../answer/types';
import type { AskedAllergen } from '../understand/allergen-words';
import type { Meaning } from '../understand/types';
import type { Allergy, Conversation } from './state';

/** What somebody says that they are allergic to. */
export function allergyIn(meaning: Meaning): Allergy | undefined {
  const { allergens: asked, otherAllergen: other } = meaning;
  return meaning.tags.has('allergy') && (asked.length > 0 || other !== undefined)
    ? { asked: [...asked], ...(other !== undefined && { other }) }
    : undefined;
}

/**
 * What must not be in what is suggested: what this question names, else what was told or asked about before.
 */
export function avoided(meaning: Meaning, { allergy, lastAllergens }: Conversation): AskedAllergen[] {
  const named = meaning.allergens.length > 0 ? meaning.allergens : lastAllergens;
  return [...new Map([...(allergy?.asked ?? []), ...named].map((one) => [one.key, one])).values()];
}

/**
 * Whether a kind must be looked at for it: always for what was told or is named now; for what was merely
 * asked before, where the kind says anything of it.
 */
export function mustBeFree(scene: Scene, subject: Subject, meaning: Meaning, state: Conversation): boolean {
  const asked = avoided(meaning, state);
  if (asked.length === 0) return false;
  return (
    meaning.allergens.length > 0 || (state.allergy?.asked.length ?? 0) > 0 || saysAny(scene, subject, asked)
  );
}

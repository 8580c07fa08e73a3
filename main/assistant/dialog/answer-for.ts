import { allergenAnswer, askWhichAnswer } from '../answer/allergen-answers';
import { claimAnswer, ingredientsAnswer } from '../answer/detail-answers';
import type { Draft, Scene } from '../answer/draft';
import { promotionAnswer } from '../answer/offer-answers';
import { locationAnswer, priceAnswer, stockAnswer } from '../answer/product-answers';
import type { Subject } from '../answer/types';
import type { Meaning } from '../understand/types';
import { navigate } from './leading';
import { slip } from './printing';
import type { Conversation } from './state';
import { recommend } from './suggesting';
import type { ProductPlan } from './types';
import { strays, surelyAbout } from './variants';

/** The answer once the items are known. */
export function answerFor(
  scene: Scene,
  plan: ProductPlan,
  subject: Subject,
  meaning: Meaning,
  state: Conversation,
): Draft {
  switch (plan.intent) {
    case 'product.price':
      return priceAnswer(scene, subject);
    case 'product.stock':
      return stockAnswer(scene, subject);
    case 'product.promotion':
      return promotionAnswer(scene, subject);
    case 'product.ingredients': {
      const claim = meaning.claims[0] ?? meaning.absent[0];
      return claim
        ? claimAnswer(scene, subject, claim, meaning.claims.length === 0)
        : ingredientsAnswer(scene, subject);
    }
    case 'product.allergen':
      return allergen(scene, subject, meaning, state);
    case 'product.recommend':
      return recommend(scene, plan.wish ?? 'any', subject, meaning, state);
    case 'navigate':
      return navigate(scene, subject);
    case 'print':
      return slip(scene, subject);
    default:
      return locationAnswer(scene, subject);
  }
}

/** A verdict, where it is sure whose; else the question which one is meant. */
function allergen(scene: Scene, subject: Subject, meaning: Meaning, state: Conversation): Draft {
  const tells = meaning.tags.has('allergy') || meaning.otherAllergen !== undefined;
  const before = tells ? [] : state.lastAllergens;
  const asked = meaning.allergens.length > 0 ? meaning.allergens : before;
  const draft = allergenAnswer(scene, subject, {
    asked,
    other: meaning.otherAllergen,
    allergic: meaning.tags.has('allergy') || (state.allergy?.asked.length ?? 0) > 0,
  });
  const free = draft.facts?.verdict === 'free' || (draft.facts?.verdicts?.free ?? 0) > 0;
  if (strays(subject, meaning, scene, state))
    return askWhichAnswer(scene, asked, scene.catalog.products(state.focus!.gtins.slice(0, 20)));
  return free && !surelyAbout(subject, meaning, scene, state)
    ? askWhichAnswer(scene, asked, subject.products)
    : draft;
}

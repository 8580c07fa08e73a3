import { textIn } from '../../contract';
import { leaf } from '../answer/phrases';
import { nearAnswer, notCarriedAnswer } from '../answer/product-answers';
import type { Draft, Scene } from '../answer/draft';
import { missedAnswer } from '../answer/talk-answers';
import type { Subject } from '../answer/types';
import type { Meaning } from '../understand/types';
import type { ProductPlan } from './types';

/** What asks something of goods, so that what isn't known of it is 'not carried', not 'not understood'. */
const ASKS = [
  'where',
  'price',
  'stock',
  'have',
  'find',
  'promo',
  'recommend',
  'ingr',
  'contain',
  'nav',
  'list',
  'about',
];

/** Nothing that is named is known. */
export function notKnown(scene: Scene, plan: ProductPlan, meaning: Meaning, subject: Subject): Draft {
  const asked = ASKS.some((tag) => meaning.tags.has(tag)) || meaning.allergens.length > 0;
  if (!asked && meaning.parts.every((p) => !p.span)) return missedAnswer(scene.lang);
  return notCarriedAnswer(scene, plan.intent, subject.label, []);
}

/** What was named isn't here; what comes nearest. */
export function similar(scene: Scene, plan: ProductPlan, subject: Subject): Draft {
  if (subject.decided === 'near') return nearAnswer(scene, plan.intent, subject);
  if (subject.lacks && 'kind' in subject.lacks)
    return notCarriedAnswer(scene, plan.intent, textIn(subject.lacks.kind, scene.lang), subject.products);
  const near = subject.products;
  const name = subject.category
    ? leaf(scene.lang === 'zh' ? subject.category.pathZh : subject.category.pathEn)
    : undefined;
  return notCarriedAnswer(scene, plan.intent, subject.label, near, name);
}

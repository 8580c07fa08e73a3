import type { Product } from '../../contract';
import { money, sentences } from '../../words';
import { compareAnswer } from '../answer/detail-answers';
import { bears } from '../answer/details';
import { focusOf, itemsOf, type Draft, type Scene } from '../answer/draft';
import { numbersOf } from '../understand/numbers';
import type { Subject } from '../answer/types';
import type { Meaning } from '../understand/types';
import { answerFor } from './answer-for';
import { carriedOver } from './carried-over';
import { similar } from './lacking';
import { newConversation, type Conversation } from './state';
import { currentPrice, one, severalSubjects, subjectOf } from './subjects';
import type { ProductPlan } from './types';

/** Two things side by side: those that are named, or shown, or the one in hand and another. */
export function compare(scene: Scene, meaning: Meaning, state: Conversation): Draft | undefined {
  const currency = scene.catalog.store().currency;
  const priceNow = (p: Product): { text: string; value: number } => {
    const value = currentPrice(scene, p);
    return { text: money(value, currency, scene.lang), value };
  };
  const named = severalSubjects(scene, meaning);
  if (named.length >= 2) return compareAnswer(scene, named.map((s) => s.products[0]!).slice(0, 2), priceNow);
  const numbers = [...new Set(numbersOf(meaning.text))];
  const broad =
    meaning.parts.length > 0 && numbers.length >= 2
      ? subjectOf(scene, { ...meaning, text: '', loose: [] }, state)
      : undefined;
  if (broad) {
    const each = numbers.flatMap((n) => broad.products.filter((p) => bears(p, n)).slice(0, 1));
    const distinct = [...new Map(each.map((p) => [p.gtin, p])).values()];
    if (distinct.length >= 2) return compareAnswer(scene, distinct.slice(0, 2), priceNow);
  }
  const subject = meaning.parts.length > 0 ? subjectOf(scene, meaning, state) : undefined;
  if (subject && (subject.how === 'found' || subject.decided === 'ask')) {
    const before =
      state.focus && !state.focus.many ? scene.catalog.products(state.focus.gtins.slice(0, 1))[0] : undefined;
    if (before && subject.products[0]!.gtin !== before.gtin)
      return compareAnswer(scene, [before, subject.products[0]!], priceNow);
    if (subject.products.length >= 2) return compareAnswer(scene, subject.products.slice(0, 2), priceNow);
  }
  if (subject && subject.how === 'similar')
    return similar(scene, { kind: 'product', intent: 'product.compare' }, subject);
  const shown = scene.catalog.products(state.options.slice(0, 2));
  if (shown.length === 2) return compareAnswer(scene, shown, priceNow);
  const focus = state.focus ? carriedOver(scene, state).products : [];
  return focus.length >= 2 ? compareAnswer(scene, focus.slice(0, 2), priceNow) : undefined;
}

/** '牛奶和面包在哪': one sentence for two or three things, each with its own place or price. */
export function several(scene: Scene, plan: ProductPlan, meaning: Meaning): Draft | undefined {
  if (!['product.location', 'product.price', 'product.stock', 'navigate'].includes(plan.intent))
    return undefined;
  const together = subjectOf(scene, meaning, newConversation());
  if (together?.how === 'found') return undefined;
  const subjects = severalSubjects(scene, meaning);
  if (subjects.length < 2) return undefined;
  const drafts = subjects
    .slice(0, 3)
    .map((s) =>
      answerFor(scene, plan, s.products.length === 1 ? one(s.products[0]!) : s, meaning, newConversation()),
    );
  return sideBySide(scene, meaning, subjects, drafts);
}

function sideBySide(
  scene: Scene,
  meaning: Meaning,
  subjects: readonly Subject[],
  drafts: readonly Draft[],
): Draft {
  const products = subjects.flatMap((s) => s.products.slice(0, 6));
  const suggested = drafts.flatMap((d) => d.suggests?.products ?? []);
  const among = (draft: Draft, fit: readonly Product[]): Draft =>
    draft.suggests?.tell(draft.suggests.products.filter((p) => fit.includes(p))) ?? draft;
  return {
    ...drafts[0]!,
    suggests: {
      products: suggested,
      tell: (fit) =>
        sideBySide(
          scene,
          meaning,
          subjects,
          drafts.map((draft) => among(draft, fit)),
        ),
    },
    question: undefined,
    text: sentences(scene.lang, ...drafts.map((d) => d.text.trim())),
    items: itemsOf(scene.catalog, products),
    facts: {},
    scope: undefined,
    pending: drafts[0]!.pending,
    actions: drafts.flatMap((d) => d.actions?.slice(0, 1) ?? []),
    options: products.map((p) => p.gtin),
    focus: focusOf(products, products.length, meaning.parts.map((p) => p.text).join(' ')),
  };
}

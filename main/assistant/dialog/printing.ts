import type { KnowledgeEntry, Lang } from '../../contract';
import { say } from '../../words';
import { slipCommand } from '../answer/commands';
import type { Draft, Scene } from '../answer/draft';
import { couponAnswer } from '../answer/offer-answers';
import { confirmAnswer, locationAnswer } from '../answer/product-answers';
import type { Subject } from '../answer/types';
import { hasForm } from '../understand/forms';
import type { Meaning } from '../understand/types';
import { refersBack } from './asked';
import type { Conversation } from './state';
import { subjectOf } from './subjects';

/** Puts on paper what is named or was last talked of. */
export function print(scene: Scene, meaning: Meaning, state: Conversation, meant?: Subject): Draft {
  const named = meaning.parts.length > 0 || refersBack(meaning, state);
  const subject = meant ?? (named ? subjectOf(scene, meaning, state) : undefined);
  const coupon = hasForm(meaning.text, 'coupon');
  if (subject && subject.how === 'found') return coupon ? couponAnswer(scene, subject) : slip(scene, subject);
  if (subject && subject.how !== 'none') return confirmAnswer(scene, 'print', subject);
  if (coupon) return couponAnswer(scene, undefined);
  const entry = scene.catalog.knowledge().find(({ id }) => id === state.lastKnowledge);
  if (entry)
    return {
      intent: 'print',
      text: sheetText(entry, scene.lang),
      knowledge: entry.id,
      facts: { knowledge: entry.id },
      commands: [{ type: 'print', what: 'knowledge', ids: [entry.id] }],
      actions: [{ type: 'print', what: 'knowledge', id: entry.id }],
    };
  return {
    intent: 'print',
    text: say(scene.lang, 'dialog.print.which'),
    asks: true,
    miss: false,
  };
}

/** What a knowledge entry is about, by its own first question. */
function sheetText(entry: KnowledgeEntry, lang: Lang): string {
  const about = (lang === 'zh' ? entry.questionsZh[0] : entry.questionsEn[0]) ?? entry.topic;
  return say(lang, 'dialog.print.sheet', { about });
}

/** Where the items stand, on paper: of a kind, the first few and how many more there are. */
export function slip(scene: Scene, subject: Subject): Draft {
  const where = locationAnswer(scene, subject, 'print');
  const gtins = subject.products.slice(0, 20).map((p) => p.gtin);
  return {
    ...where,
    question: undefined,
    pending: undefined,
    candidates: [],
    actions: [{ type: 'print', what: gtins.length > 1 ? 'list' : 'slip', gtins }],
    commands: [slipCommand(subject.products, subject.total)],
  };
}

import type { Lang } from '../../contract';
import { say } from '../../words';
import type { Draft, Scene } from '../answer/draft';
import { controlAnswer, handoffAnswer } from '../answer/talk-answers';
import { NOTHING_SAID } from '../understand/types';
import { answerFor } from './answer-for';
import { leadTo } from './leading';
import type { Conversation } from './state';
import { these } from './subjects';
import type { Plan } from './types';

type ControlPlan = Extract<Plan, { kind: 'control' }>;

/** Steers the talk. */
export function steer(scene: Scene, plan: ControlPlan, state: Conversation): Draft {
  const base = controlAnswer(scene.lang, plan.control);
  switch (plan.control) {
    case 'repeat':
    case 'back':
      return toldBefore(base, plan.control, state);
    case 'switch_language': {
      const lang: Lang = plan.lang ?? (scene.lang === 'zh' ? 'en' : 'zh');
      return { ...controlAnswer(lang, 'switch_language'), lang, pending: state.pending };
    }
    case 'yes':
      return accept(scene, state) ?? base;
    case 'no':
      return state.pending?.kind === 'confirm'
        ? { ...base, text: say(scene.lang, 'dialog.say_again') }
        : base;
    case 'louder':
    case 'softer':
    case 'slower':
    case 'faster':
    case 'help':
      return { ...base, pending: state.pending };
    case 'stop':
      return plan.hold
        ? { ...base, text: say(scene.lang, 'dialog.hold'), facts: { ...base.facts, hold: true } }
        : base;
    case 'cancel':
    case 'start_over':
      return base;
  }
}

/** The last answer, or the one before it, once more. */
function toldBefore(base: Draft, control: 'repeat' | 'back', state: Conversation): Draft {
  const again = control === 'repeat' ? state.lastAnswer : state.history.at(-1);
  if (!again) return base;
  return {
    ...base,
    text: again.text,
    items: again.items,
    candidates: again.candidates,
    actions: control === 'back' ? again.actions : [],
    pending: state.pending,
    focus: undefined,
  };
}

/** Yes to the terminal's own question: its answer, marked as the control it was. */
function accept(scene: Scene, state: Conversation): Draft | undefined {
  const pending = state.pending;
  if (!pending) return undefined;
  const yes = { control: 'yes' as const };
  const marked = (draft: Draft): Draft => ({
    ...draft,
    commands: draft.commands ?? [],
    intent: 'control',
    ...yes,
    facts: { ...draft.facts, control: 'yes' },
  });
  switch (pending.kind) {
    case 'lead':
      return marked(leadTo(scene, pending, state));
    case 'confirm': {
      const subject = these(scene.catalog.products(pending.gtins), pending.label);
      const plan = { kind: 'product', intent: pending.intent } as const;
      return marked(answerFor(scene, plan, subject, NOTHING_SAID, state));
    }
    case 'which':
      return undefined;
    case 'person':
      return marked(handoffAnswer(scene.lang, 'requested'));
  }
}

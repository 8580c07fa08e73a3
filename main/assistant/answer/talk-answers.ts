import type { ControlKind, HandoffReason, Lang } from '../../contract';
import { say } from '../../words';
import type { Draft } from './draft';

/** The talk itself: people who need people, steering, greetings, and what a terminal can't know. */

export function handoffAnswer(lang: Lang, reason: HandoffReason): Draft {
  // Whether anybody could be told is known, and said, only after the call.
  return {
    intent: 'handoff',
    text: say(lang, `talk.handoff.${reason}`),
    handoff: reason,
    facts: { handoff: reason },
    actions: [{ type: 'handoff', reason }],
  };
}

/** Steering after which the terminal asks what is wanted. */
const ASKING: ReadonlySet<ControlKind> = new Set(['repeat', 'start_over', 'yes', 'no']);

export function controlAnswer(lang: Lang, control: ControlKind): Draft {
  return {
    intent: 'control',
    control,
    facts: { control },
    text: say(lang, `control.${control}`),
    asks: ASKING.has(control),
  };
}

export function smalltalkAnswer(lang: Lang, kind: 'greet' | 'thanks' | 'bye' | 'who' | 'abuse'): Draft {
  return {
    intent: 'smalltalk',
    text: say(lang, `smalltalk.${kind}`),
    asks: kind === 'greet' || kind === 'abuse',
  };
}

export function outOfScopeAnswer(lang: Lang): Draft {
  return {
    intent: 'out_of_scope',
    abstained: true,
    unanswered: 'abstained',
    text: say(lang, 'talk.out_of_scope'),
  };
}

/** Nothing was understood. */
export function missedAnswer(lang: Lang): Draft {
  return {
    intent: 'out_of_scope',
    abstained: true,
    unanswered: 'abstained',
    miss: true,
    text: say(lang, 'talk.missed'),
  };
}

/** A follow-up with nothing to follow. */
export function whatItemAnswer(lang: Lang, intent: Draft['intent']): Draft {
  return { intent, miss: true, asks: true, text: say(lang, 'talk.which_item') };
}

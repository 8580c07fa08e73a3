import type { Answer } from '../../contract';
import type { Draft } from '../answer/draft';
import type { Allergy, Conversation } from './state';

/** Answers that 'back' leads to. */
const HISTORY = 8;

/** What was told before stays true. Undefined where nothing was told. */
export function allergyOf({ allergy: before }: Conversation, { allergy: told }: Draft): Allergy | undefined {
  if (!told) return before;
  const asked = [...new Map([...(before?.asked ?? []), ...told.asked].map((one) => [one.key, one])).values()];
  const other = told.other ?? before?.other;
  return { asked, ...(other !== undefined && { other }) };
}

/** Takes a turn into the conversation: what was asked, shown and told, for the next. */
export function remember(state: Conversation, draft: Draft, answer: Answer): void {
  state.misses = draft.miss ? state.misses + 1 : 0;
  if (answer.handoff) state.misses = 0;
  state.lang = answer.lang;
  state.pending = draft.pending;
  if (draft.control === 'switch_language') state.fixedLang = answer.lang;
  if (draft.control === 'start_over' || draft.control === 'cancel') {
    state.focus = undefined;
    state.wish = undefined;
    state.options = [];
    state.lastIntent = undefined;
    state.lastKnowledge = undefined;
    state.lastAllergens = [];
    state.pending = undefined;
    // '算了' gives up a question; the one who asked it is as allergic as before.
    if (draft.control === 'start_over') {
      state.allergy = undefined;
      state.lastAnswer = undefined;
      state.history = [];
    }
    return;
  }
  if (draft.control === 'repeat') return;
  if (state.lastAnswer) state.history = [...state.history, state.lastAnswer].slice(-HISTORY);
  state.lastAnswer = answer;
  if (draft.focus === null) state.focus = undefined;
  else if (draft.focus) {
    state.focus = draft.focus;
    // 'Yes' to the terminal's own question tells no new wish.
    if (!draft.control) state.wish = draft.wish;
  }
  if (draft.options) state.options = draft.options;
  if (draft.asked) state.lastAllergens = draft.asked;
  if (draft.allergy) state.allergy = allergyOf(state, draft);
  if (draft.knowledge) state.lastKnowledge = draft.knowledge;
  if (answer.intent !== 'control' && answer.intent !== 'smalltalk') state.lastIntent = answer.intent;
}

import type { Answer, Lang, Utterance } from '../contract';
import { sentences } from '../words';
import { commandsOf, deskOf } from './answer/commands';
import { MAX_ITEMS, type Draft, type Scene } from './answer/draft';
import { localTime } from './answer/time';

/** Choices that are offered at one time. */
const CANDIDATES = 3;

/** A draft as the contract has answers. `scene`: absent while there is no catalog. */
export function finish(
  utterance: Utterance,
  draft: Draft,
  lang: Lang,
  scene: Scene | undefined,
  ms: number,
): Answer {
  const control = draft.control;
  const desk = draft.handoff && draft.handoff !== 'unsafe' && scene ? deskOf(scene) : undefined;
  const candidates = (draft.candidates ?? []).slice(0, CANDIDATES);
  return {
    say: utterance.text,
    lang,
    intent: draft.intent,
    items: (draft.items ?? []).slice(0, MAX_ITEMS),
    ...(draft.scope ? { scope: draft.scope } : {}),
    text: sentences(lang, draft.text, draft.question),
    facts: { ...(desk ? { facility: desk.id } : {}), ...draft.facts },
    actions: draft.actions ?? [],
    commands: commandsOf(draft, scene),
    asks: draft.question !== undefined || draft.asks === true || candidates.length > 0,
    candidates,
    ...(draft.knowledge ? { knowledge: draft.knowledge } : {}),
    ...(control ? { control } : {}),
    handoff: draft.handoff ?? null,
    abstained: draft.abstained ?? false,
    ...(scene ? { as_of: localTime(scene.now, scene.catalog.store().timezone).iso } : {}),
    ms: Math.round(ms * 100) / 100,
  };
}

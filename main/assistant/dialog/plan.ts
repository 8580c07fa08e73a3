import { intentOfTopic, type KnowledgeIndex, type KnowledgeMatch } from '../answer/knowledge';
import type { Scene } from '../answer/draft';
import type { Guess } from '../understand/classify/classifier';
import type { Meaning } from '../understand/understand';
import { asGoods, doubtable } from './about-goods';
import { arbitrate } from './arbitrate';
import { decide } from './decide';
import { followUp, goneOn, mayGoOn, type GoneOn } from './follow-up';
import type { Conversation } from './state';
import type { GoodsReading, Plan } from './types';

/**
 * What is to be answered: by rules, by the form of the question, and by what the goods say. `match`: the
 * entry of the store's knowledge that fits best.
 */
export function planFor(
  scene: Scene,
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeIndex,
  guesses: readonly Guess[],
): Planned {
  const work = (): Planned => weigh(scene, meaning, state, knowledge, guesses);
  return scene.watch ? scene.watch.timed('decide', work) : work();
}

/** What is to be answered, and what it is answered from. */
export interface Planned {
  plan: Plan;
  match: KnowledgeMatch | undefined;
  /** How it goes on from what was said before; absent where nothing is under discussion. */
  goesOn?: GoneOn;
}

function weigh(
  scene: Scene,
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeIndex,
  guesses: readonly Guess[],
): Planned {
  const match = likeliest(knowledge.match(meaning.text, 5), meaning, guesses);
  const ruled = decide(meaning, state, match, /\d/.test(meaning.text) ? scene.catalog.aisles() : []);
  const arbitrated = arbitrate(ruled, guesses, meaning, state, match);
  const plan =
    scene.finder && doubtable(arbitrated, meaning)
      ? asGoods(readingOf(scene, { plan: arbitrated, ruled, guesses, meaning }, match))
      : arbitrated;
  scene.watch?.planned({ ruled, arbitrated, taken: plan }, guesses);
  if (!scene.finder || !mayGoOn(arbitrated, meaning, state)) return { plan, match };
  const reading = followUp(scene, scene.finder, { plan: arbitrated, meaning, guesses, match }, state);
  scene.onFollowUp?.(reading);
  const goesOn = goneOn(scene, arbitrated, meaning, state, reading);
  const taken = goesOn.act === 'new' && plan.kind === 'product' ? plan : goesOn.plan;
  scene.watch?.wentOn(reading.readings, taken);
  return { plan: taken, match, goesOn };
}

function readingOf(
  scene: Scene,
  read: Pick<GoodsReading, 'plan' | 'ruled' | 'guesses' | 'meaning'>,
  match: KnowledgeMatch | undefined,
): GoodsReading {
  const { text, lang } = read.meaning;
  const reading = {
    ...read,
    finding: scene.finder!.find(text, lang),
    entry: match?.score ?? 0,
    entryWords: match?.words ?? 0,
  };
  scene.onDoubt?.(reading);
  return reading;
}

/** Of entries that fit about as well, the one of the kind that the question's form asks for. */
const FORM_COUNTS = 0.2;
const LEANING = 0.25;

function likeliest(
  matches: readonly KnowledgeMatch[],
  meaning: Meaning,
  guesses: readonly Guess[],
): KnowledgeMatch | undefined {
  const value = ({ entry, score }: KnowledgeMatch): number =>
    score + FORM_COUNTS * (guesses.find((g) => g.intent === intentOfTopic(entry, meaning))?.p ?? 0);
  const best = [...matches].sort((a, b) => value(b) - value(a))[0];
  // The topic counts as far as the form asks for what entries answer: 'any Weetabix' has a nearest topic too.
  const lean = Math.min(
    1,
    guesses.reduce((sum, { intent, p }) => sum + (/^(?:store|howto|member)/.test(intent) ? p : 0), 0) /
      LEANING,
  );
  return best && { ...best, score: best.words + (best.score - best.words) * lean };
}

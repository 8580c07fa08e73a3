import type { ControlKind } from '../../contract';
import { fitOf, intentOfTopic, type KnowledgeIndex, type KnowledgeMatch } from '../answer/knowledge';
import type { Scene } from '../answer/draft';
import type { GoodsFinder } from '../find/finder';
import type { Guess } from '../understand/classify/classifier';
import type { Meaning } from '../understand/understand';
import { asEntry, couldBeEntry, entryMayBeMeant, type EntryReading } from './about-entries';
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
  const near = scene.finder?.entries.near(meaning.text, meaning.lang);
  const matches = byForm(knowledge.match(meaning.text, 5, near), meaning, guesses);
  const match = leaning(matches[0], guesses);
  const aisles = /\d/.test(meaning.text) ? scene.catalog.aisles() : [];
  const first = decide(meaning, state, match, aisles);
  const ruled = steersByChance(first, meaning, guesses)
    ? decide(withoutSteering(meaning), state, match, aisles)
    : first;
  const arbitrated = arbitrate(ruled, guesses, meaning, state, match);
  const entry =
    scene.finder && entryMayBeMeant(arbitrated, meaning)
      ? entryOf(scene, scene.finder, {
          plan: arbitrated,
          meaning,
          matches,
          guesses,
          discussed: state.focus !== undefined,
        })
      : undefined;
  const goods = (): Plan =>
    scene.finder && doubtable(arbitrated, meaning)
      ? asGoods(readingOf(scene, { plan: arbitrated, ruled, guesses, meaning }, match))
      : arbitrated;
  const plan = entry ?? goods();
  scene.watch?.planned({ ruled, arbitrated, taken: plan }, guesses);
  if (entry) return { plan, match: entry.match };
  if (!scene.finder || !mayGoOn(arbitrated, meaning, state)) return { plan, match };
  const reading = followUp(scene, scene.finder, { plan: arbitrated, meaning, guesses, match }, state);
  scene.onFollowUp?.(reading);
  const goesOn = goneOn(scene, arbitrated, meaning, state, reading);
  const taken = goesOn.act === 'new' && plan.kind === 'product' ? plan : goesOn.plan;
  scene.watch?.wentOn(reading.readings, taken);
  return { plan: taken, match, goesOn };
}

/** Below this share of the form of a question its words of steering are part of something else … */
const STEERS = 0.12;
/** … where so much more is said beside them. */
const BESIDE = 3;
/** What is heeded whatever the form: a stop, a call for help, and answers to the terminal's own question. */
const HEEDED: readonly ControlKind[] = ['stop', 'help', 'yes', 'no'];

/** 'why is there a white sticker in Chinese on it': words of steering in a long question about something else. */
function steersByChance(plan: Plan, { cues, text }: Meaning, guesses: readonly Guess[]): boolean {
  if (plan.kind !== 'control' || HEEDED.includes(plan.control)) return false;
  const steers = guesses.reduce((sum, { intent, p }) => sum + (intent.startsWith('control') ? p : 0), 0);
  const said = cues.filter((cue) => cue.tag.startsWith('control:')).map((cue) => cue.end - cue.start);
  return steers < STEERS && text.length > (1 + BESIDE) * Math.max(...said);
}

function withoutSteering(meaning: Meaning): Meaning {
  const cues = meaning.cues.filter((cue) => !cue.tag.startsWith('control:'));
  return { ...meaning, cues, tags: new Set(cues.map((cue) => cue.tag)) };
}

function entryOf(
  scene: Scene,
  finder: GoodsFinder,
  reading: EntryReading,
): Extract<Plan, { kind: 'knowledge' }> | undefined {
  const { text, lang } = reading.meaning;
  const by = finder.evidenced(lang) === 'student' ? 'student' : 'encoders';
  if (!scene.onEntry && !couldBeEntry(reading, by)) return undefined;
  const whole = { ...reading, finding: finder.find(text, lang) };
  scene.onEntry?.(whole);
  return asEntry(whole, by);
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

function byForm(
  matches: readonly KnowledgeMatch[],
  meaning: Meaning,
  guesses: readonly Guess[],
): KnowledgeMatch[] {
  const value = (match: KnowledgeMatch): number =>
    fitOf(match) +
    FORM_COUNTS * (guesses.find((g) => g.intent === intentOfTopic(match.entry, meaning))?.p ?? 0);
  return [...matches].sort((a, b) => value(b) - value(a));
}

function leaning(best: KnowledgeMatch | undefined, guesses: readonly Guess[]): KnowledgeMatch | undefined {
  // The topic counts as far as the form asks for what entries answer: 'any Weetabix' has a nearest topic too.
  const lean = Math.min(
    1,
    guesses.reduce((sum, { intent, p }) => sum + (/^(?:store|howto|member)/.test(intent) ? p : 0), 0) /
      LEANING,
  );
  return best && { ...best, score: best.words + (best.score - best.words) * lean };
}

import { isEmergencyPlace, nearestPlace } from '../../contract';
import type { Draft, Scene } from '../answer/draft';
import { alarmAnswer, emergencyPlaceAnswer, sellsFireEquipment } from '../answer/emergency-answers';
import { intentOfTopic, type KnowledgeIndex, type KnowledgeMatch } from '../answer/knowledge';
import { offerEndAnswer, promotionListAnswer } from '../answer/offer-answers';
import { aisleAnswer } from '../answer/product-answers';
import { facilityAnswer, hoursAnswer, knowledgeAnswer, unknownStoreAnswer } from '../answer/store-answers';
import { handoffAnswer, missedAnswer, outOfScopeAnswer, smalltalkAnswer } from '../answer/talk-answers';
import type { LinearClassifier } from '../understand/classify/classifier';
import { emergencyPlaceNamed, isFireEquipment } from '../understand/emergency-places';
import { hasForm } from '../understand/forms';
import type { Meaning } from '../understand/types';
import { allergyIn } from './allergy';
import { planFor, type Planned } from './plan';
import { respondProduct } from './respond';
import type { Conversation } from './state';
import { steer } from './steer';
import type { Plan } from './types';

/** How well an entry must fit, in [0,1], to tell of parking (`npm run eval:answers -- dev`). */
const TELLS_PARKING = 0.4;

/** What an utterance is answered, once no cry and no tap decides. `onlyGoods`: words of danger in it name goods. */
export function respond(
  scene: Scene,
  meaning: Meaning,
  state: Conversation,
  { knowledge, classifier }: { knowledge: KnowledgeIndex; classifier: LinearClassifier },
  onlyGoods: boolean,
): Draft {
  const { watch } = scene;
  watch?.understood(meaning);
  if (meaning.text === '') {
    watch?.rule('nothing_said');
    return missedAnswer(scene.lang);
  }
  // To somebody who is allergic, and about what somebody is allergic to, nothing is guessed: the store's own
  // words alone name goods.
  if (state.allergy || allergyIn(meaning)) scene = { ...scene, finder: undefined };
  if (onlyGoods) meaning = withoutCues(meaning, (tag) => tag === 'unsafe');
  const place = emergencyPlaceNamed(meaning.text);
  if (place && !meansGoods(scene, meaning, place)) {
    watch?.rule('emergency_place');
    return emergencyPlaceAnswer(scene, place.place, meaning.tags.has('nav') && !meaning.tags.has('where'));
  }
  if (place) meaning = withoutCues(meaning, isEmergencyFacility);
  const offers = hasForm(meaning.text, 'whenItEnds') ? (state.lastAnswer?.facts?.promotions ?? []) : [];
  const end = offerEndAnswer(scene, offers);
  if (end) {
    watch?.rule('offer_end');
    return end;
  }
  const guesses = classifier
    .guess(meaning.form, meaning.text)
    .filter(({ intent }) => !(onlyGoods && intent === 'handoff.unsafe'));
  return answerPlanned(scene, planFor(scene, meaning, state, knowledge, guesses), meaning, state);
}

function withoutCues(meaning: Meaning, drop: (tag: string) => boolean): Meaning {
  const cues = meaning.cues.filter((cue) => !drop(cue.tag));
  return { ...meaning, cues, tags: new Set(cues.map((cue) => cue.tag)) };
}

const isEmergencyFacility = (tag: string): boolean =>
  tag.startsWith('facility:') && isEmergencyPlace(tag.slice('facility:'.length));

/** Fire equipment that is to be bought rather than found on the wall. */
function meansGoods(
  scene: Scene,
  meaning: Meaning,
  { place, toBuy, mayBuy }: NonNullable<ReturnType<typeof emergencyPlaceNamed>>,
): boolean {
  if (toBuy) return true;
  if (!isFireEquipment(place)) return false;
  const here = nearestPlace(scene.catalog.map(), place) !== undefined;
  return (mayBuy || !here) && sellsFireEquipment(scene.catalog, meaning.text);
}

function answerPlanned(
  scene: Scene,
  { plan, match, goesOn }: Planned,
  meaning: Meaning,
  state: Conversation,
): Draft {
  switch (plan.kind) {
    case 'handoff':
      return plan.reason === 'unsafe'
        ? alarmAnswer(scene.lang, 'danger', scene.catalog)
        : handoffAnswer(scene.lang, plan.reason);
    case 'control':
      return steer(scene, plan, state);
    case 'smalltalk':
      return smalltalkAnswer(scene.lang, plan.what);
    case 'out_of_scope':
      return meaning.tags.has('oos') || meaning.tags.has('outside') || meaning.tags.has('inject')
        ? outOfScopeAnswer(scene.lang)
        : missedAnswer(scene.lang);
    case 'promotions':
      return promotionListAnswer(scene, plan.coupons);
    case 'product':
      return {
        ...respondProduct(
          scene,
          plan,
          meaning,
          goesOn?.act === 'new' ? { ...state, focus: undefined } : state,
          goesOn?.subject,
        ),
        wish: goesOn?.wish ?? meaning.text,
      };
    default:
      return answerOfStore(scene, plan, match, meaning);
  }
}

type StorePlan = Extract<
  Plan,
  { kind: 'hours' | 'parking' | 'facility' | 'knowledge' | 'unknown_store' | 'aisle' }
>;

/** What the store itself is asked. */
function answerOfStore(
  scene: Scene,
  plan: StorePlan,
  match: KnowledgeMatch | undefined,
  meaning: Meaning,
): Draft {
  switch (plan.kind) {
    case 'hours':
      return hoursAnswer(scene, meaning, match);
    case 'parking':
      return match && match.score >= TELLS_PARKING
        ? { ...knowledgeAnswer(scene, meaning, match), intent: 'store.parking' }
        : unknownStoreAnswer(scene, 'store.parking');
    case 'facility':
      return facilityAnswer(scene, plan.facility, match, plan.lead ? 'navigate' : 'store.facility');
    case 'knowledge':
      return intentOfTopic(plan.match.entry, meaning) === 'store.hours'
        ? hoursAnswer(scene, meaning, plan.match)
        : knowledgeAnswer(scene, meaning, plan.match);
    case 'unknown_store':
      return unknownStoreAnswer(scene, plan.intent);
    case 'aisle':
      return aisleAnswer(scene, plan.aisle, plan.lead);
  }
}

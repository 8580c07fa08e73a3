import {
  ifUnderstood,
  isEmergencyPlace,
  nearestPlace,
  textIn,
  understoodAs,
  type Answer,
  type Catalog,
  type FindingTrace,
  type Intent,
  type ItemCard,
  type Lang,
  type LocalizedText,
  type Product,
  type SentenceEncoder,
  type Shelf,
  type TurnTrace,
  type Unanswered,
  type Understood,
  type Utterance,
} from '../contract';
import { sayStaleness } from './answer/staleness';
import { commandsOf, deskOf } from './answer/commands';
import { MAX_ITEMS, type Draft, type Scene } from './answer/draft';
import { findingOf } from './decision/decided-subject';
import {
  alarmAnswer,
  emergencyNumberAnswer,
  emergencyPlaceAnswer,
  sellsFireEquipment,
} from './answer/emergency-answers';
import { intentOfTopic, KnowledgeIndex } from './answer/knowledge';
import { inForce } from './answer/pricing';
import { aisleAnswer, pricingOf, stockLevel } from './answer/product-answers';
import {
  amenityById,
  facilityAnswer,
  hoursAnswer,
  knowledgeAnswer,
  tappedPlaceAnswer,
  unknownStoreAnswer,
} from './answer/store-answers';
import { resolveParts, type Subject } from './answer/subject';
import {
  controlAnswer,
  handoffAnswer,
  missedAnswer,
  outOfScopeAnswer,
  smalltalkAnswer,
} from './answer/talk-answers';
import { localTime } from './answer/time';
import type { GoodsReading } from './dialog/about-goods';
import type { Plan } from './dialog/decide';
import type { FollowUp } from './dialog/follow-up/types';
import { goodsWords, withoutPrivate } from './dialog/goods-words';
import { explainFinding } from './find/explain';
import { Learning } from './find/learning';
import { planFor } from './dialog/plan';
import { allergyIn, answerFor, leadTo, respondProduct } from './dialog/respond';
import { heedAllergy } from './dialog/heed';
import { allergyOf, remember } from './dialog/remember';
import { newConversation, type Conversation } from './dialog/state';
import { CueLexicon } from './understand/cue-lexicon';
import { languageOf, readable } from './understand/clean';
import type { Question } from './understand/types';
import { Homophones } from './understand/homophones';
import { LinearClassifier } from './understand/classify/classifier';
import intentModel from './understand/classify/intents.json';
import topicModel from './understand/classify/topics.json';
import { featuresOf } from './understand/classify/features';
import { alarmOf } from './alarm';
import { TurnWatch } from './trace';
import { emergencyPlaceNamed, isFireEquipment } from './understand/emergency-places';
import { understand, type Meaning } from './understand/understand';
import { words } from './understand/words';

export interface EngineOptions {
  /** The catalog in force now; undefined while there is none. */
  catalog: () => Catalog | undefined;
  clock: () => Date;
  /** Told of every utterance that went unanswered: what was understood of it, never what was said. */
  onUnanswered?: (record: Unanswered) => void;
  /**
   * What sentences mean; absent while it is being opened: goods are then found by letters, sounds and words
   * of kinds.
   */
  encoder?: () => SentenceEncoder | undefined;
  /** Where what was learnt of a catalog is kept for the next start. */
  shelf?: Shelf;
  /** Told of every reading that is weighed against goods: for training. */
  onDoubt?: (reading: GoodsReading) => void;
  /** Told of every sentence that may go on from what was said before: for training. */
  onFollowUp?: (reading: FollowUp) => void;
  /**
   * Told of every turn why it was answered so. It holds what was said: whoever keeps it keeps `noteOf` it
   * only.
   */
  onTrace?: (trace: TurnTrace) => void;
  /** A stock count older than this is told with a warning. */
  staleAfterMs?: number;
}

export interface Engine {
  /** Answers anything: never throws, whatever the text. Changes the conversation. */
  ask(utterance: Utterance, conversation: Conversation): Answer;
  newConversation(): Conversation;
  /**
   * What would be answered to an utterance by itself. No shopper asked it: nobody is told that it went
   * unanswered.
   */
  dryRun(utterance: Utterance): Answer;
  /**
   * Compiles the cues and the store's knowledge for the catalog in force and loads the dictionaries (about
   * half a second), so that the first shopper does not wait for it.
   */
  warm(): void;
  /**
   * Reads what the names of the catalog in force mean, so that goods are found by whatever they are called;
   * takes seconds, in the background. Answers go on meanwhile by the store's own words. Rejects with
   * `unavailable` where the encoder fails.
   */
  learn(): Promise<void>;
  /**
   * What a wish may mean among the goods, with all evidence; undefined where goods are not found by all
   * evidence now.
   */
  find(wish: string, lang?: Lang): FindingTrace | undefined;
  /** Whether goods are found by all evidence, are about to be, or without what they mean. */
  finding(): 'full' | 'learning' | 'plain';
  /** What the screen shows beside the answer. */
  cards(answer: Answer): ItemCard[];
  cardsFor(gtins: readonly string[], alternatives?: ReadonlySet<string>): ItemCard[];
  /** What is on offer now. */
  offers(): { cards: ItemCard[]; promotions: { id: string; title: LocalizedText }[] };
}

const DEFAULT_STALE_MS = 36 * 3_600_000;
/** Answers in a row that missed before a person is called. */
const MISSES = 2;
const OFFER_CARDS = 60;
/** A kind counts as asked for that is at least so likely. */
const KIND_WANTED = 0.5;

/** The answer engine: an utterance, a conversation and the catalog in, an answer out. */
export function createEngine(options: EngineOptions): Engine {
  let dry = false;
  let cues: CueLexicon | undefined;
  let classifier: LinearClassifier | undefined;
  let homophones: Homophones | undefined;
  let indexed: { catalog: Catalog; knowledge: KnowledgeIndex } | undefined;
  const learning = new Learning(options.catalog, () => options.encoder?.(), options.shelf);
  const staleAfterMs = options.staleAfterMs ?? DEFAULT_STALE_MS;

  /** The general cues and the store's knowledge, compiled once a catalog. */
  function knowledgeOf(catalog: Catalog): KnowledgeIndex {
    cues ??= new CueLexicon(catalog.sounds.bind(catalog));
    homophones ??= new Homophones(catalog.sounds.bind(catalog));
    const features = (text: string): number[] => featuresOf(text, catalog.sounds.bind(catalog));
    classifier ??= new LinearClassifier(intentModel, features);
    if (indexed?.catalog !== catalog)
      indexed = {
        catalog,
        knowledge: new KnowledgeIndex(catalog, cues, new LinearClassifier(topicModel, features)),
      };
    return indexed.knowledge;
  }

  function warm(): void {
    const catalog = options.catalog();
    if (!catalog) return;
    knowledgeOf(catalog);
    // The general dictionaries load with the first words that need them.
    catalog.dictionaryWords(catalog.fold('電視 where'));
  }

  function ask(utterance: Utterance, conversation: Conversation): Answer {
    const watch = new TurnWatch();
    const catalog = options.catalog();
    const now = options.clock();
    const fallback = understoodAs(conversation.fixedLang ?? conversation.lang ?? utterance.lang ?? 'zh');
    let draft: Draft;
    let lang: Lang =
      conversation.fixedLang ?? utterance.lang ?? languageOf(readable(utterance.text), fallback);
    const alarm =
      utterance.gtin === undefined && utterance.facility === undefined
        ? alarmOf(utterance.text, catalog)
        : {};
    if (alarm.cry) {
      watch.rule('alarm');
      draft = alarmAnswer(lang, alarm.cry, catalog, alarm.numbers);
    } else if (alarm.numbers) {
      watch.rule('emergency_number');
      draft = emergencyNumberAnswer(lang, alarm.numbers, catalog);
    } else if (!catalog) {
      watch.rule('no_catalog');
      draft = {
        intent: 'out_of_scope',
        abstained: true,
        text:
          lang === 'zh'
            ? '商品资料还在准备，请稍后再问。'
            : 'The catalog is still being prepared. Please ask again shortly.',
      };
    } else {
      const knowledge = knowledgeOf(catalog);
      const hasFocus = conversation.focus !== undefined;
      const meaning = watch.timed('understand', () =>
        understand(readAs(utterance), {
          catalog,
          cues: cues!,
          homophones: homophones!,
          fallback,
          harmless: alarm.onlyGoods ?? false,
          hasFocus,
        }),
      );
      lang = conversation.fixedLang ?? wordedIn(utterance, meaning.lang);
      const scene: Scene = {
        catalog,
        lang,
        now,
        staleAfterMs,
        finder: watch.over(learning.finderFor(catalog)),
        onDoubt: options.onDoubt,
        onFollowUp: options.onFollowUp,
        watch,
      };
      const picked = utterance.gtin === undefined ? undefined : catalog.product(utterance.gtin);
      const tapped = utterance.facility === undefined ? undefined : amenityById(catalog, utterance.facility);
      if (tapped) watch.rule('tapped_place');
      else if (picked) watch.rule('tapped_item');
      if (tapped)
        draft = tappedPlaceAnswer(
          { ...scene, lang: (lang = conversation.fixedLang ?? utterance.lang ?? fallback) },
          tapped,
        );
      else
        draft = picked
          ? answerFor(
              { ...scene, lang: (lang = conversation.fixedLang ?? utterance.lang ?? fallback) },
              { kind: 'product', intent: 'product.location' },
              pickedSubject(picked),
              EMPTY,
              conversation,
            )
          : {
              ...respond(scene, meaning, conversation, knowledge, classifier!, alarm.onlyGoods === true),
              allergy: allergyIn(meaning),
            };
      if (draft.miss && conversation.misses + 1 >= MISSES) {
        watch.rule('repeated_failure');
        record(catalog, meaning.text, lang, 'repeated_failure', draft, now);
        draft = { ...handoffAnswer(lang, 'repeated_failure'), allergy: draft.allergy };
      }
    }
    if (catalog && draft.unanswered) record(catalog, utterance.text, lang, draft.unanswered, draft, now);
    if (catalog)
      draft = heedAllergy({ catalog, lang, now, staleAfterMs }, draft, allergyOf(conversation, draft));
    if (catalog) draft = sayStaleness({ catalog, lang, now, staleAfterMs }, draft);
    const answer = finish(
      utterance,
      draft,
      draft.lang ?? lang,
      catalog && { catalog, lang: draft.lang ?? lang, now, staleAfterMs },
      watch.elapsed(),
    );
    if (!dry) options.onTrace?.(watch.trace(utterance.text, draft, answer, now));
    remember(conversation, draft, answer);
    return answer;
  }

  function dryRun(utterance: Utterance): Answer {
    dry = true;
    try {
      return ask(utterance, newConversation());
    } finally {
      dry = false;
    }
  }

  function find(wish: string, lang?: Lang): FindingTrace | undefined {
    const catalog = options.catalog();
    const finder = catalog && learning.finderFor(catalog);
    if (!finder) return undefined;
    knowledgeOf(catalog);
    const known = ifUnderstood(lang);
    const fallback = known ?? languageOf(readable(wish), 'zh');
    const meaning = understand(
      { text: wish, lang: known },
      { catalog, cues: cues!, homophones: homophones!, fallback, hasFocus: false },
    );
    return explainFinding(
      findingOf(finder, resolveParts(catalog, meaning), meaning),
      meaning.text,
      meaning.lang,
    );
  }

  function record(
    catalog: Catalog,
    text: string,
    lang: Lang,
    reason: Unanswered['reason'],
    draft: { intent: Intent; items?: Draft['items'] },
    now: Date,
  ): void {
    if (dry || !options.onUnanswered) return;
    const near = catalog.products((draft.items ?? []).slice(0, MAX_ITEMS).map(({ gtin }) => gtin));
    const kinds = [...new Set(near.map((product) => product.categoryZh.join(' > ').slice(0, 80)))].slice(
      0,
      5,
    );
    options.onUnanswered({
      at: now.toISOString(),
      lang,
      reason,
      intent: draft.intent,
      words: goodsWords(catalog, text),
      kinds,
      ...wantedOf(catalog, text, lang, reason),
      said: words(catalog.fold(readable(text))).length,
    });
  }

  /** The kind of goods that was asked for where it is known and nothing here is of it. */
  function wantedOf(
    catalog: Catalog,
    text: string,
    lang: Lang,
    reason: Unanswered['reason'],
  ): Pick<Unanswered, 'wanted'> {
    const finder = reason === 'not_carried' ? learning.finderFor(catalog) : undefined;
    const folded = catalog.fold(readable(text));
    const open = withoutPrivate(folded);
    const lacking = finder?.find(open, understoodAs(lang)).kinds.find(({ p }) => p >= KIND_WANTED);
    // A kind that is called like what was private would tell it: 'school_uniform' of a child's school.
    const tells = lacking?.kind.id
      .split('_')
      .some((word) => word.length > 3 && folded.includes(word) && !open.includes(word));
    return lacking && !lacking.carried && !tells ? { wanted: [lacking.kind.id] } : {};
  }

  function cardsFor(gtins: readonly string[], alternatives: ReadonlySet<string> = new Set()): ItemCard[] {
    const catalog = options.catalog();
    if (!catalog) return [];
    const scene: Scene = { catalog, lang: 'zh', now: options.clock(), staleAfterMs };
    const { currency } = catalog.store();
    return catalog.products([...gtins]).map((product) => {
      const pricing = pricingOf(scene, product);
      return {
        gtin: product.gtin,
        name: product.name,
        brand: product.brand,
        size: product.size,
        category: { zh: product.categoryZh.at(-1) ?? '', en: product.categoryEn.at(-1) ?? '' },
        price: product.price,
        offerPrice: pricing.offerPrice,
        offerTitle: pricing.offer?.title,
        currency,
        stock: stockLevel(catalog, product.gtin),
        places: catalog.locations(product.gtin),
        alternative: alternatives.has(product.gtin),
      };
    });
  }

  return {
    ask,
    newConversation,
    dryRun,
    warm,
    learn: () => learning.learn(),
    find,
    finding: () => learning.state(),
    cardsFor,
    cards: (answer) =>
      cardsFor(
        answer.items.map((item) => item.gtin),
        new Set(answer.items.filter((item) => item.alternative).map((item) => item.gtin)),
      ),
    offers: () => {
      const catalog = options.catalog();
      if (!catalog) return { cards: [], promotions: [] };
      const active = catalog.promotions().filter((p) => inForce(p, options.clock()));
      const gtins = new Set<string>();
      for (const promotion of active) {
        for (const gtin of promotion.gtins) gtins.add(gtin);
        if (promotion.categoryZh && gtins.size < OFFER_CARDS)
          for (const product of catalog.productsIn(promotion.categoryZh, OFFER_CARDS))
            gtins.add(product.gtin);
      }
      return {
        cards: cardsFor([...gtins].slice(0, OFFER_CARDS)),
        promotions: active.map(({ id, title }) => ({ id, title })),
      };
    },
  };
}

function withoutCues(meaning: Meaning, drop: (tag: string) => boolean): Meaning {
  const cues = meaning.cues.filter((cue) => !drop(cue.tag));
  return { ...meaning, cues, tags: new Set(cues.map((cue) => cue.tag)) };
}

function respond(
  scene: Scene,
  meaning: Meaning,
  state: Conversation,
  knowledge: KnowledgeIndex,
  classifier: LinearClassifier,
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
  const goods =
    place &&
    (place.toBuy ||
      (isFireEquipment(place.place) &&
        (place.mayBuy || !nearestPlace(scene.catalog.map(), place.place)) &&
        sellsFireEquipment(scene.catalog, meaning.text)));
  if (place && !goods) {
    watch?.rule('emergency_place');
    return emergencyPlaceAnswer(scene, place.place, meaning.tags.has('nav') && !meaning.tags.has('where'));
  }
  if (place)
    meaning = withoutCues(
      meaning,
      (tag) => tag.startsWith('facility:') && isEmergencyPlace(tag.slice('facility:'.length)),
    );
  const guesses = classifier
    .guess(meaning.form, meaning.text)
    .filter(({ intent }) => !(onlyGoods && intent === 'handoff.unsafe'));
  const { plan, match, goesOn } = planFor(scene, meaning, state, knowledge, guesses);
  const fits = match && match.score >= 0.4 ? match : undefined;
  switch (plan.kind) {
    case 'handoff':
      return plan.reason === 'unsafe'
        ? alarmAnswer(scene.lang, 'danger', scene.catalog)
        : handoffAnswer(scene.lang, plan.reason);
    case 'control':
      return control(scene, plan, state);
    case 'smalltalk':
      return smalltalkAnswer(scene.lang, plan.what);
    case 'out_of_scope':
      return meaning.tags.has('oos') || meaning.tags.has('outside') || meaning.tags.has('inject')
        ? outOfScopeAnswer(scene.lang)
        : missedAnswer(scene.lang);
    case 'hours':
      return hoursAnswer(scene, meaning, match);
    case 'parking':
      return fits
        ? { ...knowledgeAnswer(scene, meaning, fits), intent: 'store.parking' }
        : unknownStoreAnswer(scene, 'store.parking');
    case 'facility':
      return facilityAnswer(scene, plan.facility, match, plan.lead ? 'navigate' : 'store.facility');
    case 'knowledge':
      return intentOfTopic(plan.match.entry, meaning) === 'store.hours'
        ? hoursAnswer(scene, meaning, plan.match)
        : knowledgeAnswer(scene, meaning, plan.match);
    case 'unknown_store':
      return unknownStoreAnswer(scene, plan.intent);
    case 'promotions':
      return respondProduct(
        scene,
        { kind: 'product', intent: 'product.promotion' },
        { ...meaning, parts: [], aside: [] },
        { ...state, focus: undefined },
      );
    case 'aisle':
      return aisleAnswer(scene, plan.aisle, plan.lead);
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
  }
}

function control(scene: Scene, plan: Extract<Plan, { kind: 'control' }>, state: Conversation): Draft {
  const base = controlAnswer(scene.lang, plan.control);
  switch (plan.control) {
    case 'repeat':
    case 'back': {
      const again = plan.control === 'repeat' ? state.lastAnswer : state.history.at(-1);
      return again
        ? {
            ...base,
            text: again.text,
            items: again.items,
            candidates: again.candidates,
            actions: plan.control === 'back' ? again.actions : [],
            pending: state.pending,
            focus: undefined,
          }
        : base;
    }
    case 'switch_language': {
      const lang: Lang = plan.lang ?? (scene.lang === 'zh' ? 'en' : 'zh');
      return { ...controlAnswer(lang, 'switch_language'), lang, pending: state.pending };
    }
    case 'yes':
      return accept(scene, state) ?? base;
    case 'no': {
      const pending = state.pending;
      const draft = {
        ...base,
        text:
          pending?.kind === 'confirm'
            ? scene.lang === 'zh'
              ? '好的，请再说一遍您要找什么。'
              : 'Okay. Please tell me again what you are looking for.'
            : base.text,
      };
      return draft;
    }
    case 'louder':
    case 'softer':
    case 'slower':
    case 'faster':
    case 'help':
      return { ...base, pending: state.pending };
    case 'stop':
      return plan.hold
        ? {
            ...base,
            text: scene.lang === 'zh' ? '好的，我等您。' : 'Sure, I’ll wait for you.',
            facts: { ...base.facts, hold: true },
          }
        : base;
    case 'cancel':
    case 'start_over':
      return base;
  }
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
      const products = scene.catalog.products(pending.gtins);
      const subject = {
        products,
        total: products.length,
        label: pending.label,
        how: 'found' as const,
        single: products.length === 1,
        confidence: 1,
      };
      return marked(answerFor(scene, { kind: 'product', intent: pending.intent }, subject, EMPTY, state));
    }
    case 'which':
      return undefined;
    case 'person':
      return marked(handoffAnswer(scene.lang, 'requested'));
  }
}

/** An item that was tapped or scanned. */
function pickedSubject(product: Product): Subject {
  return {
    products: [product],
    total: 1,
    label: textIn(product.name, 'zh'),
    how: 'found',
    single: true,
    confidence: 1,
  };
}

const EMPTY: Meaning = {
  text: '',
  lang: 'zh',
  cues: [],
  tags: new Set(),
  parts: [],
  aside: [],
  loose: [],
  excluded: [],
  allergens: [],
  claims: [],
  absent: [],
  explained: 1,
  form: '',
};

function finish(
  utterance: Utterance,
  draft: Draft,
  lang: Lang,
  scene: Scene | undefined,
  ms: number,
): Answer {
  const control = draft.control;
  const desk = draft.handoff && draft.handoff !== 'unsafe' && scene ? deskOf(scene) : undefined;
  const candidates = (draft.candidates ?? []).slice(0, 3);
  return {
    say: utterance.text,
    lang,
    intent: draft.intent,
    items: (draft.items ?? []).slice(0, MAX_ITEMS),
    ...(draft.scope ? { scope: draft.scope } : {}),
    text: [draft.text, draft.question].filter(Boolean).join(lang === 'zh' ? '' : ' '),
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

/** The question by the rules of its language; where it has none, by what its words look like. */
const readAs = ({ lang, ...utterance }: Utterance): Question => ({ ...utterance, lang: ifUnderstood(lang) });

/** Answers are worded in the language that was read, but for one that isn't understood: that stays. */
const wordedIn = ({ lang }: Utterance, read: Understood): Lang =>
  lang === undefined || ifUnderstood(lang) ? read : lang;

import {
  ifUnderstood,
  understoodAs,
  type Answer,
  type Catalog,
  type FindingTrace,
  type ItemCard,
  type Lang,
  type LocalizedText,
  type SentenceEncoder,
  type Shelf,
  type TurnTrace,
  type Unanswered,
  type Understood,
  type Utterance,
} from '../contract';
import { say } from '../words';
import { alarmOf } from './alarm';
import { sayStaleness } from './answer/staleness';
import type { Draft, Scene } from './answer/draft';
import { alarmAnswer, emergencyNumberAnswer } from './answer/emergency-answers';
import { amenityById, tappedPlaceAnswer } from './answer/store-answers';
import { resolveParts } from './answer/subject';
import { handoffAnswer } from './answer/talk-answers';
import { cardsOf, offersIn } from './cards';
import { findingOf } from './decision/decided-subject';
import { allergyIn } from './dialog/allergy';
import { answerFor } from './dialog/answer-for';
import { respond } from './dialog/answer-plan';
import type { FollowUp } from './dialog/follow-up/types';
import { heedAllergy } from './dialog/heed';
import { allergyOf, remember } from './dialog/remember';
import { newConversation, type Conversation } from './dialog/state';
import { one } from './dialog/subjects';
import type { EntryReading } from './dialog/about-entries';
import type { GoodsReading } from './dialog/types';
import { explainFinding } from './find/explain';
import { Learning } from './find/learning';
import { finish } from './finish';
import { Readers } from './reading';
import { withMeasure } from './scanned';
import { TurnWatch } from './trace';
import { unansweredOf } from './unanswered';
import { languageOf, readable } from './understand/clean';
import { NOTHING_SAID, type Question } from './understand/types';

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
  /** Told of every reading that is weighed against the store's entries: for training. */
  onEntry?: (reading: EntryReading) => void;
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

/** The answer engine: an utterance, a conversation and the catalog in, an answer out. */
export function createEngine(options: EngineOptions): Engine {
  const readers = new Readers();
  const learning = new Learning(options.catalog, () => options.encoder?.(), options.shelf);
  const asking = new Asking(options, readers, learning);
  const cardsFor: Engine['cardsFor'] = (gtins, alternatives) => {
    const catalog = options.catalog();
    return catalog ? cardsOf(asking.scene(catalog, 'zh'), gtins, alternatives) : [];
  };
  return {
    ask: (utterance, conversation) => asking.ask(utterance, conversation, false),
    newConversation,
    dryRun: (utterance) => asking.ask(utterance, newConversation(), true),
    warm: () => {
      const catalog = options.catalog();
      if (catalog) readers.warm(catalog);
    },
    learn: () => learning.learn(),
    find: (wish, lang) => findWish({ catalog: options.catalog(), learning, readers }, wish, lang),
    finding: () => learning.state(),
    cardsFor,
    cards: ({ items }) =>
      cardsFor(
        items.map((item) => item.gtin),
        new Set(items.filter((item) => item.alternative).map((item) => item.gtin)),
      ),
    offers: () => {
      const catalog = options.catalog();
      if (!catalog) return { cards: [], promotions: [] };
      const { gtins, promotions } = offersIn(catalog, options.clock());
      return { cards: cardsFor(gtins), promotions };
    },
  };
}

function findWish(
  { catalog, learning, readers }: { catalog: Catalog | undefined; learning: Learning; readers: Readers },
  wish: string,
  lang: Lang | undefined,
): FindingTrace | undefined {
  const finder = catalog && learning.finderFor(catalog);
  if (!finder) return undefined;
  const known = ifUnderstood(lang);
  const fallback = known ?? languageOf(readable(wish), 'zh');
  const meaning = readers.of(catalog).understand({ text: wish, lang: known }, { fallback, hasFocus: false });
  return explainFinding(
    findingOf(finder, resolveParts(catalog, meaning), meaning),
    meaning.text,
    meaning.lang,
  );
}

/** One turn, as far as it has come. */
interface Turn {
  readonly utterance: Utterance;
  readonly conversation: Conversation;
  readonly now: Date;
  readonly watch: TurnWatch;
  /** The language where the words tell none. */
  readonly fallback: Understood;
}

/** What is answered, and in which language where the draft sets none. */
interface Told {
  readonly draft: Draft;
  readonly lang: Lang;
  /** The utterance as it was read; absent where a rule decided before. */
  readonly read?: string;
}

/** Answers turns. */
class Asking {
  constructor(
    private readonly options: EngineOptions,
    private readonly readers: Readers,
    private readonly learning: Learning,
  ) {}

  scene(catalog: Catalog, lang: Lang, now: Date = this.options.clock()): Scene {
    return { catalog, lang, now, staleAfterMs: this.options.staleAfterMs ?? DEFAULT_STALE_MS };
  }

  /** `dry`: no shopper asked it; nobody is told of it. */
  ask(utterance: Utterance, conversation: Conversation, dry: boolean): Answer {
    const watch = new TurnWatch();
    const catalog = this.options.catalog();
    const now = this.options.clock();
    const fallback = understoodAs(conversation.fixedLang ?? conversation.lang ?? utterance.lang ?? 'zh');
    const turn: Turn = { utterance, conversation, now, watch, fallback };
    const told = this.told(turn, catalog);
    const { lang } = told;
    let { draft } = told;
    const tell = (text: string, reason: Unanswered['reason'], about: Draft): void => {
      if (!catalog || dry || !this.options.onUnanswered) return;
      const finder = this.learning.finderFor(catalog);
      this.options.onUnanswered(unansweredOf({ text, lang, reason, now }, about, { catalog, finder }));
    };
    if (catalog && draft.miss && conversation.misses + 1 >= MISSES) {
      watch.rule('repeated_failure');
      tell(told.read ?? utterance.text, 'repeated_failure', draft);
      draft = { ...handoffAnswer(lang, 'repeated_failure'), allergy: draft.allergy };
    }
    if (catalog && draft.unanswered) tell(utterance.text, draft.unanswered, draft);
    if (catalog) {
      const scene = this.scene(catalog, lang, now);
      draft = sayStaleness(scene, heedAllergy(scene, draft, allergyOf(conversation, draft)));
    }
    const said = draft.lang ?? lang;
    const answer = finish(utterance, draft, said, catalog && this.scene(catalog, said, now), watch.elapsed());
    if (!dry) this.options.onTrace?.(watch.trace(utterance, draft, answer, now));
    remember(conversation, draft, answer);
    return answer;
  }

  /** A cry and numbers for help first, with or without a catalog; then what was tapped, then what was said. */
  private told(turn: Turn, catalog: Catalog | undefined): Told {
    const { utterance, conversation, watch, fallback } = turn;
    const lang = conversation.fixedLang ?? utterance.lang ?? languageOf(readable(utterance.text), fallback);
    const spoken = utterance.gtin === undefined && utterance.facility === undefined;
    const alarm = spoken ? alarmOf(utterance.text, catalog) : {};
    if (alarm.cry) {
      watch.rule('alarm');
      return { lang, draft: alarmAnswer(lang, alarm.cry, catalog, alarm.numbers) };
    }
    if (alarm.numbers) {
      watch.rule('emergency_number');
      return { lang, draft: emergencyNumberAnswer(lang, alarm.numbers, catalog) };
    }
    if (!catalog) {
      watch.rule('no_catalog');
      const text = say(lang, 'dialog.no_catalog');
      return { lang, draft: { intent: 'out_of_scope', abstained: true, text } };
    }
    return this.toldOf(catalog, turn, alarm.onlyGoods ?? false);
  }

  private toldOf(catalog: Catalog, turn: Turn, onlyGoods: boolean): Told {
    const { utterance, conversation, now, watch, fallback } = turn;
    const reader = this.readers.of(catalog);
    const meaning = watch.timed('understand', () =>
      reader.understand(readAs(utterance), {
        fallback,
        harmless: onlyGoods,
        hasFocus: conversation.focus !== undefined,
      }),
    );
    const scene: Scene = {
      ...this.scene(catalog, conversation.fixedLang ?? wordedIn(utterance, meaning.lang), now),
      finder: watch.over(this.learning.finderFor(catalog)),
      onDoubt: this.options.onDoubt,
      onEntry: this.options.onEntry,
      onFollowUp: this.options.onFollowUp,
      watch,
    };
    const tapped = this.tapped(scene, turn);
    if (tapped) return { ...tapped, read: meaning.text };
    const draft = respond(scene, meaning, conversation, reader, onlyGoods);
    return { lang: scene.lang, draft: { ...draft, allergy: allergyIn(meaning) }, read: meaning.text };
  }

  /** A place or an item that was tapped or scanned. */
  private tapped(scene: Scene, { utterance, conversation, watch, fallback }: Turn): Told | undefined {
    const { catalog } = scene;
    const place = utterance.facility === undefined ? undefined : amenityById(catalog, utterance.facility);
    const item = utterance.gtin === undefined ? undefined : catalog.product(utterance.gtin);
    const lang = conversation.fixedLang ?? utterance.lang ?? fallback;
    if (place) {
      watch.rule('tapped_place');
      return { lang, draft: tappedPlaceAnswer({ ...scene, lang }, place) };
    }
    if (!item) return undefined;
    watch.rule('tapped_item');
    const plan = { kind: 'product', intent: 'product.location' } as const;
    const draft = answerFor({ ...scene, lang }, plan, one(item), NOTHING_SAID, conversation);
    return { lang, draft: withMeasure(draft, utterance.measure, { ...scene, lang }, item) };
  }
}

/** The question by the rules of its language; where it has none, by what its words look like. */
const readAs = ({ lang, ...utterance }: Utterance): Question => ({ ...utterance, lang: ifUnderstood(lang) });

/** Answers are worded in the language that was read, but for one that isn't understood: that stays. */
const wordedIn = ({ lang }: Utterance, read: Understood): Lang =>
  lang === undefined || ifUnderstood(lang) ? read : lang;

import {
  inUnderstood,
  type Allergen,
  type Facts,
  type Lang,
  type Product,
  type Verdict,
} from '../../contract';
import { chain, say, sentence, sentences } from '../../words';
import type { AskedAllergen } from '../understand/allergen-words';
import { allergenTable } from '../understand/tables/allergens';
import { allergenIn, allergensIn, type AllergenFinding } from './allergens';
import { candidatesOf, itemsOf, type Draft, type Scene } from './draft';
import { countsText, nameOf, perhaps } from './phrases';
import { focusOn, severalText, subjectName, whichAnswer } from './product-answers';
import type { Allergy } from '../dialog/state';
import { recommendAnswer } from './recommend';
import type { Subject, Wish } from './types';
import { allergenTally, everyItem, LOOKED_AT, worstOf, type Tally } from './verdicts';

/**
 * Allergens: what may be said of one item, of a kind, and what may be suggested to somebody who is allergic.
 */

export interface AllergenQuestion {
  asked: readonly AskedAllergen[];
  /** Somebody's allergy to what the feed has no column for. */
  other?: string;
  /** Somebody is allergic: nothing is shown of a kind that isn't declared free. */
  allergic: boolean;
}

/** What the asked allergens are called, together. */
function namesOf(asked: readonly AskedAllergen[], lang: Lang): string {
  return chain(
    asked.map((a) => (lang === 'zh' ? a.nameZh : a.nameEn)),
    lang,
    'allergens.next',
  );
}

/** What was asked about, as facts. */
export function allergensAsked(
  asked: readonly AskedAllergen[],
  other?: string,
): Pick<Facts, 'allergen' | 'allergens' | 'other_allergen'> {
  const keys = asked.map(({ key }) => key);
  const word = other?.slice(0, 40);
  return {
    allergen: [...keys, ...(word === undefined ? [] : [word])].join('|'),
    ...(keys.length > 0 && { allergens: keys }),
    ...(word !== undefined && { other_allergen: word }),
  };
}

const membersOf = (asked: readonly AskedAllergen[]): Allergen[] => asked.flatMap((a) => a.members);

export function allergenAnswer(
  scene: Scene,
  subject: Subject,
  { asked, other, allergic }: AllergenQuestion,
): Draft {
  const { lang, catalog } = scene;
  if (asked.length === 0)
    return other === undefined ? allAllergens(scene, subject) : otherAllergenAnswer(scene, subject, other);
  if (subject.products.length === 1 && subject.total <= 1) {
    const product = subject.products[0]!;
    const finding = allergensIn(product, membersOf(asked));
    return {
      ...about(scene, subject),
      asked: [...asked],
      text: findingText(scene, nameOf(product, lang), namesOf(asked, lang), finding),
      facts: { ...allergensAsked(asked), verdict: finding.verdict, source: finding.source },
    };
  }
  const tally = allergenTally(catalog, subject, membersOf(asked));
  const named = { ...subject, label: subjectName(scene, subject) };
  const draft = whichAnswer(
    scene,
    named,
    'product.allergen',
    severalText(scene, named, tallyText(lang, namesOf(asked, lang), tally)),
  );
  const shown = allergic ? shownTo(scene, tally.good, draft) : draft;
  return { ...shown, asked: [...asked], facts: { ...factsOf(asked, tally), verdict: worstOf(tally) } };
}

/** So many items at most are told apart by size alone. */
const SIZES_OF_ONE = 3;

/** The draft with nothing in it that isn't declared free. */
function shownTo(scene: Scene, free: readonly Product[], draft: Draft): Draft {
  // The sizes of one thing that was named: they are what the answer is about, and it says that none is free.
  const named = free.length === 0 && (draft.scope?.count ?? 0) <= SIZES_OF_ONE;
  const shown = named
    ? draft
    : {
        ...draft,
        items: itemsOf(scene.catalog, free),
        candidates: candidatesOf(scene, free),
        options: free.slice(0, 60).map((p) => p.gtin),
      };
  if (free.length > 0) return shown;
  const { lang } = scene;
  return {
    ...shown,
    pending: { kind: 'person' },
    text: sentences(lang, draft.text, say(lang, 'allergens.none_free')),
    question: say(lang, 'goods.ask.staff'),
  };
}

function factsOf(
  asked: readonly AskedAllergen[],
  { counts, looked, total }: Tally<Verdict>,
): NonNullable<Draft['facts']> {
  return {
    ...allergensAsked(asked),
    verdicts: { ...counts },
    ...(looked < total ? { looked_at: looked } : {}),
  };
}

/** The counts of a kind, each named: '，其中 1 款含花生，6 款可能含花生，3 款没有标明'. */
export function tallyText(lang: Lang, what: string, { counts, total, looked }: Tally<Verdict>): string {
  const part = { part: looked < total, looked };
  if (counts.unknown === looked) return say(lang, 'allergens.tally.none', { ...part, what });
  const all = (['contains', 'may_contain', 'free'] as const).find((verdict) => counts[verdict] === total);
  if (all) return say(lang, 'allergens.tally.all', { verdict: all, what });
  return say(lang, 'tally.counts', { ...part, counts: countsText(counts, lang, TALLY, what) });
}

const TALLY = {
  contains: 'allergens.tally.contains',
  may_contain: 'allergens.tally.may_contain',
  free: 'allergens.tally.free',
  unknown: 'tally.unknown',
} as const;

/** Whether anything of a kind says anything about an allergen; of shampoo nothing may. */
export function saysAny(scene: Scene, subject: Subject, asked: readonly AskedAllergen[]): boolean {
  const { counts, looked } = allergenTally(scene.catalog, subject, membersOf(asked));
  return counts.unknown < looked;
}

/** '看了 30 款，20 款含，4 款没有标明': how many aren't declared free, and why. */
function notFree({ counts, looked, total }: Tally<Verdict>, lang: Lang): string {
  const parts = [
    looked < total ? say(lang, 'allergens.unfit.looked', { n: looked }) : '',
    countsText(counts, lang, UNFIT, ''),
  ];
  return chain(parts.filter(Boolean), lang, 'clause.next');
}

const UNFIT = {
  contains: 'allergens.unfit.contains',
  may_contain: 'allergens.unfit.may_contain',
  unknown: 'tally.unknown',
} as const;

/** What somebody who is allergic may look at: items that are declared free and nothing else, best first. */
export function safeAnswer(
  scene: Scene,
  subject: Subject,
  asked: readonly AskedAllergen[],
  wish: Wish,
  limits: { max?: number; min?: number },
  fits: (products: Product[]) => Product[],
): Draft {
  const { lang, catalog } = scene;
  const tally = allergenTally(catalog, subject, membersOf(asked));
  const facts = factsOf(asked, tally);
  const { free } = tally.counts;
  const products = fits(tally.good);
  const said = {
    name: subjectName(scene, subject),
    n: tally.total,
    what: namesOf(asked, lang),
    free,
    ...perhaps('told', 'others', notFree(tally, lang)),
  };
  const base = {
    facts,
    asked: [...asked],
    scope: {
      ...(subject.category ? { category: subject.category.pathZh.join(' > ') } : {}),
      count: tally.total,
    },
  };
  if (products.length === 0)
    return {
      ...base,
      intent: 'product.recommend',
      items: [],
      abstained: true,
      unanswered: 'abstained',
      pending: { kind: 'person' },
      focus: focusOn(scene, subject),
      text: say(lang, free === 0 ? 'allergens.safe.none' : 'allergens.safe.unfit', said),
      question: say(lang, 'goods.ask.staff'),
    };
  const draft = recommendAnswer(
    scene,
    { ...subject, products, total: products.length, category: undefined, all: undefined, aisle: undefined },
    wish,
    limits,
  );
  return {
    ...draft,
    ...base,
    facts: { ...draft.facts, ...facts },
    items: itemsOf(catalog, catalog.products(draft.options ?? [])),
    text: sentences(
      lang,
      say(lang, 'allergens.safe.some', said),
      draft.text,
      say(lang, 'allergens.go_by_label'),
    ),
  };
}

/** Somebody tells what they are allergic to and asks of nothing yet: what that means for what comes. */
export function notedAnswer({ lang }: Scene, { asked, other }: Allergy): Draft {
  return {
    intent: 'product.allergen',
    text: sentences(
      lang,
      asked.length > 0 ? say(lang, 'allergens.noted', { what: namesOf(asked, lang) }) : undefined,
      other === undefined ? undefined : say(lang, 'allergens.noted_other', { other }),
    ),
    question: say(lang, 'allergens.ask_wish'),
    asked: [...asked],
    facts: asked.length > 0 ? allergensAsked(asked) : {},
  };
}

/** Which item is meant isn't sure: asked back, and nothing said of any. */
export function askWhichAnswer(
  scene: Scene,
  asked: readonly AskedAllergen[],
  near: readonly Product[],
): Draft {
  const { lang } = scene;
  return {
    intent: 'product.allergen',
    asks: true,
    text: say(lang, 'allergens.ask_which', { what: namesOf(asked, lang) }),
    items: [],
    candidates: candidatesOf(scene, near),
    options: near.map((p) => p.gtin),
    asked: [...asked],
    facts: { ...allergensAsked(asked), verdict: 'unknown' },
    pending: { kind: 'which', gtins: near.slice(0, 20).map((p) => p.gtin), intent: 'product.allergen' },
  };
}

/** So many items at most are named with what is in them. */
const NAMED = 3;

/**
 * Which item is meant isn't sure, and each that may be is harmful: that is told with the question. 'Free' waits
 * until it is sure whose; a shopper who is told too soon that something contains it loses nothing.
 */
export function withHarm(
  scene: Scene,
  { products, total }: Subject,
  asked: readonly AskedAllergen[],
  question: Draft,
): Draft {
  if (asked.length === 0 || total > NAMED || products.length === 0) return question;
  const findings = products.map((product) => ({ product, finding: allergensIn(product, membersOf(asked)) }));
  if (findings.some(({ finding: { verdict } }) => verdict !== 'contains' && verdict !== 'may_contain'))
    return question;
  const { lang } = scene;
  const sure = findings.every(({ finding }) => finding.verdict === 'contains');
  return {
    ...question,
    text: sentences(
      lang,
      ...findings.map(({ product, finding }) =>
        findingText(scene, nameOf(product, lang), namesOf(asked, lang), finding),
      ),
    ),
    question: question.text,
    asked: [...asked],
    facts: { ...allergensAsked(asked), verdict: sure ? 'contains' : 'may_contain' },
  };
}

function about(scene: Scene, subject: Subject): Draft {
  return {
    intent: 'product.allergen',
    text: '',
    items: itemsOf(scene.catalog, subject.products),
    focus: focusOn(scene, subject),
    options: subject.products.map((p) => p.gtin),
  };
}

function findingText(scene: Scene, name: string, what: string, finding: AllergenFinding): string {
  const word = finding.source === 'ingredients' ? finding.word : undefined;
  return sentence(scene.lang, `allergens.${finding.verdict}`, {
    name,
    what,
    ...perhaps('named', 'word', word),
  });
}

/**
 * An allergy to something that the feed has no column for: named in the ingredients, or unknown. Nothing of a
 * kind is shown as fit.
 */
function otherAllergenAnswer(scene: Scene, subject: Subject, other: string): Draft {
  const { lang } = scene;
  const single = subject.total <= 1;
  let [looked, named] = [0, 0];
  for (const p of everyItem(scene.catalog, subject)) {
    looked++;
    if (
      `${p.ingredientsZh ?? ''} ${p.ingredientsEn ?? ''} ${inUnderstood(p.name).join(' ')}`
        .toLowerCase()
        .includes(other)
    )
      named++;
  }
  const verdict: Verdict = named > 0 ? 'contains' : 'unknown';
  const said = { name: subjectName(scene, subject), other, n: named, looked };
  const some = single ? say(lang, 'allergens.other.one', said) : say(lang, 'allergens.other.some', said);
  const text = named > 0 ? some : say(lang, 'allergens.other.unknown', said);
  const base = about(scene, subject);
  return {
    ...base,
    ...(single ? {} : { items: [], options: [] }),
    asked: [],
    text,
    facts: {
      ...allergensAsked([], other),
      verdict,
      ...(looked < subject.total ? { looked_at: Math.min(looked, LOOKED_AT) } : {}),
    },
  };
}

const allergenKeys = allergenTable.map((row) => row.allergen);

/** '有什么过敏原': everything the columns say. */
function allAllergens(scene: Scene, subject: Subject): Draft {
  const { lang } = scene;
  if (subject.total > 1) return whichAnswer(scene, subject, 'product.allergen');
  const product = subject.products[0]!;
  const label = (allergen: string): string => {
    const row = allergenTable.find((words) => words.allergen === allergen)!;
    return lang === 'zh' ? row.nameZh : row.nameEn;
  };
  const contains = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'contains');
  const may = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'may_contain');
  const free = product.allergensFreeFrom.filter((a) => allergenIn(product, a).verdict === 'free');
  const name = nameOf(product, lang);
  const listed = (how: 'contains' | 'may_contain' | 'free', list: readonly string[]): string[] =>
    list.length === 0 ? [] : [say(lang, `allergens.all.${how}`, { list: chain(list.map(label), lang) })];
  const said = [...listed('contains', contains), ...listed('may_contain', may), ...listed('free', free)];
  const text =
    said.length === 0
      ? say(lang, 'allergens.all.unknown', { name })
      : sentence(lang, 'allergens.all.told', { name, said: chain(said, lang, 'allergens.all.next') });
  const worst: Verdict = may.length > 0 ? 'may_contain' : 'unknown';
  const verdict: Verdict = contains.length > 0 ? 'contains' : worst;
  return {
    ...about(scene, subject),
    asked: [],
    text,
    facts: { verdict, contains, may_contain: may, free_from: free },
  };
}

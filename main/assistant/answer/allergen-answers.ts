import {
  inUnderstood,
  type Allergen,
  type Facts,
  type Lang,
  type Product,
  type Verdict,
} from '../../contract';
import { capital } from '../../words';
import type { AskedAllergen } from '../understand/allergen-words';
import { allergenTable } from '../understand/tables/allergens';
import { allergenIn, allergensIn, type AllergenFinding } from './allergens';
import { candidatesOf, itemsOf, type Draft, type Scene } from './draft';
import { nameOf } from './phrases';
import { focusOn, subjectName, whichAnswer } from './product-answers';
import type { Allergy } from '../dialog/state';
import { recommendAnswer, type Wish } from './recommend';
import type { Subject } from './types';
import { allergenTally, everyItem, LOOKED_AT, worstOf, type Tally } from './verdicts';

/**
 * Allergens: what may be said of one item, of a kind, and what may be suggested to somebody who is allergic.
 */

const SAFETY_ZH = '过敏严重的话请以包装标签为准。';
const SAFETY_EN = ' If you are allergic, please go by the label.';

export interface AllergenQuestion {
  asked: readonly AskedAllergen[];
  /** Somebody's allergy to what the feed has no column for. */
  other?: string;
  /** Somebody is allergic: nothing is shown of a kind that isn't declared free. */
  allergic: boolean;
}

/** What the asked allergens are called, together. */
function namesOf(asked: readonly AskedAllergen[], lang: Lang): string {
  return asked.map((a) => (lang === 'zh' ? a.nameZh : a.nameEn)).join(lang === 'zh' ? '、' : ' and ');
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
  const draft = whichAnswer(
    scene,
    { ...subject, label: subjectName(scene, subject) },
    'product.allergen',
    tallyText(lang === 'zh', namesOf(asked, lang), tally),
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
  const zh = scene.lang === 'zh';
  const none = zh
    ? '没有一款标明不含，请看包装标签。'
    : ' None is declared free of it: please check the label.';
  return { ...shown, pending: { kind: 'person' }, text: `${draft.text}${none}`, question: callQuestion(zh) };
}

const callQuestion = (zh: boolean): string => (zh ? '要我叫店员吗？' : 'Shall I call a member of staff?');

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
export function tallyText(zh: boolean, what: string, { counts, total, looked }: Tally<Verdict>): string {
  const { contains, may_contain: may, free, unknown } = counts;
  const part = looked < total ? (zh ? `，我看了其中 ${looked} 款` : `; I looked at ${looked} of them`) : '';
  if (unknown === looked)
    return zh ? `${part}，都没有标明是否含${what}` : `${part}; none of them says whether it contains ${what}`;
  if (part === '')
    for (const [all, zhSays, enSays] of [
      [contains, '含', 'all contain'],
      [may, '可能含', 'all may contain'],
      [free, '标明不含', 'all are declared free of'],
    ] as const)
      if (all === total) return zh ? `，都${zhSays}${what}` : `; ${enSays} ${what}`;
  const said = (
    zh
      ? [
          contains > 0 && `${contains} 款含${what}`,
          may > 0 && `${may} 款可能含${what}`,
          free > 0 && `${free} 款标明不含${what}`,
          unknown > 0 && `${unknown} 款没有标明`,
        ]
      : [
          contains > 0 && `${contains} ${contains === 1 ? 'contains' : 'contain'} ${what}`,
          may > 0 && `${may} may contain ${what}`,
          free > 0 && `${free} ${free === 1 ? 'is' : 'are'} declared free of ${what}`,
          unknown > 0 && `${unknown} ${unknown === 1 ? 'does' : 'do'} not say`,
        ]
  ).filter(Boolean);
  return zh ? `${part}，其中 ${said.join('，')}` : `${part}: ${said.join(', ')}`;
}

/** Whether anything of a kind says anything about an allergen; of shampoo nothing may. */
export function saysAny(scene: Scene, subject: Subject, asked: readonly AskedAllergen[]): boolean {
  const { counts, looked } = allergenTally(scene.catalog, subject, membersOf(asked));
  return counts.unknown < looked;
}

/** '20 款含，4 款没有标明': how many aren't declared free, and why. */
function notFree(zh: boolean, { contains, may_contain: may, unknown }: Record<Verdict, number>): string {
  const parts = zh
    ? [
        contains > 0 && `${contains} 款含`,
        may > 0 && `${may} 款可能含`,
        unknown > 0 && `${unknown} 款没有标明`,
      ]
    : [
        contains > 0 && `${contains} ${contains === 1 ? 'contains' : 'contain'} it`,
        may > 0 && `${may} may contain it`,
        unknown > 0 && `${unknown} ${unknown === 1 ? 'does' : 'do'} not say`,
      ];
  return parts.filter(Boolean).join(zh ? '，' : ', ');
}

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
  const zh = lang === 'zh';
  const what = namesOf(asked, lang);
  const tally = allergenTally(catalog, subject, membersOf(asked));
  const facts = factsOf(asked, tally);
  const name = subjectName(scene, subject);
  const { free } = tally.counts;
  const of =
    tally.looked < tally.total ? (zh ? `看了 ${tally.looked} 款，` : `${tally.looked} looked at, `) : '';
  const others = of + notFree(zh, tally.counts);
  const products = fits(tally.good);
  const base = {
    facts,
    asked: [...asked],
    scope: {
      ...(subject.category ? { category: subject.category.pathZh.join(' > ') } : {}),
      count: tally.total,
    },
  };
  if (products.length === 0) {
    const none =
      free === 0
        ? zh
          ? `没有一款标明不含${what}`
          : `none is declared free of ${what}`
        : zh
          ? `标明不含${what}的 ${free} 款都不合您说的条件`
          : `the ${free} that are declared free of ${what} do not fit what you asked for`;
    return {
      ...base,
      intent: 'product.recommend',
      items: [],
      abstained: true,
      unanswered: 'abstained',
      pending: { kind: 'person' },
      focus: focusOn(scene, subject),
      text: zh
        ? `${name}一共 ${tally.total} 款，${none}（${others}），我不敢推荐。请看包装标签。`
        : `Of our ${tally.total} ${name}, ${none} (${others}), so I would rather not suggest one. Please check the label.`,
      question: callQuestion(zh),
    };
  }
  const draft = recommendAnswer(
    scene,
    { ...subject, products, total: products.length, category: undefined, all: undefined, aisle: undefined },
    wish,
    limits,
  );
  const counted = zh
    ? `${name}一共 ${tally.total} 款，标明不含${what}的有 ${free} 款${others && `（${others}）`}。`
    : `Of ${tally.total} ${name}, ${free} ${free === 1 ? 'is' : 'are'} declared free of ${what}${others && ` (${others})`}. `;
  return {
    ...draft,
    ...base,
    facts: { ...draft.facts, ...facts },
    items: itemsOf(catalog, catalog.products(draft.options ?? [])),
    text: `${counted}${draft.text}${zh ? SAFETY_ZH : SAFETY_EN}`,
  };
}

/** Somebody tells what they are allergic to and asks of nothing yet: what that means for what comes. */
export function notedAnswer({ lang }: Scene, { asked, other }: Allergy): Draft {
  const zh = lang === 'zh';
  const what = namesOf(asked, lang);
  const only =
    asked.length > 0
      ? zh
        ? `好的，我只给您推荐标明不含${what}的。`
        : `Noted. I will only suggest what is declared free of ${what}.`
      : '';
  const blind =
    other === undefined
      ? ''
      : zh
        ? `资料里没有“${other}”这一项，请看包装标签或问店员。`
        : `Our data has no entry for “${other}”, so please check the label or ask staff.`;
  return {
    intent: 'product.allergen',
    text: [only, blind].filter(Boolean).join(zh ? '' : ' '),
    question: zh ? '请问您想找什么？' : 'What are you looking for?',
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
  const zh = lang === 'zh';
  const what = namesOf(asked, lang);
  return {
    intent: 'product.allergen',
    asks: true,
    text: zh
      ? `您问的是哪一款？没弄清之前，我不能说它含不含${what}。`
      : `Which one do you mean? Until I know, I can’t say whether it contains ${what}.`,
    items: [],
    candidates: candidatesOf(scene, near),
    options: near.map((p) => p.gtin),
    asked: [...asked],
    facts: { ...allergensAsked(asked), verdict: 'unknown' },
    pending: { kind: 'which', gtins: near.slice(0, 20).map((p) => p.gtin), intent: 'product.allergen' },
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
  const zh = scene.lang === 'zh';
  switch (finding.verdict) {
    case 'contains': {
      const why =
        finding.source === 'ingredients'
          ? zh
            ? `（配料里有“${finding.word}”）`
            : ` (the ingredients name “${finding.word}”)`
          : '';
      return zh ? `${name}含有${what}${why}。` : `${capital(name)} contains ${what}${why}.`;
    }
    case 'may_contain':
      return zh
        ? `${name}可能含有${what}，过敏的话请不要食用。`
        : `${capital(name)} may contain ${what}. Please avoid it if you are allergic.`;
    case 'free':
      return zh
        ? `${name}标明不含${what}。${SAFETY_ZH}`
        : `${capital(name)} is declared free of ${what}.${SAFETY_EN}`;
    case 'unknown':
      return zh
        ? `${name}是否含${what}，资料里没有标明，我不能保证，请看包装标签或问店员。`
        : `Our data does not say whether ${name} contains ${what}, so I can't promise it. Please check the label or ask staff.`;
  }
}

/**
 * An allergy to something that the feed has no column for: named in the ingredients, or unknown. Nothing of a
 * kind is shown as fit.
 */
function otherAllergenAnswer(scene: Scene, subject: Subject, other: string): Draft {
  const zh = scene.lang === 'zh';
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
  const name = subjectName(scene, subject);
  const zhWhich = single ? '' : `里有 ${named} 款`;
  const text =
    named > 0
      ? zh
        ? `${name}${zhWhich}的配料或名称里有“${other}”${single ? '' : '，其余没有标明，请看包装标签'}。`
        : `The ingredients or name of ${single ? name : `${named} of ${looked} ${name}`} mention “${other}”${single ? '' : '; the rest do not say, so please check the label'}.`
      : zh
        ? `${name}是否含${other}，资料里没有标明，我不能保证，请看包装标签或问店员。`
        : `Our data does not say whether ${name} contains ${other}. Please check the label or ask staff.`;
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
  const zh = scene.lang === 'zh';
  if (subject.total > 1) return whichAnswer(scene, subject, 'product.allergen');
  const product = subject.products[0]!;
  const label = (allergen: string): string => {
    const row = allergenTable.find((words) => words.allergen === allergen)!;
    return zh ? row.nameZh : row.nameEn;
  };
  const contains = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'contains');
  const may = allergenKeys.filter((a) => allergenIn(product, a).verdict === 'may_contain');
  const free = product.allergensFreeFrom.filter((a) => allergenIn(product, a).verdict === 'free');
  const name = nameOf(product, scene.lang);
  const join = (list: readonly string[]): string => list.map(label).join(zh ? '、' : ', ');
  const parts = zh
    ? [
        contains.length > 0 ? `含有${join(contains)}` : '',
        may.length > 0 ? `可能含有${join(may)}` : '',
        free.length > 0 ? `标明不含${join(free)}` : '',
      ]
    : [
        contains.length > 0 ? `contains ${join(contains)}` : '',
        may.length > 0 ? `may contain ${join(may)}` : '',
        free.length > 0 ? `is declared free of ${join(free)}` : '',
      ];
  const said = parts.filter(Boolean).join(zh ? '，' : '; ');
  const verdict: Verdict = contains.length > 0 ? 'contains' : may.length > 0 ? 'may_contain' : 'unknown';
  const text =
    said === ''
      ? zh
        ? `${name}的过敏原资料没有标明，请看包装标签或问店员。`
        : `Allergen data for ${name} is not recorded. Please check the label or ask staff.`
      : zh
        ? `${name}${said}，其余没有标明。`
        : `${capital(name)} ${said}. Anything else is not recorded.`;
  return {
    ...about(scene, subject),
    asked: [],
    text,
    facts: { verdict, contains, may_contain: may, free_from: free },
  };
}

import { inUnderstood, type Lang, type Product, type Verdict } from '../../contract';
import { capital, say, sentences } from '../../words';
import { allergensAsked, tallyText } from '../answer/allergen-answers';
import { allergensIn } from '../answer/allergens';
import { candidatesOf, type Draft, type Scene } from '../answer/draft';
import { nameOf } from '../answer/phrases';
import { allergenTally, worstOf } from '../answer/verdicts';
import type { AskedAllergen } from '../understand/allergen-words';
import { carriedOver } from './carried-over';
import { joined } from './joined';
import type { Allergy } from './state';

/**
 * The last step of every answer to somebody who told an allergy, whatever kind of answer it is. What nobody
 * asked for is offered only where it is declared free; what was asked for by name is answered, and what it
 * contains is said first.
 */

/** Nobody asked for an item by name. */
const UNASKED: ReadonlySet<Draft['intent']> = new Set(['product.recommend', 'promotion.list']);
/** So many items are named one by one in a warning; more are counted. */
const NAMED = 3;
const ORDER: readonly Verdict[] = ['free', 'unknown', 'may_contain', 'contains'];

/** The draft as somebody with this allergy may have it; unchanged where none was told or no item is in it. */
export function heedAllergy(scene: Scene, draft: Draft, allergy: Allergy | undefined): Draft {
  if (!allergy) return draft;
  scene = { ...scene, lang: draft.lang ?? scene.lang };
  draft = suggestingOnly(draft, (product) => verdictOf(product, allergy) === 'free');
  const asked = scene.catalog.products(
    (draft.items ?? []).filter(({ alternative }) => !alternative).map(({ gtin }) => gtin),
  );
  const warned = warn(scene, draft, allergy, asked);
  return offeringOnly(scene, warned, allergy, UNASKED.has(draft.intent) ? [] : asked);
}

/** Of what the feed has no column for nothing is known to be free. */
function verdictOf(product: Product, { asked, other }: Allergy): Verdict {
  const { verdict } =
    asked.length > 0
      ? allergensIn(
          product,
          asked.flatMap(({ members }) => members),
        )
      : { verdict: 'free' as const };
  if (other === undefined || verdict === 'contains') return verdict;
  if (names(product, other)) return 'contains';
  return verdict === 'free' ? 'unknown' : verdict;
}

/** Whether the name or the ingredients of an item have the word. */
function names(product: Product, word: string): boolean {
  return `${product.ingredientsZh ?? ''} ${product.ingredientsEn ?? ''} ${inUnderstood(product.name).join(' ')}`
    .toLowerCase()
    .includes(word);
}

/**
 * Told anew with those of the suggested items that are fit; what the conversation and the terminal keep of
 * the turn stays.
 */
function suggestingOnly(draft: Draft, fit: (product: Product) => boolean): Draft {
  const { suggests } = draft;
  if (!suggests || suggests.products.every(fit)) return draft;
  const told = suggests.tell(suggests.products.filter(fit));
  return {
    ...told,
    intent: draft.intent,
    control: draft.control,
    allergy: draft.allergy,
    lang: draft.lang,
    facts: { ...draft.facts, ...told.facts },
  };
}

/**
 * Nothing is left to tap, to choose or to say yes to but what is declared free, or was asked for and shows no
 * sign.
 */
function offeringOnly(scene: Scene, draft: Draft, allergy: Allergy, asked: readonly Product[]): Draft {
  const { catalog } = scene;
  const known = new Map<string, Verdict>();
  const verdict = (gtin: string): Verdict => {
    if (!known.has(gtin))
      for (const product of catalog.products([gtin])) known.set(gtin, verdictOf(product, allergy));
    return known.get(gtin) ?? 'unknown';
  };
  const byName = new Set(asked.map(({ gtin }) => gtin));
  const offered = (gtin: string): boolean =>
    verdict(gtin) === 'free' || (byName.has(gtin) && verdict(gtin) === 'unknown');
  const best = (a: string, b: string): number => ORDER.indexOf(verdict(a)) - ORDER.indexOf(verdict(b));
  const items = draft.items?.filter(({ gtin }) => byName.has(gtin) || verdict(gtin) === 'free');
  // The first that can be chosen stand first on the screen too.
  const ordered =
    draft.intent === 'product.compare'
      ? items
      : items?.sort(
          (a, b) => Number(a.alternative ?? false) - Number(b.alternative ?? false) || best(a.gtin, b.gtin),
        );
  const options = draft.options?.filter(offered).sort(best);
  const candidates = draft.candidates?.filter(({ gtin }) => gtin === undefined || offered(gtin));
  const fewer =
    candidates !== undefined &&
    candidates.length < draft.candidates!.length &&
    candidates.every(({ gtin }) => gtin !== undefined);
  const { pending } = draft;
  const led =
    pending?.kind === 'lead' &&
    pending.facility === undefined &&
    (pending.gtin === undefined
      ? asked.length > 0 && !asked.some(({ gtin }) => offered(gtin))
      : !offered(pending.gtin));
  return {
    ...draft,
    ...(ordered && { items: ordered }),
    ...(options && { options }),
    ...(candidates && {
      candidates: fewer ? candidatesOf(scene, catalog.products((options ?? []).slice(0, 3))) : candidates,
    }),
    ...(led && { pending: undefined, question: undefined }),
  };
}

/**
 * The draft with what its items contain said before anything else; as it is where all are declared free, or
 * where it has said so: as an answer about allergens, or as an answer that is told once more.
 */
function warn(scene: Scene, draft: Draft, allergy: Allergy, shown: readonly Product[]): Draft {
  if (shown.length === 0) return draft;
  const said = saidOf(draft);
  const asked = allergy.asked.filter(({ key }) => !said.has(key));
  const other = allergy.other !== undefined && said.has(wordOf(allergy.other)) ? undefined : allergy.other;
  const found = [
    asked.length > 0 ? declared(scene, draft, asked, shown) : undefined,
    other === undefined ? undefined : undeclared(scene, other, shown),
  ].filter((one) => one !== undefined);
  if (found.length === 0) return draft;
  const facts =
    draft.facts?.verdict === undefined
      ? {
          ...allergensAsked(asked, other),
          verdict: worstFirst(found.map(({ verdict }) => verdict)),
        }
      : {};
  const warned = [...said, ...asked.map(({ key }) => key), ...(other === undefined ? [] : [wordOf(other)])];
  return {
    ...draft,
    text: sentences(
      scene.lang,
      ...found.map(({ text }) => say(scene.lang, 'warning', { what: text })),
      draft.text,
    ),
    items: draft.items?.map((item) => (item.alternative ? item : { ...item, warned })),
    facts: { ...draft.facts, ...facts },
  };
}

/** An allergy that the feed has no column for, as facts hold it. */
const wordOf = (other: string): string => other.slice(0, 40);

/** What the draft tells already of what must not be in its items. */
function saidOf(draft: Draft): ReadonlySet<string> {
  const word = draft.facts?.other_allergen;
  const told = word === undefined ? [] : [word];
  if (draft.intent === 'product.allergen')
    return new Set([...(draft.asked ?? []).map(({ key }) => key), ...told]);
  const [first, ...more] = (draft.items ?? []).filter(({ alternative }) => !alternative);
  const warned = first?.warned ?? [];
  return new Set([...told, ...warned.filter((what) => more.every((item) => item.warned?.includes(what)))]);
}

interface Warning {
  text: string;
  verdict: Verdict;
}

const worstFirst = (verdicts: readonly Verdict[]): Verdict =>
  [...verdicts].sort((a, b) => ORDER.indexOf(b) - ORDER.indexOf(a))[0]!;

/** What the columns and ingredients of the items say of what must not be in them. */
function declared(
  scene: Scene,
  draft: Draft,
  asked: readonly AskedAllergen[],
  shown: readonly Product[],
): Warning | undefined {
  const { lang } = scene;
  const { focus } = draft;
  const kind =
    focus && focus.total > shown.length && shown.some(({ gtin }) => focus.gtins.includes(gtin))
      ? carriedOver(scene, { focus })
      : undefined;
  const members = asked.flatMap((one) => one.members);
  if (!kind && shown.length <= NAMED) {
    const bad = shown.filter((product) => allergensIn(product, members).verdict !== 'free');
    if (bad.length === 0) return undefined;
    return {
      text: joined(
        bad.map((product) => ofOne(product, asked, lang)),
        { by: 'dialog.next_item', lang },
      ),
      verdict: worstFirst(bad.map((product) => allergensIn(product, members).verdict)),
    };
  }
  const subject = kind ?? {
    products: [...shown],
    total: shown.length,
    label: '',
    how: 'found' as const,
    single: false,
    confidence: 1,
  };
  const tally = allergenTally(scene.catalog, subject, members);
  if (tally.counts.free === tally.total) return undefined;
  const what = joined(namesOf(asked, lang), { by: 'dialog.or', lang });
  return {
    text: say(lang, 'warning.items', { n: tally.total, says: tallyText(lang, what, tally) }),
    verdict: worstOf(tally),
  };
}

const namesOf = (asked: readonly AskedAllergen[], lang: Lang): string[] =>
  asked.map(({ nameZh, nameEn }) => (lang === 'zh' ? nameZh : nameEn));

/** '达能王子饼干含牛奶，没有标明是否含花生'. */
function ofOne(product: Product, asked: readonly AskedAllergen[], lang: Lang): string {
  const clauses = (['contains', 'may_contain', 'unknown'] as const).flatMap((verdict) => {
    const these = asked.filter(({ members }) => allergensIn(product, members).verdict === verdict);
    if (these.length === 0) return [];
    return [
      say(lang, `warning.${verdict}`, { what: joined(namesOf(these, lang), { by: 'dialog.and', lang }) }),
    ];
  });
  return say(lang, 'warning.item', {
    name: capital(nameOf(product, lang), lang),
    says: joined(clauses, { by: 'dialog.next_clause', lang }),
  });
}

/** Of what the feed has no column for: which items name it, else that it can't be known. */
function undeclared(scene: Scene, other: string, shown: readonly Product[]): Warning {
  const { lang } = scene;
  const bad = shown.filter((product) => names(product, other));
  if (bad.length === 0) return { verdict: 'unknown', text: say(lang, 'warning.undeclared', { word: other }) };
  const first = bad.slice(0, NAMED).map((product) => nameOf(product, lang));
  return {
    verdict: 'contains',
    text: say(lang, 'warning.named', {
      names: joined(first, { by: 'list.next', lang }),
      more: bad.length - first.length,
      word: other,
    }),
  };
}

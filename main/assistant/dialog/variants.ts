import { inUnderstood, onlyIn, type Product } from '../../contract';
import { bears } from '../answer/details';
import type { Scene } from '../answer/draft';
import type { Subject } from '../answer/types';
import { everyItem } from '../answer/verdicts';
import { allergenNamed } from '../understand/allergen-words';
import { strength } from '../understand/focus-parts';
import type { ContentPart, Meaning } from '../understand/types';
import { carriedOver } from './carried-over';
import type { Conversation } from './state';

/**
 * '黄瓜味的呢', 'and the cucumber flavour': another of the same thing. A flavour word alone is also the name of a
 * vegetable, so what it is of comes from the conversation, and where that can't be, nothing is said to be
 * free of anything.
 */
interface Said {
  word: string;
  start: number;
  end: number;
  /** It can only be a flavour: nothing else is meant by it. */
  flavour: boolean;
}

const ZH_FLAVOUR = /([\u3400-\u9fff]{1,6}?)(?:口味|风味|味道|味)(?=的|那|这|款|呢|[，,。？?！!\s]|$)/;
const ZH_THAT =
  /([\u3400-\u9fffa-z0-9]{1,6}?)的?(?:那|这)(?:个|款|种|瓶|包|盒|袋|罐)(?=呢|[，,。？?！!\s有含是]|$)/;
const ZH_OF = /^(?:那|那么|还有)?([\u3400-\u9fff]{1,5})的呢/;
const EN_FLAVOUR = /\b([a-z]+(?: [a-z]+)?) flavou?r(?:ed)?\b/;
const EN_ONE = /\b([a-z]+) (?:one|ones|version|variety)\b/;
/** What may stand before the word that tells the variant. */
const ZH_LEAD =
  /^(?:那|那个|这个|这|换成?|有没有|有|要|它的|它|和|还有|请问|如果是|如果|是|嗯|呃|呢|的|再|看看)+/;
const EN_LEAD =
  /^(?:the|and|a|an|ok|okay|that|this|which|what|about|other|another|any|first|second|third|last|same|right|wrong|each|no|of|with|for|in|one|big|bigger|small|smaller|cheap|cheaper|cheapest|best|good|new|safe|either|both|every|is|does|do|it)$/;

/** The words that tell another variant of what is under discussion. */
function saidVariant(text: string): Said | undefined {
  for (const [pattern, flavour] of [
    [ZH_FLAVOUR, true],
    [EN_FLAVOUR, true],
    [ZH_THAT, false],
    [ZH_OF, false],
    [EN_ONE, false],
  ] as const) {
    const match = pattern.exec(text);
    // A number tells sizes apart, which `siblingOf` does.
    if (!match || (!flavour && /\d/.test(text))) continue;
    const words = match[1]!.split(' ');
    const word = /[a-z]/.test(match[1]!)
      ? words.filter((w) => !EN_LEAD.test(w)).join(' ')
      : match[1]!.replace(ZH_LEAD, '');
    if (word !== '') return { word, flavour, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** The items that bear the longest end of the word that any of them bears. */
function borne(products: readonly Product[], word: string): Product[] {
  const ends = /[a-z]/.test(word)
    ? word.split(' ').map((_, i, all) => all.slice(i).join(' '))
    : Array.from(word, (_, i) => word.slice(i));
  for (const end of ends) {
    const found = products.filter((p) => names(p).includes(end));
    if (found.length > 0) return found;
  }
  return [];
}

const names = (p: Product): string =>
  [...inUnderstood(p.name), ...p.aliasesZh, ...p.aliasesEn].join(' | ').toLowerCase();

/** 旱黄瓜 is no cucumber flavour of anything: the word is what the thing is. */
function isItself(product: Product, word: string): boolean {
  const bare = (name: string): string =>
    name
      .toLowerCase()
      .replace(/\(.*?\)|（.*?）/g, ' ')
      .replace(/\s*\d[\d.]*\s*(?:ml|l|g|kg|克|升|毫升|斤|个|只|片|包|袋|盒|瓶)?(?:[x*×]\d+)?\s*$/i, '')
      .trim();
  const en = bare(onlyIn(product.name, 'en'));
  return (
    bare(onlyIn(product.name, 'zh')).endsWith(word) ||
    (en.endsWith(word) && en.split(' ').length <= word.split(' ').length + 1)
  );
}

/** 'Lay's cucumber', 乐事黄瓜: Latin words stand apart. */
function inOneName(brand: string | undefined, word: string): string {
  return /[a-z]/i.test(word) ? [brand, word].filter(Boolean).join(' ') : `${brand ?? ''}${word}`;
}

/** Items searched for the variant of one thing. */
const LINE = 300;

/**
 * The variant of what is under discussion that the words tell: of what was answered, then of its brand and
 * kind. Undefined where none is told or found.
 */
export function variantOf(scene: Scene, meaning: Meaning, state: Conversation): Subject | undefined {
  const said = state.focus && saidVariant(meaning.text);
  if (!said) return undefined;
  const shown = scene.catalog.products(state.focus!.gtins);
  const first = shown[0];
  if (!first) return undefined;
  const brand = first.brand?.zh;
  // After advice on a whole kind, another of the kind; after one thing or one line, another of the line.
  const ofKind = state.lastIntent === 'product.recommend' && shown.some((p) => p.brand?.zh !== brand);
  const line = ofKind
    ? [...everyItem(scene.catalog, carriedOver(scene, state))]
    : scene.catalog.productsIn(first.categoryZh, LINE).filter((p) => p.brand?.zh === brand);
  const beside = meaning.parts.filter(
    (part) =>
      strength(part) >= 2 && (part.start >= said.end || part.end <= said.start) && !allergenNamed(part.text),
  );
  for (const pool of [line, shown]) {
    const found = borne(pool, said.word).filter((p) => beside.every((part) => bears(p, part.text)));
    // What fits all that was shown tells none of them apart.
    if (found.length > 0 && !(found.length === pool.length && pool.length > 1))
      return {
        products: found,
        total: found.length,
        label: ofKind ? said.word : inOneName(onlyIn(first.brand, scene.lang), said.word),
        how: 'found',
        single: found.length === 1,
        complete: true,
        confidence: 1,
      };
  }
  return undefined;
}

/** Names are sure from here on: by their letters, or by a sound that hardly fits another. */
const SURE_NAME = 0.85;
/** Words that tell no item from another: whose allergy it is, and what is asked of it. */
const NOT_THE_ITEM =
  /^(?:货架|架子|事儿?|事情)$|闺女|女儿|儿子|孙子|孙女|孩子|宝宝|小孩|老人|妈妈|爸爸|老婆|老公|家人|朋友|信息|成分|配料|东西|flavou?r|ingredients?|label|son|daughter|kid|child|wife|husband|friend|allerg/;
const TELLS_VARIANT = /(?:款|味|型|版|系列|flavou?red|version|variety)$/;

/** The allergen itself; the egg of an egg sandwich is none where mustard is asked about. */
function isAsked(part: ContentPart, meaning: Meaning): boolean {
  const named = allergenNamed(part.text);
  return (
    named !== undefined &&
    meaning.allergens.some(
      (asked) => asked.key === named.key || asked.members.some((member) => named.members.includes(member)),
    )
  );
}

/**
 * What an allergen question is about: not whose allergy it is, and not the allergen, where something else is
 * named or under discussion.
 */
export function ofTheItem(meaning: Meaning, state: Conversation): Meaning {
  const allergic = /对[^，,。]{1,12}过敏/.exec(meaning.text);
  const inside = (part: ContentPart): boolean =>
    allergic !== null && part.start >= allergic.index && part.end <= allergic.index + allergic[0].length;
  // '有没有鱼明胶': what follows is asked for in the item.
  const sought = (part: ContentPart): boolean =>
    /(?:有没有|含不含|含有?)$/.test(meaning.text.slice(0, part.start)) &&
    meaning.parts.some((other) => other.end <= part.start);
  const about = [...meaning.aside, ...meaning.parts].filter(
    (part) =>
      !NOT_THE_ITEM.test(part.text) &&
      !inside(part) &&
      !(meaning.allergens.length > 0 && sought(part)) &&
      !isAsked(part, meaning),
  );
  if (about.length > 0 || (meaning.allergens.length > 0 && state.focus !== undefined)) {
    const kept = about.filter((part) => meaning.parts.includes(part));
    return {
      ...meaning,
      parts: kept.length > 0 ? kept : about,
      aside: kept.length > 0 ? about.filter((part) => meaning.aside.includes(part)) : [],
      loose: meaning.loose.filter((word) => !NOT_THE_ITEM.test(word)),
    };
  }
  return { ...meaning, parts: meaning.parts.filter((part) => !NOT_THE_ITEM.test(part.text)) };
}

/**
 * Whether the items are surely those that were asked about: every word that tells one item from another is
 * borne by all of them.
 */
export function surelyAbout(subject: Subject, meaning: Meaning, scene: Scene, state: Conversation): boolean {
  if (strays(subject, meaning, scene, state)) return false;
  if (subject.how !== 'found' || subject.confidence < SURE_NAME) return false;
  const all = (fits: (p: Product) => boolean): boolean => subject.products.every(fits);
  const said = saidVariant(meaning.text);
  if (said?.flavour && !all((p) => borne([p], said.word).length > 0 && !isItself(p, said.word))) return false;
  const named = meaning.parts.every(
    (part) =>
      NOT_THE_ITEM.test(part.text) ||
      isAsked(part, meaning) ||
      (part.span && subject.complete) ||
      all((p) => bears(p, part.text)),
  );
  return named && meaning.loose.every((word) => !TELLS_VARIANT.test(word) || all((p) => bears(p, word)));
}

/**
 * A flavour is told after an item, and what was found for it is of another kind and brand: whose flavour
 * isn't known.
 */
export function strays(subject: Subject, meaning: Meaning, scene: Scene, state: Conversation): boolean {
  const said = saidVariant(meaning.text);
  const first = state.focus && scene.catalog.products(state.focus.gtins.slice(0, 1))[0];
  if (
    !said?.flavour ||
    !first ||
    meaning.parts.some((part) => strength(part) >= 2 && (part.start >= said.end || part.end < said.start))
  )
    return false;
  return !subject.products.every(
    (p) => p.brand?.zh === first.brand?.zh && p.categoryZh.join('>') === first.categoryZh.join('>'),
  );
}

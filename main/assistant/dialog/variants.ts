import { inUnderstood, onlyIn, type Product } from '../../contract';
import { bears } from '../answer/details';
import type { Scene } from '../answer/draft';
import type { Subject } from '../answer/types';
import { everyItem } from '../answer/verdicts';
import { allergenNamed } from '../understand/allergen-words';
import { strength } from '../understand/focus-parts';
import { formIn, hasForm, withoutForm, type Form } from '../understand/forms';
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

/** The forms in which a variant is told, in the order in which they are tried; `true`: it is a flavour. */
const VARIANT_FORMS: readonly (readonly [Form, boolean])[] = [
  ['flavourZh', true],
  ['flavourEn', true],
  ['thatOneZh', false],
  ['ofOneZh', false],
  ['thatOneEn', false],
];

/** The words that tell another variant of what is under discussion. */
function saidVariant(text: string): Said | undefined {
  for (const [form, flavour] of VARIANT_FORMS) {
    const match = formIn(text, form);
    // A number tells sizes apart, which `siblingOf` does.
    if (!match || (!flavour && /\d/.test(text))) continue;
    const words = match[1]!.split(' ');
    const word = /[a-z]/.test(match[1]!)
      ? words.filter((w) => !hasForm(w, 'beforeVariantEn')).join(' ')
      : withoutForm(match[1]!, 'beforeVariantZh');
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
    withoutForm(name.toLowerCase().replace(/\(.*?\)|（.*?）/g, ' '), 'sizeInName').trim();
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
  const allergic = formIn(meaning.text, 'allergicTo');
  const inside = (part: ContentPart): boolean =>
    allergic !== null && part.start >= allergic.index && part.end <= allergic.index + allergic[0].length;
  // '有没有鱼明胶': what follows is asked for in the item.
  const sought = (part: ContentPart): boolean =>
    hasForm(meaning.text.slice(0, part.start), 'soughtInIt') &&
    meaning.parts.some((other) => other.end <= part.start);
  const about = [...meaning.aside, ...meaning.parts].filter(
    (part) =>
      !hasForm(part.text, 'notTheItem') &&
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
      loose: meaning.loose.filter((word) => !hasForm(word, 'notTheItem')),
    };
  }
  return { ...meaning, parts: meaning.parts.filter((part) => !hasForm(part.text, 'notTheItem')) };
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
      hasForm(part.text, 'notTheItem') ||
      isAsked(part, meaning) ||
      (part.span && subject.complete) ||
      all((p) => bears(p, part.text)),
  );
  return named && meaning.loose.every((word) => !hasForm(word, 'tellsVariant') || all((p) => bears(p, word)));
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

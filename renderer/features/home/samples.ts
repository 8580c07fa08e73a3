import {
  textIn,
  type IpcResponse,
  type Lang,
  type LocalizedText,
  type StoreMap,
} from '../../../main/contract';
import { say } from '../../../main/words';

type Categories = IpcResponse<'catalog.browse'>['categories'];

/** How many different categories the questions on the home screen name. */
export const SAMPLE_CATEGORIES = 3;

const categoryQuestions = ['sample.where', 'sample.offer', 'sample.recommend'] as const;

/** Category names run on in an English sentence, unless they are written in capitals. */
const inSentence = (name: string, lang: Lang): string =>
  lang === 'en' && /^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;

/**
 * Six questions that this store can answer: three about categories it carries (largest first, as given), then
 * its offers, its hours, and its restroom where the plan has one.
 */
export function sampleQuestions(
  categories: readonly { name: LocalizedText }[],
  map: StoreMap | null,
  lang: Lang,
): string[] {
  const about = categoryQuestions.flatMap((key, i) => {
    const category = categories[i];
    return category ? [say(lang, key, { x: inSentence(textIn(category.name, lang), lang) })] : [];
  });
  const restroom = map?.amenities.some((a) => /restroom|toilet/i.test(a.category)) ?? false;
  const general = [
    say(lang, 'sample.offers'),
    say(lang, restroom ? 'sample.restroom' : 'sample.parking'),
    say(lang, 'sample.hours'),
    say(lang, 'sample.returns'),
  ];
  return [...about, ...general].slice(0, 6);
}

/**
 * The day's categories: the list turned by the day, so that the same shopper sees other questions tomorrow.
 */
export function ofTheDay(categories: Categories, day: number, count: number): Categories {
  const stocked = categories.filter((c) => c.count > 0);
  return Array.from(
    { length: Math.min(count, stocked.length) },
    (_, i) => stocked[(day + i) % stocked.length]!,
  );
}

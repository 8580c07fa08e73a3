import type { Lang, Place } from '../contract';
import { capital, listOf } from './lists';
import { say } from './say';

/** An aisle whose name is words already, in whatever language: '生鲜区', 'Aisle 5'. */
const NAMED_IN_WORDS = /[\u4e00-\u9fff]|aisle/i;

/** `B3 货架`, `aisle B3`; an aisle that is named in words already stays as it is. */
export const aisleText = (aisle: string, lang: Lang): string =>
  NAMED_IN_WORDS.test(aisle) ? aisle : say(lang, 'place.aisle', { aisle });

/** Several aisles in a row: `A1、A2 货架`, `aisles A1 and A2`. */
export function aislesText(aisles: readonly string[], lang: Lang): string {
  if (aisles.some((aisle) => NAMED_IN_WORDS.test(aisle)))
    return listOf(
      aisles.map((aisle) => aisleText(aisle, lang)),
      lang,
    );
  return say(lang, 'place.aisles', { aisles: listOf(aisles, lang), n: aisles.length });
}

/** A place within a sentence: `B3 货架第 2 节`, `aisle B3, bay 2`. */
export function placeText({ aisle, bay }: Place, lang: Lang): string {
  const text = aisleText(aisle, lang);
  return bay ? say(lang, 'place.in_bay', { aisle: text, bay }) : text;
}

/**
 * A place by itself, to read and to take along, with its shelf where that is known:
 * `B3 货架第 2 节（第 3 层）`, `Aisle B3, bay 2, shelf 3`.
 */
export function placeLabel(place: Place, lang: Lang): string {
  const text = placeText(place, lang);
  return capital(place.shelf ? say(lang, 'place.on_shelf', { place: text, shelf: place.shelf }) : text, lang);
}

import {
  textIn,
  type Command,
  type CommandOf,
  type Lang,
  type Place,
  type Product,
  type Promotion,
} from '../../contract';
import { placeText, sentence } from '../../words';
import { facilityNames } from '../understand/tables/store';
import { amenityFor, amenityName } from './amenities';
import type { Draft, Scene } from './draft';
import { inSentence } from './phrases';

/**
 * What answers ask the terminal to do. Their texts are true whatever becomes of it; what became of it is said
 * by whoever did it.
 */

/** Where somebody wants to be taken: an aisle, perhaps for one item of it, or a facility of the plan. */
export interface Whereto {
  readonly aisle?: string;
  readonly gtin?: string;
  readonly facility?: string;
}

/** The place itself: the item's own bay where one is named and stands in that aisle. */
export function placeOf({ catalog }: Scene, { aisle, gtin }: Whereto): Place | undefined {
  if (aisle === undefined) return undefined;
  const bay =
    gtin === undefined ? undefined : catalog.locations(gtin).find((place) => place.aisle === aisle)?.bay;
  return { aisle, ...(bay ? { bay } : {}) };
}

/** Takes somebody there. `name`: what they want there, as the screen names it on the way. */
export function leadCommand(scene: Scene, to: Whereto, name: string): CommandOf<'navigate'> {
  const place = placeOf(scene, to);
  return { type: 'navigate', label: name, ...place, ...(to.facility ? { facility: to.facility } : {}) };
}

/** `洗发水在 B3 货架第 2 节。` */
export const whereText = (name: string, place: Place, lang: Lang): string =>
  sentence(lang, 'goods.location.where', { name, place: placeText(place, lang) });

/** Items a printed list may name; the rest is counted. */
const MOST_LISTED = 20;

export function slipCommand(products: readonly Product[], total: number): Command {
  const gtins = products.slice(0, MOST_LISTED).map(({ gtin }) => gtin);
  return { type: 'print', what: 'slip', gtins, ...(total > gtins.length ? { total } : {}) };
}

/** Coupons printed at one time. */
export const MOST_COUPONS = 3;

export function couponCommand(coupons: readonly Promotion[]): Command {
  return { type: 'print', what: 'coupon', ids: coupons.slice(0, MOST_COUPONS).map(({ id }) => id) };
}

/** What steering the talk and calling a person ask for, beside what the answer itself does. */
export function commandsOf(draft: Draft, scene: Scene | undefined): Command[] {
  const own = draft.commands ?? [];
  if (draft.handoff) {
    // Somebody in danger is told what to do first, not where to go.
    const desk = scene && draft.handoff !== 'unsafe' ? deskOf(scene) : undefined;
    return [...own, { type: 'handoff', reason: draft.handoff, ...(desk ? { desk: desk.name } : {}) }];
  }
  switch (draft.control) {
    case 'stop':
      return [{ type: draft.facts?.['hold'] === true ? 'hold' : 'stop' }];
    case 'cancel':
    case 'start_over':
      return [{ type: 'home' }];
    case 'louder':
    case 'softer':
    case 'slower':
    case 'faster':
      return [{ type: 'volume', change: draft.control }];
    case 'yes':
      return draft.commands ?? [{ type: 'go_on' }];
    default:
      return own;
  }
}

/** The service desk, where the plan shows one: the way out when nobody can be called. */
export function deskOf(scene: Scene): { readonly id: string; readonly name: string } | undefined {
  const desk = amenityFor(scene, 'information');
  if (!desk) return undefined;
  const known = inSentence(textIn(facilityNames['information'], scene.lang));
  return { id: desk.id, name: amenityName(desk, scene.lang) || known };
}

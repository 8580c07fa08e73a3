import { placeText } from '../../words';
import { leadCommand, placeOf, whereText, type Whereto } from '../answer/commands';
import { itemsOf, type Draft, type Scene } from '../answer/draft';
import { nameOf } from '../answer/phrases';
import { goalText, locationAnswer, subjectName } from '../answer/product-answers';
import type { Subject } from '../answer/types';
import type { Conversation } from './state';

/** Takes somebody to the items. */
export function navigate(scene: Scene, subject: Subject): Draft {
  const draft = locationAnswer(scene, subject, 'navigate');
  const place = draft.actions?.[0];
  if (!place || place.type !== 'navigate' || place.aisle === undefined) return draft;
  const name = subjectName(scene, subject);
  const command = leadCommand(scene, { aisle: place.aisle, gtin: place.gtin }, name);
  return {
    ...draft,
    pending: undefined,
    question: undefined,
    commands: [command],
    text: whereText(name, { aisle: place.aisle, bay: command.bay }, scene.lang),
  };
}

/** Yes to 'shall I take you there'. */
export function leadTo(scene: Scene, to: Whereto & { name?: string }, state: Conversation): Draft {
  const { lang, catalog } = scene;
  const goods = to.gtin ? [to.gtin] : (state.focus?.gtins.slice(0, 20) ?? []);
  const products = catalog.products(goods);
  const named = to.gtin && products[0] ? nameOf(products[0], lang) : to.name;
  const place = placeOf(scene, to);
  const name = named ?? (place ? placeText(place, lang) : '');
  const there = named === undefined || !place ? goalText(name, lang) : whereText(named, place, lang);
  const action = {
    type: 'navigate' as const,
    ...(to.aisle ? { aisle: to.aisle } : {}),
    ...(to.gtin ? { gtin: to.gtin } : {}),
    ...(to.facility ? { facility: to.facility } : {}),
  };
  return {
    intent: 'navigate',
    text: there,
    items: to.facility ? [] : itemsOf(catalog, products),
    facts: to.facility ? { facility: to.facility } : {},
    actions: [action],
    commands: [leadCommand(scene, to, name)],
  };
}

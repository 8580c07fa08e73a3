import type { InBoth } from '../../contract';
import electronics from './departments/electronics.csv';
import fresh from './departments/fresh.csv';
import grocery from './departments/grocery.csv';
import hardware from './departments/hardware.csv';
import healthBaby from './departments/health_baby.csv';
import homeGarden from './departments/home_garden.csv';
import household from './departments/household.csv';
import kitchen from './departments/kitchen.csv';
import personalCare from './departments/personal_care.csv';
import petsAutoSports from './departments/pets_auto_sports.csv';
import snacksDrinks from './departments/snacks_drinks.csv';
import stationerySeasonal from './departments/stationery_seasonal.csv';
import textilesClothing from './departments/textiles_clothing.csv';
import brands from './brands/brands.csv';
import { readBrands, type Brand } from './brand';
import { readKinds, type Kind } from './kind';

export type { Brand } from './brand';
export type { Kind } from './kind';

const DEPARTMENTS: Readonly<Record<string, () => string>> = {
  electronics,
  fresh,
  grocery,
  hardware,
  health_baby: healthBaby,
  home_garden: homeGarden,
  household,
  kitchen,
  personal_care: personalCare,
  pets_auto_sports: petsAutoSports,
  snacks_drinks: snacksDrinks,
  stationery_seasonal: stationerySeasonal,
  textiles_clothing: textilesClothing,
};

let known: readonly Kind[] | undefined;

/** Reads every kind of goods, a department a step. */
export function* readAllKinds(): Generator<void, readonly Kind[], void> {
  if (known) return known;
  const kinds: Kind[] = [];
  for (const [name, read] of Object.entries(DEPARTMENTS)) {
    kinds.push(...readKinds(read(), `${name}.csv`));
    yield;
  }
  return (known = kinds);
}

/** Every kind of goods, department after department. */
export function allKinds(): readonly Kind[] {
  const steps = readAllKinds();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

let namesById: ReadonlyMap<string, InBoth> | undefined;

/**
 * What the shop calls a kind, by its id; undefined for an id that is none, such as one of a newer release.
 */
export function kindNames(id: string): InBoth | undefined {
  namesById ??= new Map(allKinds().map((kind) => [kind.id, { zh: kind.zh[0]!.text, en: kind.en[0]! }]));
  return namesById.get(id);
}

let knownBrands: readonly Brand[] | undefined;

/** Brands and what they make: by them names are understood that lack a noun, as tills print them. */
export function allBrands(): readonly Brand[] {
  knownBrands ??= readBrands(brands(), 'brands.csv');
  return knownBrands;
}

import { allKinds, type Kind } from '../goods';
import type { Relation } from '../goods/kind';

/**
 * What belongs to a thing, is made of it or for somebody else is not that thing; what only looks or sounds
 * like it may be shown as near.
 */
const NOT_THE_THING: ReadonlySet<Relation> = new Set([
  'accessory_for',
  'refill_for',
  'part_of',
  'flavour_of',
  'material_of',
  'for_pet',
  'for_child',
]);

/**
 * An accessory and its article, a flavour and its fruit, food for pets and for people: neither is ever passed
 * for the other.
 */
export function neverFor(a: Kind, b: Kind): boolean {
  const tells = (from: Kind, to: Kind): boolean =>
    from.mistaken.some(({ relation, id }) => NOT_THE_THING.has(relation) && id === to.id);
  return a.id !== b.id && (tells(a, b) || tells(b, a));
}

/** Whether two kinds are of the same kind, or one of the other. */
export function beside(a: Kind, b: Kind): boolean {
  return (
    a.id === b.id ||
    a.broader === b.id ||
    b.broader === a.id ||
    (a.broader !== undefined && a.broader === b.broader)
  );
}

let broader: ReadonlyMap<string, Kind> | undefined;

/** A kind and all that it is one of, narrowest first. */
export function upwards(kind: Kind): Kind[] {
  broader ??= new Map(allKinds().map((k) => [k.id, k]));
  const out: Kind[] = [];
  for (
    let at: Kind | undefined = kind;
    at && out.length < 8;
    at = at.broader === undefined ? undefined : broader.get(at.broader)
  )
    out.push(at);
  return out;
}

/**
 * Kinds that serve instead of one: those it names, those that name it, and those beside it. Never what only
 * belongs to it, nor for whom it isn't.
 */
export function nearestUses(kind: Kind): Kind[] {
  const all = allKinds();
  const groups: ((k: Kind) => boolean)[] = [
    (k) => kind.instead.includes(k.id),
    (k) => k.instead.includes(kind.id),
    (k) => beside(k, kind),
  ];
  const rank = (k: Kind): number => groups.findIndex((serves) => serves(k));
  return all
    .filter((k) => k !== kind && rank(k) >= 0 && !neverFor(k, kind))
    .sort((a, b) => rank(a) - rank(b));
}

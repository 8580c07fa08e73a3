import { useEffect, useState } from 'react';
import type { NavState, NavTarget, Place, ScreenState, StoreMap } from '../../../main/contract';
import { invoke } from '../../lib/bridge';
import { placeLabel } from '../../../main/words';
import { useWords, type Words } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { amenityName } from './amenities';
import { allAmenities, shownFloor } from './floors';

export interface Destination {
  target: NavTarget;
  places: Place[];
  amenity?: string;
  /** It is on another floor: the map shows that, and the robot does not go there. */
  elsewhere?: boolean;
}

/** An answer about more aisles than this (today's offers) is no place to go to. */
const MAX_AISLES = 4;

/** Where the answer leads: the first place it names, else the facility. Null where it leads nowhere. */
export function destinationOf(
  state: Pick<ScreenState, 'answer' | 'places' | 'lang'>,
  map: StoreMap | null,
  words: Words,
): Destination | null {
  const first = state.places[0];
  if (new Set(state.places.map((p) => p.aisle)).size > MAX_AISLES) return null;
  if (first) {
    const target = {
      aisle: first.aisle,
      ...(first.bay ? { bay: first.bay } : {}),
      label: placeLabel({ aisle: first.aisle }, state.lang),
    };
    return {
      target,
      places: state.places,
      ...(map && shownFloor(map, state.places).elsewhere ? { elsewhere: true } : {}),
    };
  }
  const wanted =
    state.answer?.facts.facility ?? state.answer?.actions.find((a) => a.type === 'navigate')?.facility;
  const amenity =
    wanted === undefined || !map
      ? undefined
      : allAmenities(map).find((a) => a.id === wanted || a.category === wanted);
  return amenity
    ? {
        target: { amenity: amenity.id, label: amenityName(amenity, words) },
        places: [],
        amenity: amenity.id,
        ...(map && shownFloor(map, [], amenity.id).elsewhere ? { elsewhere: true } : {}),
      }
    : null;
}

export function useDestination(map: StoreMap | null): Destination | null {
  const words = useWords();
  const answer = useScreen((s) => s.answer);
  const places = useScreen((s) => s.places);
  return destinationOf({ answer, places, lang: words.lang }, map, words);
}

/**
 * The way there from where the terminal stands, to be drawn; null while it is planned and where none is
 * found.
 */
export function useWay(destination: Destination | null): NavState | null {
  const key = destination && !destination.elsewhere ? JSON.stringify(destination.target) : '';
  const [plan, setPlan] = useState<{ key: string; state: NavState | null }>({ key: '', state: null });

  useEffect(() => {
    if (!key) return;
    let stopped = false;
    void invoke('nav.plan', JSON.parse(key) as NavTarget).then((result) => {
      if (!stopped) setPlan({ key, state: result.ok ? result.value : null });
    });
    return () => {
      stopped = true;
    };
  }, [key]);

  return plan.key === key ? plan.state : null;
}

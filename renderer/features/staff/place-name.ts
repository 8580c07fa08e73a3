import type { StaffPlace } from '../../../main/contract';
import { aisleText } from '../../../main/words';
import type { Words } from '../../lib/i18n';
import { amenityName } from '../map/amenities';

/** A place in words: which one it is, what stands near it, and where on the plan. */
export function placeName({ kind, number, at, near }: StaffPlace, words: Words): string {
  const { t, lang } = words;
  const what = near?.aisle !== undefined ? aisleText(near.aisle, lang) : nearName(near, words);
  return [
    t(`staff.place.${kind}`, { n: number }),
    what && t('staff.place.near', { x: what }),
    t('staff.place.at', { x: at[0].toFixed(1), y: at[1].toFixed(1) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

const nearName = (near: StaffPlace['near'], words: Words): string =>
  near?.category === undefined
    ? ''
    : amenityName({ id: '', at: [0, 0], category: near.category, name: near.name }, words);

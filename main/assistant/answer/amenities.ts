import { onlyIn, type Amenity, type Catalog, type Lang } from '../../contract';
import { amenityCategories, facilityNames } from '../understand/tables/store';

/** The map's amenity for a facility tag, if the plan has one. */
export function amenityFor(
  { catalog }: { readonly catalog: Catalog },
  facility: string,
): Amenity | undefined {
  const amenities = catalog.map()?.amenities ?? [];
  for (const category of amenityCategories[facility] ?? []) {
    const found = amenities.find((a) => bareCategory(a.category) === bareCategory(category));
    if (found) return found;
  }
  const name = facilityNames[facility];
  return name && amenities.find((a) => a.name?.zh?.includes(name.zh) === true);
}

/** What the plan calls a place in `lang`; empty where it has no name in it. */
export const amenityName = ({ name }: Amenity, lang: Lang): string => onlyIn(name, lang);

/** A category as plans spell it and as the tables do, letters only. */
export function bareCategory(category: string): string {
  return category.toLowerCase().replace(/[^a-z]/g, '');
}

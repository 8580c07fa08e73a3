import { BellRing } from 'lucide-react';
import {
  emergencyPlaceOf,
  emergencyPlaces,
  nearestPlace,
  type Amenity,
  type StoreMap,
} from '../../../main/contract';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { closePanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { Tile } from '../../ui/Tile';
import { amenityIcon, amenityName } from '../map/amenities';
import { allAmenities } from '../map/floors';
import { StoreMapView } from '../map/StoreMapView';
import { EmergencyNumbers } from './EmergencyNumbers';
import css from './emergency.module.css';

/**
 * One tap from everywhere: a person, the numbers of the store's country, and the nearest exits and first aid.
 */
export function EmergencyPanel() {
  const words = useWords();
  const { t, other } = words;
  const told = useScreen((s) => (s.call?.reason === 'unsafe' ? s.call.state : null));
  const loaded = useCatalog('catalog.map');
  const map = loaded.state === 'ready' ? loaded.value : null;
  const places = map ? placesIn(map) : [];

  return (
    <Sheet
      title={t('emergency.title')}
      second={other('emergency.title')}
      onBack={closePanel}
      testId="panel-emergency"
    >
      <Button
        icon={BellRing}
        look="primary"
        className={css.call}
        second={other('emergency.call')}
        onPress={() => void act('person.call', { reason: 'unsafe' })}
        testId="emergency-call"
      >
        {t(told ? `call.${told}` : 'emergency.call')}
      </Button>
      <h2 className={css.heading}>{t('emergency.dial')}</h2>
      <EmergencyNumbers />
      <h2 className={css.heading}>{t('emergency.places')}</h2>
      {places.length === 0 && <p className={css.note}>{t('emergency.noPlaces')}</p>}
      <div className={css.places}>
        {places.map((amenity) => (
          <Tile
            key={amenity.id}
            title={amenityName(amenity, words)}
            icon={amenityIcon(amenity)}
            onPress={() => void act('facility.open', { id: amenity.id })}
            testId="emergency-place"
          />
        ))}
      </div>
      {map && (
        <div className={css.map}>
          <StoreMapView
            map={map}
            places={[]}
            amenity={places[0]?.id}
            path={[]}
            whole
            label={t('map.title')}
          />
        </div>
      )}
    </Sheet>
  );
}

/**
 * The nearest of each kind that helps, ways out first; where no fire exit is marked, the ordinary way out;
 * the service desk last.
 */
function placesIn(map: StoreMap): Amenity[] {
  const nearest = emergencyPlaces
    .filter((place) => place !== 'accessiblerestroom')
    .flatMap((place) => nearestPlace(map, place) ?? []);
  const ordinary = (pattern: RegExp): Amenity[] =>
    allAmenities(map)
      .filter((a) => pattern.test(a.category.toLowerCase()) && emergencyPlaceOf(a) === undefined)
      .slice(0, 1);
  const out = nearest.some((a) => emergencyPlaceOf(a) === 'emergencyexit')
    ? []
    : ordinary(/exit|entrance|entry/);
  return [
    ...new Map(
      [...out, ...nearest, ...ordinary(/^information|service.?desk|customer.?service|reception/)].map((a) => [
        a.id,
        a,
      ]),
    ).values(),
  ];
}

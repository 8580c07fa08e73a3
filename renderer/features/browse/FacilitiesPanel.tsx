import { CircleHelp } from 'lucide-react';
import type { Amenity } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { useWords, type Words } from '../../lib/i18n';
import { closePanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { Sheet } from '../../ui/Sheet';
import { Tile } from '../../ui/Tile';
import { amenityIcon, amenityName } from '../map/amenities';
import { allAmenities } from '../map/floors';
import { StoreMapView } from '../map/StoreMapView';
import css from './browse.module.css';

const questions = ['sample.hours', 'sample.parking', 'sample.returns', 'sample.offers'] as const;

/**
 * What the store has besides goods, and what people ask of it. A place's tile carries the place, the others
 * are questions; all are answered on screen and aloud.
 */
export function FacilitiesPanel() {
  const words = useWords();
  const { t, other } = words;
  const loaded = useCatalog('catalog.map');
  const map = loaded.state === 'ready' ? loaded.value : null;

  return (
    <Sheet
      title={t('facilities.title')}
      second={other('facilities.title')}
      onBack={closePanel}
      testId="panel-facilities"
    >
      <div className={css.tiles}>
        {onceEach(map ? allAmenities(map) : [], words).map(([name, amenity]) => (
          <Tile
            key={name}
            title={name}
            icon={amenityIcon(amenity)}
            onPress={() => void act('facility.open', { id: amenity.id })}
            testId="facility"
          />
        ))}
      </div>
      <h2 className={css.heading}>{t('facilities.ask')}</h2>
      <div className={css.tiles}>
        {questions.map((key) => (
          <Tile
            key={key}
            title={t(key)}
            icon={CircleHelp}
            onPress={() => void act('ask.text', { text: t(key) })}
            testId="question"
          />
        ))}
      </div>
      {map && (
        <div className={css.map}>
          <StoreMapView map={map} places={[]} path={[]} label={t('map.title')} />
        </div>
      )}
    </Sheet>
  );
}

/** Six checkouts are one tile. */
function onceEach(amenities: readonly Amenity[], words: Words): [string, Amenity][] {
  const byName = new Map<string, Amenity>();
  for (const amenity of amenities) {
    const name = amenityName(amenity, words);
    if (!byName.has(name)) byName.set(name, amenity);
  }
  return [...byName];
}

import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { closePanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { metres } from '../../lib/format';
import { Sheet } from '../../ui/Sheet';
import { LeadButton } from '../driving/LeadButton';
import { lengthOf } from './geometry';
import { StoreMapView } from './StoreMapView';
import { useDestination, useWay } from './use-destination';
import css from './map.module.css';

/** The map as large as the screen. */
export function MapPanel() {
  const { t } = useWords();
  const loaded = useCatalog('catalog.map');
  const map = loaded.state === 'ready' ? loaded.value : null;
  const destination = useDestination(map);
  const way = useWay(destination);
  const pose = useScreen((s) => s.nav.pose);
  const title = destination?.target.label ?? t('map.title');
  const walk = way && way.path.length > 1 ? t('map.way', { m: metres(lengthOf(way.path)) }) : undefined;

  return (
    <Sheet
      title={title}
      second={walk}
      onBack={closePanel}
      aside={destination && <LeadButton target={destination.target} />}
      testId="panel-map"
    >
      <div className={css.panelBody}>
        {map ? (
          <div className={css.paper}>
            <StoreMapView
              map={map}
              places={destination?.places ?? []}
              amenity={destination?.amenity}
              path={way?.path ?? []}
              pose={pose}
              whole
              label={t('map.alt', { x: title })}
            />
          </div>
        ) : (
          <p>{t('map.none')}</p>
        )}
      </div>
    </Sheet>
  );
}

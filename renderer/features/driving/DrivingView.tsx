import { Hourglass, OctagonX, Play, Siren } from 'lucide-react';
import type { PointerEvent } from 'react';
import type { NavState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { act } from '../../lib/bridge';
import { metres } from '../../lib/format';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { StoreMapView } from '../map/StoreMapView';
import css from './driving.module.css';

const headlines: Partial<Record<NavState['state'], MessageKey>> = {
  planning: 'driving.planning',
  driving: 'driving.follow',
  waiting: 'driving.waiting',
  blocked: 'driving.blocked',
  returning: 'driving.returning',
};

/** Whether the wheels turn or are about to. A way that stays blocked has ended the trip. */
export const isMoving = ({ state, reason }: Pick<NavState, 'state' | 'reason'>): boolean =>
  headlines[state] !== undefined && reason !== 'way_blocked';

/** Whether the robot waits at the shopper's wish. */
export const isHeld = ({ state, reason }: Pick<NavState, 'state' | 'reason'>): boolean =>
  state === 'waiting' && reason === 'asked';

/** While the robot moves, the whole screen is a stop button, but for the one that lets it wait. */
export function DrivingView() {
  const { t, other } = useWords();
  const nav = useScreen((s) => s.nav);
  const places = useScreen((s) => s.places);
  const loaded = useCatalog('catalog.map');
  const map = loaded.state === 'ready' ? loaded.value : null;
  const held = isHeld(nav);
  const headline = held ? 'driving.waitingForYou' : (headlines[nav.state] ?? 'driving.follow');
  // Being waited for is said already.
  const why = nav.reason === 'asked' ? undefined : nav.reason;
  const leading = nav.state !== 'returning';
  const stop = (): void => void act('nav.stop');

  return (
    <div className={css.driving} data-testid="view-driving" data-nav={nav.state} onPointerDown={stop}>
      <header className={css.head}>
        <h1 role="status">{t(headline)}</h1>
        <p className={css.second}>{other(headline)}</p>
        {why && (
          <p className={css.second} data-testid="driving-reason">
            {t(`nav.reason.${why}`)}
          </p>
        )}
        {leading && nav.target && <p className={css.target}>{t('driving.to', { x: nav.target })}</p>}
        {nav.remaining !== undefined && (
          <p className={css.remaining} data-testid="remaining">
            {t('driving.remaining', { m: metres(nav.remaining) })}
          </p>
        )}
      </header>
      <div className={css.map}>
        {map && (
          <StoreMapView
            map={map}
            places={leading ? places : []}
            path={nav.path}
            pose={nav.pose}
            driving
            label={t('map.alt', { x: nav.target ?? '' })}
          />
        )}
      </div>
      <footer className={css.foot}>
        {(held || nav.state === 'driving') && <WaitButton held={held} />}
        <button
          type="button"
          className={css.stop}
          data-testid="stop"
          onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && stop()}
        >
          <OctagonX aria-hidden />
          {t('driving.stop')}
        </button>
        <p>{t('driving.stopHint')}</p>
        <EmergencyButton stop={stop} />
      </footer>
    </div>
  );
}

/** Stops the robot, as every touch here does, and shows the way to help. */
function EmergencyButton({ stop }: { stop: () => void }) {
  const { t, other } = useWords();
  const help = (): void => {
    stop();
    openPanel({ kind: 'emergency' });
  };
  const press = (event: PointerEvent): void => {
    event.stopPropagation();
    help();
  };
  return (
    <button
      type="button"
      className={css.emergency}
      data-testid="emergency"
      onPointerDown={press}
      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && help()}
    >
      <Siren aria-hidden />
      {t('emergency.title')} {other('emergency.title')}
    </button>
  );
}

/**
 * Holds the robot until its shopper has caught up, and sends it on. Works on the touch itself, as the stop
 * around it does.
 */
function WaitButton({ held }: { held: boolean }) {
  const { t } = useWords();
  const wait = (event: PointerEvent): void => {
    event.stopPropagation();
    void act('nav.wait', { on: !held });
  };
  return (
    <button
      type="button"
      className={css.wait}
      data-testid={held ? 'go-on' : 'wait'}
      onPointerDown={wait}
      onKeyDown={(event) => event.key === 'Enter' && void act('nav.wait', { on: !held })}
    >
      {held ? <Play aria-hidden /> : <Hourglass aria-hidden />}
      {t(held ? 'driving.goOn' : 'driving.wait')}
    </button>
  );
}

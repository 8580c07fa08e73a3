import { BellRing, House, MapPin, X } from 'lucide-react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { Button } from '../../ui/Button';
import { EmergencyNumbers } from '../emergency/EmergencyNumbers';
import { useDestination } from '../map/use-destination';
import css from './handoff.module.css';

/** Somebody was called: what happens now, and the way out. */
export function HandoffView() {
  const { t, other } = useWords();
  const text = useScreen((s) => (s.answer?.handoff ? s.answer.text : ''));
  const services = useScreen((s) => s.answer?.facts.emergency?.numbers);
  const state = useScreen((s) => s.call?.state ?? 'sending');
  const loaded = useCatalog('catalog.map');
  const desk = useDestination(loaded.state === 'ready' ? loaded.value : null);
  const unsafe = useScreen((s) => s.answer?.handoff === 'unsafe' || s.call?.reason === 'unsafe');

  return (
    <main className={css.handoff} data-testid="view-handoff">
      <span className={css.bell} aria-hidden>
        <BellRing strokeWidth={1.5} />
      </span>
      <h1 data-testid="handoff-state" data-state={state}>
        {t(`handoff.title.${state}`)}
      </h1>
      <p className={css.second}>{other(`handoff.title.${state}`)}</p>
      <div className={css.what} role="status">
        {unsafe && <p className={css.unsafe}>{t('handoff.unsafe')}</p>}
        {(text || !unsafe) && <p>{text || t(`handoff.body.${state}`)}</p>}
        {desk && !unsafe && <p className={css.soft}>{t('handoff.service')}</p>}
      </div>
      {unsafe && (
        <div className={css.numbers}>
          <EmergencyNumbers
            {...(services && services.length > 0 ? { only: services.map(({ service }) => service) } : {})}
          />
        </div>
      )}
      <div className={css.buttons}>
        <Button icon={House} look="primary" onPress={() => void act('screen.home')} testId="handoff-home">
          {t('handoff.done')}
        </Button>
        {desk && (
          <Button
            icon={MapPin}
            second={other('handoff.map')}
            onPress={() => openPanel({ kind: 'map' })}
            testId="handoff-map"
          >
            {t('handoff.map')}
          </Button>
        )}
        <Button icon={X} onPress={() => void act('person.cancel')} testId="handoff-cancel">
          {t('handoff.cancel')}
        </Button>
      </div>
    </main>
  );
}

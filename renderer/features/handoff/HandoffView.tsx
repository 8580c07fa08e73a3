import { BellRing, House, X } from 'lucide-react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';
import { EmergencyNumbers } from '../emergency/EmergencyNumbers';
import css from './handoff.module.css';

/** Somebody was called: what happens now, and the way out. */
export function HandoffView() {
  const { t, other } = useWords();
  const text = useScreen((s) => (s.answer?.handoff ? s.answer.text : ''));
  const services = useScreen((s) => s.answer?.facts.emergency?.numbers);
  const unsafe = useScreen((s) => s.answer?.handoff === 'unsafe' || s.call?.reason === 'unsafe');

  return (
    <main className={css.handoff} data-testid="view-handoff">
      <span className={css.bell} aria-hidden>
        <BellRing strokeWidth={1.5} />
      </span>
      <h1>{t('handoff.title')}</h1>
      <p className={css.second}>{other('handoff.title')}</p>
      <div className={css.what} role="status">
        {unsafe && <p className={css.unsafe}>{t('handoff.unsafe')}</p>}
        <p>{text || t('handoff.body')}</p>
        {!unsafe && <p className={css.soft}>{t('handoff.service')}</p>}
      </div>
      {unsafe && (
        <div className={css.numbers}>
          <EmergencyNumbers {...(services && services.length > 0 ? { only: services.map(({ service }) => service) } : {})} />
        </div>
      )}
      <div className={css.buttons}>
        <Button icon={House} look="primary" onPress={() => void act('screen.home')} testId="handoff-home">
          {t('handoff.done')}
        </Button>
        <Button icon={X} onPress={() => void act('person.cancel')} testId="handoff-cancel">
          {t('handoff.cancel')}
        </Button>
      </div>
    </main>
  );
}

import { OctagonX, Play } from 'lucide-react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { Button } from '../../ui/Button';
import css from './driving.module.css';

/** Over an answer asked for on the way: the robot waits, and goes on or stays at a touch. */
export function HeldBar() {
  const { t, other } = useWords();
  return (
    <div className={css.held} data-testid="held-bar">
      <p role="status">{t('driving.waitingForYou')}</p>
      <Button
        icon={Play}
        look="primary"
        second={other('driving.goOn')}
        onPress={() => void act('nav.wait', { on: false })}
        testId="held-go-on"
      >
        {t('driving.goOn')}
      </Button>
      <Button
        icon={OctagonX}
        second={other('driving.stop')}
        onPress={() => void act('nav.stop')}
        testId="held-stop"
      >
        {t('driving.stop')}
      </Button>
    </div>
  );
}

import { Navigation } from 'lucide-react';
import { useState } from 'react';
import type { NavTarget } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { usable } from '../../lib/devices';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';

/** Sets the robot off; only where there is one, and not there already. */
export function LeadButton({ target }: { target: NavTarget }) {
  const { t, other } = useWords();
  const base = useScreen((s) => usable(s, 'base'));
  const [asked, setAsked] = useState(false);
  const there = useScreen((s) => s.nav.state === 'arrived');
  if (base === 'no' || there) return null;

  const lead = (): void => {
    setAsked(true);
    void act('nav.start', target).finally(() => setAsked(false));
  };
  return (
    <Button
      icon={Navigation}
      look="primary"
      second={other('answer.lead')}
      onPress={lead}
      disabled={asked || base !== 'ready'}
      testId="lead"
    >
      {t('answer.lead')}
    </Button>
  );
}

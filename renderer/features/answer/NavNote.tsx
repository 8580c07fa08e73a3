import type { NavState } from '../../../main/contract';
import { useWords, type MessageKey } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './answer.module.css';

const notes: Partial<Record<NavState['state'], MessageKey>> = { arrived: 'driving.arrived', stopped: 'driving.stopped', fault: 'driving.fault', blocked: 'driving.fault' };

/** How the last drive ended. */
export function NavNote() {
  const { t } = useWords();
  const nav = useScreen((s) => s.nav.state);
  const note = notes[nav];
  if (!note) return null;
  return (
    <p className={`${css.banner} ${nav === 'fault' || nav === 'blocked' ? css.may_contain : css.free}`} role="status" data-testid="nav-note" data-nav={nav}>
      <strong>{t(note)}</strong>
    </p>
  );
}

import type { NavState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './answer.module.css';

const notes: Partial<Record<NavState['state'], MessageKey>> = {
  arrived: 'driving.arrived',
  stopped: 'driving.stopped',
  fault: 'driving.fault',
  blocked: 'driving.fault',
  idle: 'driving.refused',
};

/** How the last drive ended, or why none began. */
export function NavNote() {
  const { t } = useWords();
  const { state, reason } = useScreen((s) => s.nav);
  const note = notes[state];
  if (!note || (state === 'idle' && !reason)) return null;
  const well = state === 'arrived' || state === 'stopped';
  return (
    <p
      className={`${css.banner} ${well ? css.free : css.may_contain}`}
      role="status"
      data-testid="nav-note"
      data-nav={state}
      data-reason={reason}
    >
      <span>
        <strong>{t(note)}</strong>
        {reason && <span>{t(`nav.reason.${reason}`)}</span>}
      </span>
    </p>
  );
}

import { Flame, HeartPulse, Shield, type LucideIcon } from 'lucide-react';
import { emergencyNumbersHere, type EmergencyService } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import css from './emergency.module.css';

const services: readonly (readonly [EmergencyService, LucideIcon])[] = [
  ['fire', Flame],
  ['medical', HeartPulse],
  ['police', Shield],
];

/**
 * Whom to call for what, large enough to be read across a counter; all of them, or those of one cause.
 * Without a catalog the machine's own clock tells the country.
 */
export function EmergencyNumbers({ only }: { only?: readonly EmergencyService[] }) {
  const { t } = useWords();
  const known = useScreen((s) => s.catalog?.emergency);
  const numbers = known ?? emergencyNumbersHere();
  if (!numbers) return <p className={css.note}>{t('emergency.noNumber')}</p>;

  return (
    <dl className={css.numbers} data-testid="emergency-numbers">
      {services
        .filter(([service]) => only === undefined || only.includes(service))
        .map(([service, Icon]) => (
          <div key={service} className={css.number} data-service={service}>
            <Icon aria-hidden />
            <dt>{t(`emergency.${service}`)}</dt>
            <dd>{numbers[service]}</dd>
          </div>
        ))}
    </dl>
  );
}

import type { StaffPage } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { useWords } from '../../lib/i18n';
import { Card, Row } from './Card';
import css from './staff.module.css';

const reasons: Record<StaffPage['unanswered'][number]['reason'], MessageKey> = {
  abstained: 'staff.reasonAbstained',
  not_carried: 'staff.reasonNotCarried',
  repeated_failure: 'staff.reasonRepeated',
};

/** What shoppers asked for in vain, as far as it was understood: goods and how often, never what was said. */
export function UnansweredCard({ rows }: { rows: StaffPage['unanswered'] }) {
  const { t } = useWords();
  return (
    <Card title={t('staff.unanswered')}>
      {rows.length === 0 && <p className={css.soft}>{t('staff.noFailedPrints')}</p>}
      {rows.map(({ words, kinds, reason, scanned, count }) => (
        <Row
          key={`${words.join()} ${reason} ${scanned ?? ''}`}
          label={`${(scanned ?? words.join(' · ')) || t('staff.noGoods')} × ${count}`}
        >
          {[t(reasons[reason]), ...kinds].join(' · ')}
        </Row>
      ))}
    </Card>
  );
}

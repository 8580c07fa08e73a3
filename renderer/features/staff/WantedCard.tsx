import type { StaffPage } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { Card, Row } from './Card';
import css from './staff.module.css';

const SHOWN = 12;

/**
 * Kinds of goods that shoppers asked for and the store does not carry, with how often: what might be ordered.
 */
export function WantedCard({ rows }: { rows: StaffPage['wanted'] }) {
  const { t, say, beside } = useWords();
  return (
    <Card title={t('staff.wanted')}>
      {rows.length === 0 && <p className={css.soft}>{t('staff.noWanted')}</p>}
      {rows.slice(0, SHOWN).map(({ id, name, count }) => (
        <Row key={id} label={`${say(name)} × ${count}`}>
          {beside(name)}
        </Row>
      ))}
    </Card>
  );
}

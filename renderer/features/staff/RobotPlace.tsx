import { MapPin } from 'lucide-react';
import type { StaffPage } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';
import { Card, Row } from './Card';
import type { Order } from './order';
import css from './staff.module.css';

/** Where staff says that the robot stands; only where there is one. */
export function RobotPlace({ places, order }: { places: StaffPage['places']; order: Order }) {
  const { t } = useWords();
  const wheels = useScreen((s) =>
    s.devices.some((device) => device.kind === 'base' && device.state !== 'absent'),
  );
  const [post, ...others] = places;
  if (!wheels || !post) return null;
  return (
    <Card title={t('staff.robotPlace')}>
      <Row label={post.name}>
        <Button
          icon={MapPin}
          onPress={() => void order('staff.here', {}, 'staff.placed')}
          testId="staff-here"
          className={css.small}
        >
          {t('staff.atPost')}
        </Button>
      </Row>
      {others.map(({ id, name }) => (
        <Row key={id} label={name}>
          <Button
            icon={MapPin}
            onPress={() => void order('staff.here', { anchor: id }, 'staff.placed')}
            testId={`staff-here-${id}`}
            className={css.small}
          >
            {id.slice(0, 8)}
          </Button>
        </Row>
      ))}
    </Card>
  );
}

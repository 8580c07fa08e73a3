import { MapPin } from 'lucide-react';
import type { StaffPage } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';
import { Card, Row } from './Card';
import type { Order } from './order';
import { placeName } from './place-name';
import css from './staff.module.css';

/** Where staff says that the robot stands; only where there is one. */
export function RobotPlace({ places, order }: { places: StaffPage['places']; order: Order }) {
  const words = useWords();
  const { t } = words;
  const wheels = useScreen((s) =>
    s.devices.some((device) => device.kind === 'base' && device.state !== 'absent'),
  );
  if (!wheels || places.length === 0) return null;
  return (
    <Card title={t('staff.robotPlace')}>
      {places.map((place) => {
        const post = place.kind === 'post';
        return (
          <Row key={place.id} label={placeName(place, words)}>
            <Button
              icon={MapPin}
              onPress={() => void order('staff.here', post ? {} : { anchor: place.id }, 'staff.placed')}
              testId={post ? 'staff-here' : `staff-here-${place.id}`}
              className={css.small}
            >
              {t(post ? 'staff.atPost' : 'staff.isHere')}
            </Button>
          </Row>
        );
      })}
    </Card>
  );
}

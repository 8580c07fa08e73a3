import { Printer, RotateCcw } from 'lucide-react';
import type { IpcRequest, ItemCard, StaffPage } from '../../../main/contract';
import { usable } from '../../lib/devices';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { Button } from '../../ui/Button';
import { Card, Row } from './Card';
import type { Order } from './order';
import css from './staff.module.css';

/** Items on screen that a label is offered for. */
const LABELS = 6;

/**
 * What staff prints: the test page, slips that did not come out, promotion sheets, coupons, shelf labels.
 * Only where there is a printer.
 */
export function Papers({ page, order }: { page: StaffPage; order: Order }) {
  const { t } = useWords();
  const printer = useScreen((s) =>
    s.devices.some((device) => device.kind === 'printer' && device.state !== 'absent'),
  );
  const ready = useScreen((s) => usable(s, 'printer') === 'ready');
  const cards = useScreen((s) => s.cards);
  if (!printer) return null;
  const print: Print = (paper) => void order('staff.print', { paper }, 'staff.printed');
  return (
    <>
      <Card title={t('staff.print')}>
        <Row label={t('staff.testPage')}>
          <PaperButton
            enabled={ready}
            onPress={() => print({ type: 'diagnostic' })}
            testId="staff-test-page"
            text={t('staff.print')}
          />
        </Row>
      </Card>
      <FailedPrints prints={page.failedPrints} order={order} />
      {page.promotions.length > 0 && (
        <Promotions promotions={page.promotions} enabled={ready} print={print} />
      )}
      {cards.length > 0 && <Labels cards={cards.slice(0, LABELS)} enabled={ready} print={print} />}
    </>
  );
}

/** Prints a paper of this shape. */
type Print = (paper: IpcRequest<'staff.print'>['paper']) => void;

function FailedPrints({ prints, order }: { prints: StaffPage['failedPrints']; order: Order }) {
  const { t, moment } = useWords();
  return (
    <Card title={t('staff.failedPrints')}>
      {prints.length === 0 && <p className={css.soft}>{t('staff.noFailedPrints')}</p>}
      {prints.map(({ jobId, at, title, reason }) => {
        return (
          <Row key={jobId} label={`${moment(at)} · ${title}`} good={false}>
            {t(`print.reason.${reason ?? 'failed'}`)}
            <Button
              icon={RotateCcw}
              onPress={() => void order('staff.reprint', { jobId }, 'staff.printed')}
              testId={`staff-reprint-${jobId}`}
              className={css.small}
            >
              {t('staff.printAgain')}
            </Button>
          </Row>
        );
      })}
    </Card>
  );
}

function Promotions({
  promotions,
  enabled,
  print,
}: {
  promotions: StaffPage['promotions'];
  enabled: boolean;
  print: Print;
}) {
  const { t, say } = useWords();
  return (
    <Card title={t('staff.promotions')}>
      {promotions.map(({ id, title }) => (
        <Row key={id} label={say(title)}>
          <PaperButton
            enabled={enabled}
            onPress={() => print({ type: 'promotion', id })}
            testId={`staff-sheet-${id}`}
            text={t('staff.sheet')}
          />
          <PaperButton
            enabled={enabled}
            onPress={() => print({ type: 'coupon', id })}
            testId={`staff-coupon-${id}`}
            text={t('staff.coupon')}
          />
        </Row>
      ))}
    </Card>
  );
}

function Labels({ cards, enabled, print }: { cards: readonly ItemCard[]; enabled: boolean; print: Print }) {
  const { t, say } = useWords();
  return (
    <Card title={t('staff.labels')}>
      {cards.map(({ gtin, name }) => (
        <Row key={gtin} label={say(name)}>
          <PaperButton
            enabled={enabled}
            onPress={() => print({ type: 'label', gtin })}
            testId={`staff-label-${gtin}`}
            text={t('staff.label')}
          />
        </Row>
      ))}
    </Card>
  );
}

function PaperButton({
  enabled,
  onPress,
  testId,
  text,
}: {
  enabled: boolean;
  onPress: () => void;
  testId: string;
  text: string;
}) {
  return (
    <Button icon={Printer} onPress={onPress} disabled={!enabled} testId={testId} className={css.small}>
      {text}
    </Button>
  );
}

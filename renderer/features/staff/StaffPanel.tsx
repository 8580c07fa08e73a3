import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { StaffPage, wallClock, type IpcRequest, type WireError } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { invoke } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { closePanel, showFailure } from '../../lib/ui-store';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { Card, Row } from './Card';
import { Papers } from './Papers';
import { RobotPlace } from './RobotPlace';
import { StaffDoor, refusalOf } from './StaffDoor';
import { TurnsCard } from './TurnsCard';
import { UnansweredCard } from './UnansweredCard';
import { WantedCard } from './WantedCard';
import type { Order, StaffChannel } from './order';
import css from './staff.module.css';

/** What a refused order's reason is about. */
const reasonsOf: Partial<Record<StaffChannel, 'nav' | 'print'>> = {
  'staff.resetEmergencyStop': 'nav',
  'staff.here': 'nav',
  'staff.print': 'print',
  'staff.reprint': 'print',
};

/**
 * For staff: how the terminal is, and what only they may do. Main checks the PIN before anything is shown and
 * with every order; a wrong one leads back to the door.
 */
export function StaffPanel() {
  const { t } = useWords();
  const [entered, setEntered] = useState<{ pin: string; page: StaffPage } | null>(null);
  const [refusal, setRefusal] = useState<MessageKey | null>(null);
  const [done, setDone] = useState<MessageKey | null>(null);

  const refused = (error: WireError, of?: 'nav' | 'print'): void => {
    if (error.code !== 'forbidden') return showFailure(error, of);
    setEntered(null);
    setRefusal(refusalOf(error));
  };
  /**
   * Gives an order with the PIN; says so when it was carried out, and takes what it answers over where that
   * is the page anew.
   */
  const order: Order = async (channel, request, said) => {
    if (!entered) return;
    setDone(null);
    const result = await invoke(channel, { ...request, pin: entered.pin } as IpcRequest<typeof channel>);
    if (!result.ok) return refused(result.error, reasonsOf[channel]);
    setDone(said);
    const again = StaffPage.safeParse(result.value);
    if (again.success) setEntered({ ...entered, page: again.data });
  };

  return (
    <Sheet title={t('staff.title')} onBack={closePanel} testId="panel-staff">
      {entered === null ? (
        <StaffDoor
          refusal={refusal}
          onOpen={(pin, page) => {
            setRefusal(null);
            setEntered({ pin, page });
          }}
        />
      ) : (
        <div className={css.page} data-testid="staff-page">
          <Orders order={order} done={done} />
          <Upkeep />
          <Devices />
          <RobotPlace places={entered.page.places} order={order} />
          <Papers page={entered.page} order={order} />
          <UnansweredCard rows={entered.page.unanswered} />
          <WantedCard rows={entered.page.wanted} />
          <CatalogFacts />
          <Services />
          <TurnsCard turns={entered.page.turns} />
        </div>
      )}
    </Sheet>
  );
}

/** What staff orders at once, and what was carried out last. */
function Orders({ order, done }: { order: Order; done: MessageKey | null }) {
  const { t } = useWords();
  return (
    <div className={css.orders}>
      <Button
        icon={RefreshCw}
        look="primary"
        onPress={() => void order('staff.sync', {}, 'staff.syncDone')}
        testId="staff-sync"
      >
        {t('staff.sync')}
      </Button>
      <Button
        icon={ShieldCheck}
        onPress={() => void order('staff.resetEmergencyStop', {}, 'staff.resetDone')}
        testId="staff-reset"
      >
        {t('staff.reset')}
      </Button>
      {done && (
        <p role="status" className={css.done} data-testid="staff-done">
          {t(done)}
        </p>
      )}
    </div>
  );
}

/** What staff should see to; nothing where all is well. */
function Upkeep() {
  const { t, say } = useWords();
  const notes = useScreen((s) => s.upkeep) ?? [];
  if (notes.length === 0) return null;
  return (
    <Card title={t('staff.upkeep')}>
      {notes.map(({ id, level, text }) => (
        <Row key={id} label={t(`staff.upkeep.${level}`)} good={level === 'info'}>
          <span data-testid={`upkeep-${id}`}>{say(text)}</span>
        </Row>
      ))}
    </Card>
  );
}

function Devices() {
  const { t } = useWords();
  const devices = useScreen((s) => s.devices);
  return (
    <Card title={t('staff.devices')}>
      {devices.length === 0 && <p className={css.soft}>{t('staff.noDevices')}</p>}
      {devices.map((device) => (
        <Row
          key={device.name}
          label={`${t(`device.${device.kind}`)} · ${device.name}`}
          good={device.state === 'ready' || device.state === 'busy'}
        >
          {[
            t(`state.${device.state}`),
            device.battery === undefined ? '' : t('staff.battery', { p: Math.round(device.battery * 100) }),
            device.simulated ? t('status.simulated') : '',
            device.port ?? '',
            device.reason ? t(`device.reason.${device.reason}`) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Row>
      ))}
    </Card>
  );
}

/** Phases of a sync under way. */
const syncing: readonly string[] = ['checking', 'fetching', 'building', 'verifying', 'swapping'];

function CatalogFacts() {
  const { t, moment } = useWords();
  const catalog = useScreen((s) => s.catalog);
  if (!catalog) return null;
  const expired = catalog.expiresAt !== undefined && Date.parse(catalog.expiresAt) < wallClock();
  return (
    <Card title={t('staff.catalog')}>
      <Row label={t('staff.sequence')}>{catalog.sequence ?? '—'}</Row>
      <Row label={t('staff.products')}>{catalog.products ?? '—'}</Row>
      <Row label={t('staff.published')}>{moment(catalog.publishedAt) || '—'}</Row>
      <Row label={t('staff.expires')} good={!expired}>
        {moment(catalog.expiresAt) || '—'}
      </Row>
      <Row label={t('staff.syncState')} good={catalog.sync.phase !== 'failed'}>
        {t(`state.${catalog.sync.phase}`)}
        {catalog.sync.done !== undefined && ` · ${Math.round(catalog.sync.done * 100)} %`}
        {catalog.sync.error && ` · ${t(`sync.reason.${catalog.sync.error.kind}`)}`}
      </Row>
      {syncing.includes(catalog.sync.phase) && (
        <progress
          className={css.progress}
          value={catalog.sync.done}
          max={1}
          data-testid="staff-sync-progress"
        />
      )}
    </Card>
  );
}

function Services() {
  const { t } = useWords();
  const services = useScreen((s) => s.services);
  const stages = useScreen((s) => s.stages);
  const mic = useScreen((s) => s.mic);
  return (
    <>
      <Card title={t('staff.services')}>
        {(['voice', 'catalog', 'devices'] as const).map((name) => (
          <Row key={name} label={t(`service.${name}`)} good={services[name] === 'up'}>
            {t(`state.${services[name]}`)}
          </Row>
        ))}
        <Row label={t('staff.mic')} good={mic === 'ok'}>
          {t(`state.${mic}`)}
        </Row>
      </Card>
      <Card title={t('staff.models')}>
        {stages.map((stage) => (
          <Row key={stage.stage} label={t(`stage.${stage.stage}`)} good={stage.ok}>
            {[t(stage.ok ? 'staff.ok' : 'staff.missing'), stage.model ?? ''].filter(Boolean).join(' · ')}
          </Row>
        ))}
      </Card>
    </>
  );
}

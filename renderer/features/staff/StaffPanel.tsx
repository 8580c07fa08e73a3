import { RefreshCw, ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { invoke } from '../../lib/bridge';
import { moment } from '../../lib/format';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { closePanel, showFailure } from '../../lib/ui-store';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import { PinPad } from './PinPad';
import css from './staff.module.css';

/** For staff: how the terminal is, and what only they may do. Main checks the PIN with every order; a wrong one leads back to the pad. */
export function StaffPanel() {
  const { t } = useWords();
  const [pin, setPin] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const [done, setDone] = useState<'staff.syncDone' | 'staff.resetDone' | null>(null);

  const order = async (channel: 'staff.sync' | 'staff.resetEmergencyStop'): Promise<void> => {
    if (pin === null) return;
    setDone(null);
    const result = await invoke(channel, { pin });
    if (result.ok) setDone(channel === 'staff.sync' ? 'staff.syncDone' : 'staff.resetDone');
    else if (result.error.code === 'forbidden') {
      setPin(null);
      setWrong(true);
    } else showFailure(result.error);
  };

  return (
    <Sheet title={t('staff.title')} onBack={closePanel} testId="panel-staff">
      {pin === null ? (
        <PinPad wrong={wrong} onEnter={setPin} />
      ) : (
        <div className={css.page} data-testid="staff-page">
          <div className={css.orders}>
            <Button icon={RefreshCw} look="primary" onPress={() => void order('staff.sync')} testId="staff-sync">
              {t('staff.sync')}
            </Button>
            <Button icon={ShieldCheck} onPress={() => void order('staff.resetEmergencyStop')} testId="staff-reset">
              {t('staff.reset')}
            </Button>
            {done && (
              <p role="status" className={css.done} data-testid="staff-done">
                {t(done)}
              </p>
            )}
          </div>
          <Devices />
          <CatalogFacts />
          <Services />
        </div>
      )}
    </Sheet>
  );
}

function Devices() {
  const { t } = useWords();
  const devices = useScreen((s) => s.devices);
  return (
    <Card title={t('staff.devices')}>
      {devices.length === 0 && <p className={css.soft}>{t('staff.noDevices')}</p>}
      {devices.map((device) => (
        <Row key={device.name} label={`${t(`device.${device.kind}`)} · ${device.name}`} good={device.state === 'ready' || device.state === 'busy'}>
          {[
            t(`state.${device.state}`),
            device.battery === undefined ? '' : t('staff.battery', { p: Math.round(device.battery * 100) }),
            device.simulated ? t('status.simulated') : '',
            device.port ?? '',
            device.detail ?? '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Row>
      ))}
    </Card>
  );
}

function CatalogFacts() {
  const { t, lang } = useWords();
  const catalog = useScreen((s) => s.catalog);
  if (!catalog) return null;
  const expired = catalog.expiresAt !== undefined && Date.parse(catalog.expiresAt) < Date.now();
  return (
    <Card title={t('staff.catalog')}>
      <Row label={t('staff.sequence')}>{catalog.sequence ?? '—'}</Row>
      <Row label={t('staff.products')}>{catalog.products ?? '—'}</Row>
      <Row label={t('staff.published')}>{moment(catalog.publishedAt, lang) || '—'}</Row>
      <Row label={t('staff.expires')} good={!expired}>
        {moment(catalog.expiresAt, lang) || '—'}
      </Row>
      <Row label={t('staff.syncState')} good={catalog.sync.phase !== 'failed'}>
        {t(`state.${catalog.sync.phase}`)}
        {catalog.sync.error && ` · ${catalog.sync.error.message}`}
      </Row>
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
          <Row key={stage.stage} label={stage.stage} good={stage.ok}>
            {[t(stage.ok ? 'staff.ok' : 'staff.missing'), stage.model ?? '', stage.detail ?? ''].filter(Boolean).join(' · ')}
          </Row>
        ))}
      </Card>
    </>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.card}>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  );
}

function Row({ label, good, children }: { label: string; good?: boolean; children: ReactNode }) {
  return (
    <div className={css.row}>
      <dt>
        {good !== undefined && <span className={good ? css.good : css.bad} aria-hidden />}
        {label}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

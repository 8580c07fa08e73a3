import { BellRing, FlaskConical, Info, TriangleAlert } from 'lucide-react';
import { wallClock } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { statusLines, type StatusLine } from './status-lines';
import css from './status.module.css';

const icons = { info: Info, warn: TriangleAlert, error: TriangleAlert };

/**
 * One quiet row: what is simulated, what is away and what works instead, what main has to say, and a standing
 * call.
 */
export function StatusStrip() {
  const { t, say, lang } = useWords();
  const services = useScreen((s) => s.services);
  const catalog = useScreen((s) => s.catalog);
  const devices = useScreen((s) => s.devices);
  const stages = useScreen((s) => s.stages);
  const mic = useScreen((s) => s.mic);
  const notices = useScreen((s) => s.notices);
  const call = useScreen((s) => (s.view === 'handoff' ? null : s.call));
  const lines = statusLines({ services, catalog, devices, stages, mic, lang }, wallClock());
  if (lines.length + notices.length === 0 && !call) return null;

  return (
    <div className={css.strip} role="status" data-testid="status">
      {call && <Line level="info" icon={BellRing} text={t(`call.${call.state}`)} testId="status.call" />}
      {lines.map((line) => (
        <Line
          key={line.key}
          level={line.level}
          icon={line.key === 'status.simulated' ? FlaskConical : icons[line.level]}
          text={t(line.key) + (gaveUp(line.key, services) ? ` · ${t('status.gaveUp')}` : '')}
          testId={line.key}
        />
      ))}
      {notices.map((notice) => (
        <Line
          key={notice.id}
          level={notice.level}
          icon={icons[notice.level]}
          text={say(notice.text)}
          testId={`notice.${notice.id}`}
        />
      ))}
    </div>
  );
}

function Line({
  level,
  icon: Icon,
  text,
  testId,
}: {
  level: StatusLine['level'];
  icon: typeof Info;
  text: string;
  testId: string;
}) {
  return (
    <span className={`${css.line} ${css[level]}`} data-testid={testId}>
      <Icon aria-hidden className={css.lineIcon} />
      {text}
    </span>
  );
}

/** Only the catalog has no way round it. */
const gaveUp = (key: StatusLine['key'], services: { catalog: string }): boolean =>
  key === 'status.catalog' && services.catalog === 'gave_up';

import { ifUnderstood, type ScreenState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';

export interface StatusLine {
  key: MessageKey;
  level: 'info' | 'warn' | 'error';
}

type Part = Pick<ScreenState, 'services' | 'catalog' | 'devices' | 'stages' | 'mic' | 'lang'>;

/** What a shopper should know of the terminal's health, in few words; nothing where all is well. */
export function statusLines(
  { services, catalog, devices, stages, mic, lang }: Part,
  now: number,
): StatusLine[] {
  const lines: StatusLine[] = [];
  const missing = (stage: string): boolean => stages.some((s) => s.stage === stage && !s.ok);

  if (services.catalog === 'down' || services.catalog === 'gave_up')
    lines.push({ key: 'status.catalog', level: 'error' });
  else if (services.catalog === 'starting' || catalog?.ready === false)
    lines.push({ key: 'status.catalogStarting', level: 'info' });
  else if (catalog?.expiresAt && Date.parse(catalog.expiresAt) < now)
    lines.push({ key: 'status.expired', level: 'warn' });

  // One line about the voice: the first thing that keeps it from working.
  if (services.voice === 'down' || services.voice === 'gave_up')
    lines.push({ key: 'status.voice', level: 'warn' });
  else if (services.voice === 'starting') lines.push({ key: 'status.voiceStarting', level: 'info' });
  else if (missing('asr')) lines.push({ key: 'status.asr', level: 'warn' });
  else if (mic === 'absent' || mic === 'denied' || mic === 'lost')
    lines.push({ key: 'status.mic', level: 'warn' });
  else if (mic === 'silent' || mic === 'clipping' || mic === 'wrong_rate')
    lines.push({ key: `status.mic.${mic}`, level: 'warn' });
  else if (missing('tts') || !ifUnderstood(lang)) lines.push({ key: 'status.tts', level: 'warn' });

  if (services.devices === 'down' || services.devices === 'gave_up')
    lines.push({ key: 'status.devices', level: 'warn' });
  else if (devices.some((d) => d.simulated && d.state !== 'absent'))
    lines.push({ key: 'status.simulated', level: 'info' });
  return lines;
}

/** Whether talking to the terminal can work at all now. */
export const canListen = ({
  services,
  stages,
  mic,
}: Pick<ScreenState, 'services' | 'stages' | 'mic'>): boolean =>
  services.voice === 'up' &&
  mic !== 'absent' &&
  mic !== 'denied' &&
  mic !== 'lost' &&
  !stages.some((s) => s.stage === 'asr' && !s.ok);

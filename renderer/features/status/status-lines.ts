import { ifUnderstood, type ScreenState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';

export interface StatusLine {
  key: MessageKey;
  level: 'info' | 'warn' | 'error';
}

type Part = Pick<ScreenState, 'services' | 'catalog' | 'devices' | 'stages' | 'mic' | 'lang'>;

/** What a shopper should know of the terminal's health, in few words; nothing where all is well. */
export function statusLines(part: Part, now: number): StatusLine[] {
  return [catalogLine(part, now), voiceLine(part), devicesLine(part)].filter((line) => line !== undefined);
}

const isOut = (health: Part['services']['voice']): boolean => health === 'down' || health === 'gave_up';

function catalogLine({ services, catalog }: Part, now: number): StatusLine | undefined {
  if (isOut(services.catalog)) return { key: 'status.catalog', level: 'error' };
  if (services.catalog === 'starting' || catalog?.ready === false)
    return { key: 'status.catalogStarting', level: 'info' };
  return catalog?.expiresAt && Date.parse(catalog.expiresAt) < now
    ? { key: 'status.expired', level: 'warn' }
    : undefined;
}

/** One line about the voice: the first thing that keeps it from working. */
function voiceLine({ services, stages, mic, lang }: Part): StatusLine | undefined {
  const missing = (stage: string): boolean => stages.some((s) => s.stage === stage && !s.ok);
  if (isOut(services.voice)) return { key: 'status.voice', level: 'warn' };
  if (services.voice === 'starting') return { key: 'status.voiceStarting', level: 'info' };
  if (missing('asr')) return { key: 'status.asr', level: 'warn' };
  if (mic === 'absent' || mic === 'denied' || mic === 'lost') return { key: 'status.mic', level: 'warn' };
  if (mic === 'silent' || mic === 'clipping' || mic === 'wrong_rate')
    return { key: `status.mic.${mic}`, level: 'warn' };
  return missing('tts') || !ifUnderstood(lang) ? { key: 'status.tts', level: 'warn' } : undefined;
}

function devicesLine({ services, devices }: Part): StatusLine | undefined {
  if (isOut(services.devices)) return { key: 'status.devices', level: 'warn' };
  return devices.some((d) => d.simulated && d.state !== 'absent')
    ? { key: 'status.simulated', level: 'info' }
    : undefined;
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

import type { ShownPrint } from '../../../main/contract';
import type { Words } from '../../lib/i18n';

/** How a paper goes, by what is on it. */
export function printMessage({ state, reason, what = 'slip' }: ShownPrint, { t }: Pick<Words, 't'>): string {
  return t(`print.${state}`, { what: t(`paper.${what}`), x: t(`print.reason.${reason ?? 'failed'}`) });
}

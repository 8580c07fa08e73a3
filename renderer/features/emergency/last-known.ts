import { EmergencyNumbers } from '../../../main/contract';
import { onScreen, screenNow } from '../../lib/screen-store';

const KEPT = 'emergency-numbers';

/** Keeps the store's numbers for a page that starts while main is silent. Returns the way to stop. */
export function keepNumbers(): () => void {
  return onScreen(({ catalog }, before) => {
    const known = catalog?.emergency;
    if (!known || known === before?.catalog?.emergency) return;
    try {
      localStorage.setItem(KEPT, JSON.stringify(known));
    } catch {
      // A full or shut store: the clock's country is shown instead.
    }
  });
}

/** The store's numbers as main told them last, in this run of the page or an earlier one. */
export function lastKnownNumbers(): EmergencyNumbers | undefined {
  const now = screenNow()?.catalog?.emergency;
  if (now) return now;
  try {
    return EmergencyNumbers.safeParse(JSON.parse(localStorage.getItem(KEPT) ?? 'null')).data;
  } catch {
    return undefined;
  }
}

import type { Settings } from '../state/settings';

const KEY = 'sync.night';
const HALF_DAY = 12 * 3_600_000;

/**
 * The night that an instant belongs to, from noon to noon of the store's own time: `2026-11-22` is the one
 * that begins that evening.
 */
export function nightOf(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at.getTime() - HALF_DAY);
}

/**
 * Bytes that this night's syncs have fetched together, kept in `state.db` so that a restart does not begin
 * anew.
 */
export class NightBudget {
  constructor(
    private readonly settings: Settings,
    private readonly clock: () => Date,
    /** Most bytes a night; 0: no limit. */
    private readonly limit: number,
    private readonly timeZone: () => string | undefined,
  ) {}

  spent(): number {
    const [night, bytes] = (this.settings.get(KEY) ?? '').split(' ');
    return night === nightOf(this.clock(), this.timeZone()) ? Number(bytes) || 0 : 0;
  }

  spend(bytes: number): void {
    if (bytes > 0)
      this.settings.set(KEY, `${nightOf(this.clock(), this.timeZone())} ${this.spent() + bytes}`);
  }

  /** Bytes left; nothing where there is no limit. */
  left(): number | undefined {
    return this.limit > 0 ? Math.max(0, this.limit - this.spent()) : undefined;
  }
}

import path from 'node:path';
import { DaogouError, type Config, type StaffDoorState } from '../contract';
import { createDoor, type Door } from './door';
import { pinFile, readPin, writePin } from './pin-file';
import { isWeakPin } from './weak-pin';

export { isWeakPin } from './weak-pin';
export type { Door } from './door';

/** Opens the staff page of a demonstration, where it is shown beside the digits. */
export const DEMO_PIN = '2580';
/** At 10,000 PINs of four digits, trying all of them takes five weeks here … */
const PAGE_LONGEST_PAUSE = 300_000;
/** … and one week here, where somebody may have to wait for a robot. */
const STOP_LONGEST_PAUSE = 60_000;

export interface StaffDoors {
  /** The staff page and its orders. */
  readonly page: Door;
  /** The release of the emergency stop, which wrong PINs at the page never shut. */
  readonly stop: Door;
  state(): StaffDoorState;
  /**
   * Sets the PIN; `current` is the one before, where there is one.
   * @throws DaogouError `bad_request` for a weak one, and what the page's door throws for a wrong `current`.
   */
  setPin(pin: string, current?: string): Promise<void>;
}

interface Clocks {
  now?: () => number;
  wall?: () => number;
  onTrouble?: (error: unknown) => void;
}

type StaffConfig = Pick<Config, 'dataDir' | 'demo' | 'staffPin'>;
type Lock = (pin: string) => Promise<boolean>;

/**
 * Which PIN counts: the one that staff set, else the configured one unless it is weak, else in a
 * demonstration the demo's, else none.
 */
export function pinState(config: StaffConfig): StaffDoorState {
  try {
    if (readPin(pinFile(config.dataDir))) return { pin: 'set' };
  } catch {
    return { pin: 'damaged' };
  }
  if (usable(config.staffPin)) return { pin: 'configured' };
  return config.demo ? { pin: 'demo', demoPin: DEMO_PIN } : { pin: 'missing' };
}

/** Keeps the PIN, hashed, in the data folder. @throws DaogouError `bad_request` for a weak one. */
export async function keepPin(dataDir: string, pin: string): Promise<void> {
  if (!/^\d{4,8}$/.test(pin)) throw new DaogouError('bad_request', 'The staff PIN has four to eight digits.');
  if (isWeakPin(pin))
    throw new DaogouError(
      'bad_request',
      'That PIN is among the first that a guesser tries; take one without runs, repetitions or years.',
    );
  await writePin(pinFile(dataDir), pin);
}

/** The doors that the staff PIN opens, each with its own count of wrong ones. */
export function createStaffDoors(config: StaffConfig, clocks: Clocks = {}): StaffDoors {
  const lock = (): Lock => {
    const kept = readPin(pinFile(config.dataDir));
    if (kept) return kept;
    const state = pinState(config);
    if (state.pin === 'missing')
      throw new DaogouError(
        'not_ready',
        'No staff PIN is set yet; set one on the staff page or with “daogou pin set”.',
      );
    const plain = state.demoPin ?? config.staffPin;
    return (pin) => Promise.resolve(pin === plain);
  };
  const door = (name: string, longestPauseMs: number): Door =>
    createDoor({
      file: path.join(config.dataDir, 'staff', `door-${name}.json`),
      longestPauseMs,
      lock,
      ...clocks,
    });
  const page = door('page', PAGE_LONGEST_PAUSE);
  return {
    page,
    stop: door('stop', STOP_LONGEST_PAUSE),
    state: () => pinState(config),
    async setPin(pin, current) {
      if (pinState(config).pin !== 'missing') await page.check(current ?? '');
      await keepPin(config.dataDir, pin);
    },
  };
}

const usable = (staffPin: string): boolean => staffPin !== '' && !isWeakPin(staffPin);

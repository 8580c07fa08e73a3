import type { DeviceReason, DeviceStatus } from '../main/contract';

const LOCKED = 'look at the robot, then reset it on the staff page';
const FREE = 'free the robot and release what is pressed';

/** What to do about what is wrong. */
const ADVICE: Readonly<Record<DeviceReason, string | undefined>> = {
  off: undefined,
  not_plugged_in: 'plug it in, or name its port in the configuration',
  port_missing: 'plug it in, or name its port in the configuration',
  port_taken: 'end that program (the terminal itself holds the port while it runs)',
  no_permission: 'add the user to the group dialout and log in again',
  unplugged: 'plug the cable in again; it is taken up by itself',
  nonsense: 'set its baudRate in the configuration to that of the device, or name the right port',
  silent: 'switch it on, and check that the cable goes to the device',
  paper_out: 'put in a new roll of paper',
  paper_near_end: 'have a new roll of paper ready',
  jobs_in_memory:
    'make room on the disk or check that it can be written: slips that wait are lost if the power goes',
  cover_open: 'close its cover',
  offline: 'look at its lamps; switch it off and on',
  error: 'look at its lamps; switch it off and on',
  bumper: FREE,
  button: FREE,
  cliff: LOCKED,
  wheel_drop: LOCKED,
  overcurrent: LOCKED,
  emergency_stop: LOCKED,
  other: undefined,
};

/** What a device may have and yet work. */
const STILL_WORKS: ReadonlySet<DeviceReason> = new Set(['paper_near_end', 'jobs_in_memory']);

/** One plain remedy for a device that is not as it should be; undefined when it is, or nothing is known. */
export function adviceFor({
  state,
  reason,
  kind,
}: Pick<DeviceStatus, 'state' | 'reason' | 'kind'>): string | undefined {
  if (reason === undefined || reason === 'off') return undefined;
  if ((state === 'ready' || state === 'busy') && !STILL_WORKS.has(reason)) return undefined;
  return ADVICE[reason] ?? `check the cable and the power of the ${kind}`;
}

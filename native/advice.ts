import type { DeviceStatus } from '../main/contract';

/** What to do about what is wrong, by the words of `DeviceStatus.detail`; the first that fits. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/another program holds/, 'end that program (the terminal itself holds the port while it runs)'],
  [/no permission/, 'add the user to the group dialout and log in again'],
  [/nonsense|wrong speed/, 'set its baudRate in the configuration to that of the device, or name the right port'],
  [/does not answer|silent/, 'switch it on, and check that the cable goes to the device'],
  [/not plugged in|does not exist/, 'plug it in, or name its port in the configuration'],
  [/unplugged|closed by the system/, 'plug the cable in again; it is taken up by itself'],
  [/paper_out/, 'put in a new roll of paper'],
  [/jobs_in_memory/, 'make room on the disk or check that it can be written: slips that wait are lost if the power goes'],
  [/paper_near_end/, 'have a new roll of paper ready'],
  [/cover_open/, 'close its cover'],
  [/offline|error/, 'look at its lamps; switch it off and on'],
  [/staff must reset|staff must look/, 'look at the robot, then reset it on the staff page'],
  [/displaced|lost/, 'bring the robot to its post and say so on the staff page'],
  [/bumper|cliff|wheel|button|emergency/, 'free the robot and release what is pressed'],
];

/** One plain remedy for a device that is not as it should be; undefined when it is, or nothing is known. */
export function adviceFor({ state, detail, kind }: Pick<DeviceStatus, 'state' | 'detail' | 'kind'>): string | undefined {
  if (detail === undefined || /switched off in the configuration/.test(detail)) return undefined;
  if ((state === 'ready' || state === 'busy') && !['paper_near_end', 'jobs_in_memory'].includes(detail)) return undefined;
  return ADVICE.find(([words]) => words.test(detail))?.[1] ?? `check the cable and the power of the ${kind}`;
}

import { join } from 'node:path';
import type { Config } from '../../main/contract';
import { SerialConnection } from '../serial/connection';
import { KOBUKI_USB, portResolver } from '../serial/discovery';
import { GoalBase } from './goal/goal-base';
import { WHEELBASE } from './kobuki/commands';
import { METRES_PER_TICK, wrap16 } from './kobuki/odometry';
import { KobukiBase } from './kobuki/kobuki-base';
import { wrapAngle } from './geometry';
import { PoseStore, type StoredPose } from './pose-store';
import type { BasePort } from './port';

/** Farthest a wheel may have rolled while nobody listened, metres, and how well wheels and gyro must agree about it, radians. */
const MAX_UNSEEN = 0.5;
const MAX_DISAGREEMENT = 0.15;

/** The configured base, and how to remember its place. Undefined when this terminal has no wheels. */
export function createBase(config: Config, stateDir: string): { base: BasePort | undefined; remember: (atPost: boolean | undefined) => void } {
  if (config.base.port === 'none') return { base: undefined, remember: () => undefined };
  const line = new SerialConnection({ name: 'robot base', resolve: portResolver(config.base.port, KOBUKI_USB), baudRate: config.base.baudRate });
  const now = () => performance.now();
  if (config.base.driver === 'goal') return { base: new GoalBase(line, { now, speed: config.base.speed }), remember: () => undefined };
  const base = new KobukiBase(line, { now, emergencyStopInput: config.base.emergencyStopInput, emergencyStopLevel: config.base.emergencyStopLevel });
  const store = new PoseStore(join(stateDir, 'base-pose.json'));
  let stood = true;
  restoreOnFirstFeedback(base, store, config.base.simulated, (atPost) => (stood = atPost));
  return {
    base,
    remember: (atPost) => {
      stood = atPost ?? stood;
      const { raw } = base;
      const { pose } = base.odometry;
      if (raw && pose) store.write({ pose, bound: base.odometry.bound, ...raw, atPost: stood });
    },
  };
}

/**
 * When the counters go on where they were left, the base has not been switched off and its place is still known. When they do not and it was not at its post, nobody knows where it
 * is. A simulated base begins at its post.
 */
function restoreOnFirstFeedback(base: KobukiBase, store: PoseStore, simulated: boolean, restored: (atPost: boolean) => void): void {
  let done = false;
  base.onFeedback(() => {
    if (done) return;
    const { raw } = base;
    if (!raw) return;
    done = true;
    const stored = store.read();
    if (!stored || base.odometry.pose) return;
    if (!continues(stored, raw)) {
      base.displaced = !stored.atPost && !simulated;
      return;
    }
    const moved = ((wrap16(raw.left, stored.left) + wrap16(raw.right, stored.right)) / 2) * METRES_PER_TICK;
    const turned = wrapAngle(raw.angle - stored.angle);
    const middle = stored.pose.theta + turned / 2;
    restored(stored.atPost && Math.abs(moved) < 0.05);
    base.locate({ x: stored.pose.x + moved * Math.cos(middle), y: stored.pose.y + moved * Math.sin(middle), theta: stored.pose.theta + turned }, stored.bound + Math.abs(moved) * 0.1);
  });
}

/** True when the readings can belong to the same power cycle: both counters at zero are a base just switched on. */
export function continues(stored: StoredPose, raw: { left: number; right: number; angle: number }): boolean {
  if (raw.left === 0 && raw.right === 0 && (stored.left !== 0 || stored.right !== 0)) return false;
  const left = wrap16(raw.left, stored.left) * METRES_PER_TICK;
  const right = wrap16(raw.right, stored.right) * METRES_PER_TICK;
  const turned = wrapAngle(raw.angle - stored.angle);
  return Math.abs(left) < MAX_UNSEEN && Math.abs(right) < MAX_UNSEEN && Math.abs(wrapAngle((right - left) / WHEELBASE - turned)) < MAX_DISAGREEMENT;
}

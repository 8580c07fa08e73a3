import { join } from 'node:path';
import type { Config } from '../../main/contract';
import { SerialConnection } from '../serial/connection';
import { KOBUKI_USB, portResolver } from '../serial/discovery';
import { GoalBase } from './goal/goal-base';
import { METRES_PER_TICK, wrap16 } from './kobuki/odometry';
import { KobukiBase } from './kobuki/kobuki-base';
import { wrapAngle } from './geometry';
import { PoseStore } from './pose-store';
import type { BasePort } from './port';

/** Farthest the base may have been pushed or have rolled while nobody listened, metres; beyond that its counters belong to another power cycle. */
const MAX_UNSEEN = 1;

/** The configured base, and how to remember its place. Undefined when this terminal has no wheels. */
export function createBase(config: Config, stateDir: string): { base: BasePort | undefined; remember: () => void } {
  if (config.base.port === 'none') return { base: undefined, remember: () => undefined };
  const line = new SerialConnection({ name: 'robot base', resolve: portResolver(config.base.port, KOBUKI_USB), baudRate: config.base.baudRate });
  const now = () => performance.now();
  if (config.base.driver === 'goal') return { base: new GoalBase(line, { now, speed: config.base.speed }), remember: () => undefined };
  const base = new KobukiBase(line, { now, emergencyStopInput: config.base.emergencyStopInput, emergencyStopLevel: config.base.emergencyStopLevel });
  const store = new PoseStore(join(stateDir, 'base-pose.json'));
  restoreOnFirstFeedback(base, store);
  return {
    base,
    remember: () => {
      const { raw } = base;
      const { pose } = base.odometry;
      if (raw && pose) store.write({ pose, bound: base.odometry.bound, ...raw });
    },
  };
}

/** When the counters go on where they were left, the base has not been switched off and its place is still known. */
function restoreOnFirstFeedback(base: KobukiBase, store: PoseStore): void {
  let done = false;
  base.onFeedback(() => {
    if (done) return;
    const { raw } = base;
    if (!raw) return;
    done = true;
    const stored = store.read();
    if (!stored || base.odometry.pose) return;
    const moved = ((wrap16(raw.left, stored.left) + wrap16(raw.right, stored.right)) / 2) * METRES_PER_TICK;
    const turned = wrapAngle(raw.angle - stored.angle);
    if (Math.abs(moved) > MAX_UNSEEN) return;
    const middle = stored.pose.theta + turned / 2;
    base.locate({ x: stored.pose.x + moved * Math.cos(middle), y: stored.pose.y + moved * Math.sin(middle), theta: stored.pose.theta + turned }, stored.bound + Math.abs(moved) * 0.1);
  });
}

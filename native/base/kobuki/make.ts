import { join } from 'node:path';
import type { BaseMake } from '../make';
import { wrapAngle } from '../geometry';
import { PoseStore, type StoredPose } from '../pose-store';
import { KOBUKI_USB } from '../../serial/discovery';
import { WHEELBASE } from './commands';
import { KobukiBase } from './kobuki-base';
import { METRES_PER_TICK, wrap16 } from './odometry';

/**
 * Farthest a wheel may have rolled while nobody listened, metres, and how well wheels and gyro must agree
 * about it, radians.
 */
const MAX_UNSEEN = 0.5;
const MAX_DISAGREEMENT = 0.15;

/** Kobuki: steered from here, its place kept beside its raw counters. */
export const kobukiMake: BaseMake = {
  driver: 'kobuki',
  usb: KOBUKI_USB,
  create: (config, line, stateDir) => {
    const { emergencyStopInput, emergencyStopLevel, simulated } = config.base;
    const base = new KobukiBase(line, {
      now: () => performance.now(),
      emergencyStopInput,
      emergencyStopLevel,
    });
    const store = new PoseStore(join(stateDir, 'base-pose.json'));
    let stood = true;
    restoreOnFirstFeedback(base, store, simulated, (atPost) => (stood = atPost));
    forgetWhenLost(base, store);
    return {
      base,
      remember: (atPost, underWay) => {
        stood = atPost ?? stood;
        const { raw } = base;
        const { pose } = base.odometry;
        if (!raw || !pose) return;
        const stored = { pose, bound: base.odometry.bound, ...raw, atPost: stood };
        if (underWay) void store.writeSoon(stored);
        else store.write(stored);
      },
      test: () => ask(base),
    };
  },
};

/** Beeps, counts feedback for two seconds, and says who it is. */
async function ask(base: KobukiBase): Promise<{ passed: boolean; lines: string[] }> {
  base.signal('arrived');
  const before = base.state(performance.now()).counters.frames ?? 0;
  await new Promise((done) => setTimeout(done, 2_000));
  const state = base.state(performance.now());
  const rate = ((state.counters.frames ?? 0) - before) / 2;
  const { hardware, firmware, udid } = base.identity;
  return {
    passed: rate > 25 && firmware !== undefined,
    lines: [
      `Hardware ${hardware ?? 'unknown'}, firmware ${firmware ?? 'unknown'}, id ${udid ?? 'unknown'}.`,
      `${rate.toFixed(0)} feedback frames a second (50 expected), ${state.counters.badChecksums} damaged.`,
      `Battery ${Math.round((state.battery ?? 0) * 100)} %${state.charging ? ', charging' : ''}; ${state.hazards.length > 0 ? `reports ${state.hazards.join(', ')}` : 'no hazard reported'}. It should have played a sound.`,
    ],
  };
}

/**
 * When the counters go on where they were left, the base has not been switched off and its place is still
 * known. When they do not and it was not at its post, nobody knows where it is. A simulated base begins at
 * its post.
 */
function restoreOnFirstFeedback(
  base: KobukiBase,
  store: PoseStore,
  simulated: boolean,
  restored: (atPost: boolean) => void,
): void {
  let done = false;
  base.onFeedback(() => {
    if (done) return;
    const { raw } = base;
    if (!raw) return;
    done = true;
    const stored = store.read();
    if (!stored || base.odometry.pose) return;
    if (stored === 'lost' || !continues(stored, raw)) {
      base.displaced = (stored === 'lost' || !stored.atPost) && !simulated;
      return;
    }
    const moved = ((wrap16(raw.left, stored.left) + wrap16(raw.right, stored.right)) / 2) * METRES_PER_TICK;
    const turned = wrapAngle(raw.angle - stored.angle);
    const middle = stored.pose.theta + turned / 2;
    restored(stored.atPost && Math.abs(moved) < 0.05);
    base.locate(
      {
        x: stored.pose.x + moved * Math.cos(middle),
        y: stored.pose.y + moved * Math.sin(middle),
        theta: stored.pose.theta + turned,
      },
      stored.bound + Math.abs(moved) * 0.1,
    );
  });
}

/** A place that was lost must not come back from the disk after a restart of this program. */
function forgetWhenLost(base: KobukiBase, store: PoseStore): void {
  let known = false;
  base.onFeedback(() => {
    const lost = known && base.odometry.pose === undefined;
    known = base.odometry.pose !== undefined;
    if (lost) store.write({ lost: true });
  });
}

/**
 * True when the readings can belong to the same power cycle: both counters at zero are a base just switched
 * on.
 */
export function continues(stored: StoredPose, raw: { left: number; right: number; angle: number }): boolean {
  if (raw.left === 0 && raw.right === 0 && (stored.left !== 0 || stored.right !== 0)) return false;
  const left = wrap16(raw.left, stored.left) * METRES_PER_TICK;
  const right = wrap16(raw.right, stored.right) * METRES_PER_TICK;
  const turned = wrapAngle(raw.angle - stored.angle);
  return (
    Math.abs(left) < MAX_UNSEEN &&
    Math.abs(right) < MAX_UNSEEN &&
    Math.abs(wrapAngle((right - left) / WHEELBASE - turned)) < MAX_DISAGREEMENT
  );
}

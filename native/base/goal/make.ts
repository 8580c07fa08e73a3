import type { BaseMake } from '../make';
import { GoalBase } from './goal-base';

/** Bases that plan and steer by themselves, over the goal line protocol. They keep their own place. */
export const goalMake: BaseMake = {
  driver: 'goal',
  usb: [],
  create: (config, line) => {
    const base = new GoalBase(line, { now: () => performance.now(), speed: config.base.speed });
    return {
      base,
      remember: () => undefined,
      test: async () => {
        await new Promise((done) => setTimeout(done, 2_000));
        const { counters, battery, hazards, pose } = base.state(performance.now());
        const rate = (counters.lines ?? 0) / 2;
        return {
          passed: rate > 10,
          lines: [
            `${rate.toFixed(0)} states a second (20 expected), ${counters.damaged} damaged.`,
            `Battery ${battery === undefined ? 'unknown' : `${Math.round(battery * 100)} %`}; ${hazards.length > 0 ? `reports ${hazards.join(', ')}` : 'no hazard reported'}; ${pose ? 'knows its place' : 'does not know its place'}.`,
          ],
        };
      },
    };
  },
};

import { performance } from 'node:perf_hooks';
import { routeTo } from '../base/plan/route';
import { Planner } from '../base/plan/planner';
import { makeHospital } from '../testing/hospital';

/**
 * Plans once across a hospital in a fresh process; tells milliseconds and the most memory that took, beyond
 * what the process held before and in all.
 */
const map = makeHospital();
const before = process.memoryUsage.rss();
const cpu = process.cpuUsage();
const start = performance.now();
const planner = new Planner(map, { radius: 0.25 });
const built = performance.now() - start;
const { length } = routeTo(planner, { x: 6, y: 4, theta: 0 }, { amenity: 'pharmacy', label: 'pharmacy' }, []);
const all = performance.now() - start;
const used = process.cpuUsage(cpu);
const peak = process.resourceUsage().maxRSS * 1024;
const { width, height, res } = planner.grid;
process.stdout.write(
  `${JSON.stringify({ cells: `${width}x${height}`, res, metres: length, builtMs: built, ms: all, processorMs: (used.user + used.system) / 1000, peakMiB: peak / 2 ** 20, addedMiB: (peak - before) / 2 ** 20 })}\n`,
);

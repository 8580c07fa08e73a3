import { parseArgs } from 'node:util';
import { readFeedMap } from '../simulators/feed-map';
import { VirtualRobot } from '../testing/virtual-robot';
import { seeded } from '../simulators/kobuki-physics';

/**
 * Random trips from the post to a shelf and back, driver against simulator in virtual time: `trips [--map
 * FOLDER] [--trips N] [--seed S]`. Exit status 1 when one of them ends more than 0.3 m off, enters an
 * obstacle, or leaves its own drift bound.
 */
const { values } = parseArgs({
  options: {
    map: { type: 'string', default: 'build/demo-store/map' },
    trips: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});

const map = readFeedMap(values.map);
const shelves = map.fixtures.filter((fixture) => fixture.aisle !== undefined);
const random = seeded(Number(values.seed));
const errors: number[] = [];
const back: number[] = [];
const lengths: number[] = [];
let outOfBound = 0;
const failures: string[] = [];
for (let k = 0; k < Number(values.trips); k++) {
  const shelf = shelves[Math.floor(random() * shelves.length)]!;
  const robot = new VirtualRobot(map, { seed: Number(values.seed) * 1_000 + k });
  const planned = robot.navigate({ aisle: shelf.aisle, bay: shelf.bay, label: shelf.id });
  const { body } = robot.sim;
  const end = robot.finish();
  const error = Math.hypot(body.x - planned.goal![0], body.y - planned.goal![1]);
  const believed = robot.base.odometry;
  if (Math.hypot(body.x - believed.pose!.x, body.y - believed.pose!.y) > believed.bound) outOfBound += 1;
  errors.push(error);
  lengths.push(planned.remaining ?? 0);
  const where = `trip ${k} to ${shelf.aisle}/${shelf.bay ?? '-'} (${planned.remaining?.toFixed(1)} m)`;
  if (end.state !== 'arrived') failures.push(`${where}: ${end.state}, ${end.detail}`);
  else if (error > 0.3) failures.push(`${where}: ${error.toFixed(2)} m off`);
  if (body.worstOverlap > 0)
    failures.push(`${where}: entered an obstacle by ${body.worstOverlap.toFixed(3)} m`);
  if (end.state === 'arrived') {
    robot.navigator.goHome(map, robot.now);
    const home = robot.finish();
    back.push(Math.hypot(body.x - map.kiosks[0]!.at[0], body.y - map.kiosks[0]!.at[1]));
    if (home.state !== 'idle') failures.push(`${where}, way back: ${home.state}, ${home.detail}`);
    if (body.worstOverlap > 0) failures.push(`${where}, way back: entered an obstacle`);
  }
}
const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
const at = (list: number[], share: number) =>
  sorted(list)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(3);
process.stdout.write(
  `${errors.length} trips, ${at(lengths, 0.5)} m median way, longest ${at(lengths, 1)} m\n` +
    `off at the shelf: p50 ${at(errors, 0.5)} p95 ${at(errors, 0.95)} max ${at(errors, 1)} m; back at the post: p50 ${at(back, 0.5)} p95 ${at(back, 0.95)} max ${at(back, 1)} m\n` +
    `outside the drift bound: ${outOfBound}\n${failures.map((f) => `FAILED ${f}\n`).join('')}`,
);
process.exit(failures.length > 0 ? 1 : 0);

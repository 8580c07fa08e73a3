import type { Area, Point, StoreMap } from '../../../main/contract';
import { sayInAll } from '../../../main/words';
import type { FloorCheck } from './floor-check';
import type { ClearanceGrid } from './grid';

/** Drawing units a metre of the longer side's picture: the picture is about so many units wide. */
const WIDTH = 1_200;
const GAP = 40;
const HEAD = 56;

/**
 * The floor plan beside what the planner takes for free, as one SVG: left the plan as it is drawn for
 * people, right the planner's cells (green: the robot's centre may be there; yellow: free, but
 * too near to something; white: closed) with the plan's outlines over them, so that a shelf standing on
 * colour is seen at once.
 */
export function floorPicture(map: StoreMap, { planner, leaks, unreachable }: FloorCheck): string {
  const { grid } = planner;
  const scale = WIDTH / (grid.width * grid.res);
  const height = grid.height * grid.res * scale;
  const at = ([x, y]: Point): string =>
    `${((x - grid.x0) * scale).toFixed(1)} ${(height - (y - grid.y0) * scale).toFixed(1)}`;
  const path = (rings: readonly (readonly Point[])[]) =>
    rings
      .filter((ring) => ring.length > 0)
      .map((ring) => `M${ring.map(at).join('L')}Z`)
      .join('');
  const areas = (list: readonly Area[], style: string) =>
    list.map((area) => `<path d="${path([area.outline, ...(area.holes ?? [])])}" ${style}/>`).join('');
  const zones = map.zones ?? [];
  const leaking = new Set(leaks);
  const outlines = [
    `<path d="${path(map.outline)}" fill="none" stroke="#444" stroke-width="1"/>`,
    areas(
      map.fixtures.filter(({ id }) => !leaking.has(id)),
      'fill="none" stroke="#c0392b" stroke-width="0.6"',
    ),
    areas(
      [...map.fixtures, ...zones].filter(({ id }) => leaking.has(id)),
      'fill="#e74c3c" fill-opacity="0.5" stroke="#c0392b" stroke-width="2"',
    ),
    areas(zones, 'fill="none" stroke="#8e44ad" stroke-width="1" stroke-dasharray="4 2"'),
  ].join('');
  const plan = [
    `<path d="${path(map.outline)}" fill="#fdfcf9" fill-rule="evenodd" stroke="#444" stroke-width="1.5"/>`,
    areas(map.fixtures, 'fill="#b8c9bf" fill-rule="evenodd" stroke="#6d8577" stroke-width="0.6"'),
    areas(zones, 'fill="#d7bde2" fill-opacity="0.7" fill-rule="evenodd" stroke="#8e44ad" stroke-width="1"'),
    ...map.kiosks.map(({ at: [x, y] }) => dot([x, y], at, '#1f618d')),
    ...map.amenities.map(({ at: [x, y] }) => dot([x, y], at, '#b9770e')),
  ].join('');
  const cells = [
    `<path d="${runs(grid, (clearance) => clearance > 0 && clearance < planner.need, scale)}" fill="#f7dc6f"/>`,
    `<path d="${runs(grid, (clearance) => clearance >= planner.need, scale)}" fill="#7dcea0"/>`,
  ].join('');
  const said = [
    `${sayInAll('tool.plan').join(' · ')}: ${map.fixtures.length} fixtures, ${zones.length} closed or one-way areas`,
    `${sayInAll('tool.plan_free').join(' · ')}: cells of ${grid.res} m; ${leaks.length} leaks, ${unreachable.length} aisles out of reach`,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH + GAP} ${(height + HEAD).toFixed(0)}" font-family="sans-serif" font-size="24">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...said.map((text, k) => `<text x="${k * (WIDTH + GAP) + 8}" y="36">${text}</text>`),
    `<g transform="translate(0 ${HEAD})">${plan}</g>`,
    `<g transform="translate(${WIDTH + GAP} ${HEAD})">${cells}${outlines}</g>`,
    '</svg>\n',
  ].join('\n');
}

function dot(point: Point, at: (point: Point) => string, colour: string): string {
  const [x, y] = at(point).split(' ');
  return `<circle cx="${x}" cy="${y}" r="6" fill="${colour}"/>`;
}

/**
 * The cells for which something holds, as rectangles: runs along a row, joined over the rows that have the
 * same run.
 */
function runs(grid: ClearanceGrid, holds: (clearance: number) => boolean, scale: number): string {
  const side = grid.res * scale;
  const drawn: string[] = [];
  let open = new Map<string, number>();
  const close = (key: string, from: number, to: number) => {
    const [left, right] = key.split('-').map(Number) as [number, number];
    const top = (grid.height - to) * side;
    drawn.push(
      `M${(left * side).toFixed(2)} ${top.toFixed(2)}H${(right * side).toFixed(2)}V${((grid.height - from) * side).toFixed(2)}H${(left * side).toFixed(2)}Z`,
    );
  };
  for (let j = 0; j <= grid.height; j++) {
    const now = new Map<string, number>();
    for (let i = 0, from = -1; j < grid.height && i <= grid.width; i++) {
      const is = i < grid.width && holds(grid.clearance[j * grid.width + i]!);
      if (is && from < 0) from = i;
      if (is || from < 0) continue;
      const key = `${from}-${i}`;
      now.set(key, open.get(key) ?? j);
      from = -1;
    }
    for (const [key, from] of open) if (!now.has(key)) close(key, from, j);
    open = now;
  }
  return drawn.join('');
}

import { useMemo, type CSSProperties } from 'react';
import type { Amenity, Place, Point, Pose, StoreMap } from '../../../main/contract';
import { useWords, type Words } from '../../lib/i18n';
import { amenityIcon, amenityName } from './amenities';
import { shownFloor } from './floors';
import { besidePoint, clampInto, type Rect } from './bubble';
import {
  aisleLabels,
  apart,
  boundsOf,
  centreOf,
  drawnAngle,
  fitting,
  fixturesAt,
  focusOn,
  projection,
  svgPath,
  svgPoints,
  textWidth,
  UNITS,
  type Box,
  type Project,
} from './geometry';
import { useSize } from './use-size';
import css from './map.module.css';

interface Props {
  map: StoreMap;
  /** What is looked for; the first is where the way leads. */
  places: readonly Place[];
  /** An amenity looked for, by id or category. */
  amenity?: string | undefined;
  path: readonly Point[];
  /** Where the terminal is, where it can move; else it stands at its kiosk. */
  pose?: Pose | undefined;
  /** On the way now: the robot is drawn without words. */
  driving?: boolean;
  /** The whole plan, not only what lies between here and there. */
  whole?: boolean;
  label: string;
}

/** Metres of floor around the walls. */
const MARGIN = 1;
/** Metres shown around the way. */
const AROUND = 4;
/**
 * Heights on the glass in CSS pixels at 1080 wide; text never shrinks with a large store, it is left out
 * instead.
 */
const TEXT = 26;
const MARKER = 22;

/**
 * The floor plan with what is looked for, where the shopper stands and the way between, fitted into its box.
 */
export function StoreMapView(props: Props) {
  const { places, driving = false, whole = false, label } = props;
  const words = useWords();
  const [ref, size] = useSize<SVGSVGElement>();
  const { map, path, pose, here, floorName } = floorOf(props, words);
  const plan = useMemo(() => grown(boundsOf(map), MARGIN), [map]);
  const { target, amenity, pin } = sought(map, places, props.amenity);
  const view = viewOf(plan, whole ? undefined : pin, [...path, ...(here ? [here] : [])], size);
  const { box, project, px, drawing } = view;
  const amenities = apart(
    [...(amenity ? [amenity] : []), ...map.amenities.filter((a) => a !== amenity)],
    (MARKER * 1.7 * px) / UNITS,
  );
  // The pin names the first place itself.
  const labels = fitting(aisleLabels(map, places), (TEXT * px) / UNITS).filter(
    (l) => l.text !== target[0]?.aisle && holds(box, l.at, (textWidth(l.text) * TEXT * px) / UNITS / 2),
  );

  return (
    <svg
      ref={ref}
      className={css.svg}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={label}
      data-testid="map"
    >
      <Floor map={map} places={places} project={project} px={px} />
      {amenities.map((a) => (
        <AmenityMark key={a.id} amenity={a} wanted={a === amenity} at={project(a.at)} px={px} />
      ))}
      {path.length > 1 && <Way path={path} project={project} px={px} />}
      {labels.map((l) => (
        <AisleLabel key={l.text} text={l.text} at={project(l.at)} px={px} />
      ))}
      {here && !driving && (
        <Here
          at={project(here)}
          px={px}
          drawing={drawing}
          way={path.map(project)}
          avoid={amenities.map((a) => around(project(a.at), MARKER * px))}
        />
      )}
      {pin && (
        <Pin
          at={project(pin)}
          px={px}
          drawing={drawing}
          text={floorName + pinName(target.length > 0 ? places[0] : undefined, amenity, words)}
        />
      )}
      {pose && <Robot pose={pose} project={project} px={px} driving={driving} />}
    </svg>
  );
}

/**
 * The floor that is drawn, with its name where it is not that of the terminal: what is on another floor is
 * drawn there, without the terminal and the way.
 */
function floorOf({ map: store, places, amenity, path: way, pose: robot }: Props, words: Words) {
  const { plan: map, elsewhere } = shownFloor(store, places, amenity);
  if (!elsewhere) {
    const here: Point | undefined = robot ? [robot.x, robot.y] : map.kiosks[0]?.at;
    return { map, path: way, pose: robot, here, floorName: '' };
  }
  return {
    map,
    path: [],
    pose: undefined,
    here: undefined,
    floorName: `${words.say(elsewhere.name) || elsewhere.ordinal + 1} · `,
  };
}

/** What is looked for on the floor, and where its pin points. */
function sought(map: StoreMap, places: readonly Place[], wanted: string | undefined) {
  const target = places[0] ? fixturesAt(map, places[0]) : [];
  const amenity =
    wanted === undefined
      ? undefined
      : (map.amenities.find((a) => a.id === wanted) ?? map.amenities.find((a) => a.category === wanted));
  const pin = target.length > 0 ? centreOf(target.flatMap((f) => f.outline)) : amenity?.at;
  return { target, amenity, pin };
}

/** The part of the plan that is shown: all of it, or what lies between the pin and the points. */
function viewOf(
  plan: Box,
  pin: Point | undefined,
  points: readonly Point[],
  size: { width: number; height: number },
) {
  const shown = size.width > 0 && size.height > 0;
  const box = pin && shown ? focusOn(plan, [pin, ...points], size.width / size.height, AROUND) : plan;
  const width = (box.maxX - box.minX) * UNITS;
  const height = (box.maxY - box.minY) * UNITS;
  // Drawing units a CSS pixel, so that markers and text keep their size on the glass.
  const unit = shown ? Math.max(width / size.width, height / size.height) : width / 1000;
  return { box, project: projection(box), px: unit * rem(), drawing: { width, height } };
}

/** The page's scale: one at 1080 wide. */
function rem(): number {
  if (typeof document === 'undefined') return 1;
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
}

function pinName(place: Place | undefined, amenity: Amenity | undefined, words: Words): string {
  if (place) return place.aisle;
  return amenity ? amenityName(amenity, words) : '';
}

/** Walls, doors and shelves. */
function Floor({
  map,
  places,
  project,
  px,
}: {
  map: StoreMap;
  places: readonly Place[];
  project: Project;
  px: number;
}) {
  const wanted = new Set(places.flatMap((place) => fixturesAt(map, place)).map((f) => f.id));
  const aisles = new Set(places.map((place) => fixturesAt(map, place)[0]?.aisle));
  const look = ({ id, aisle }: StoreMap['fixtures'][number]): string | undefined => {
    if (wanted.has(id)) return css.wanted;
    if (aisle === undefined) return css.furniture;
    return aisles.has(aisle) ? css.near : css.shelf;
  };
  return (
    <>
      <path d={svgPath(map.outline, project)} fillRule="evenodd" className={css.floor} strokeWidth={3 * px} />
      {map.openings.map((opening, i) => (
        <polyline
          key={i}
          points={svgPoints(opening.line, project)}
          className={css.opening}
          strokeWidth={7 * px}
        />
      ))}
      {map.fixtures.map((fixture, i) => (
        <path
          key={i}
          d={svgPath([fixture.outline, ...(fixture.holes ?? [])], project)}
          fillRule="evenodd"
          className={look(fixture)}
          data-fixture={fixture.id}
          data-aisle={fixture.aisle}
          data-bay={fixture.bay}
          data-wanted={wanted.has(fixture.id)}
          strokeWidth={1.5 * px}
          strokeLinejoin="round"
        />
      ))}
    </>
  );
}

function AmenityMark({
  amenity,
  wanted,
  at: [x, y],
  px,
}: {
  amenity: Amenity;
  wanted: boolean;
  at: Point;
  px: number;
}) {
  const Icon = amenityIcon(amenity);
  const r = MARKER * px * (wanted ? 1.3 : 1);
  return (
    <g className={wanted ? css.amenityWanted : css.amenity} data-amenity={amenity.id} data-wanted={wanted}>
      <circle cx={x} cy={y} r={r} />
      <Icon x={x - r * 0.62} y={y - r * 0.62} width={r * 1.24} height={r * 1.24} />
    </g>
  );
}

function AisleLabel({ text, at: [x, y], px }: { text: string; at: Point; px: number }) {
  return (
    <text
      x={x}
      y={y}
      className={css.label}
      fontSize={TEXT * px}
      strokeWidth={7 * px}
      textAnchor="middle"
      dominantBaseline="central"
      data-label={text}
    >
      {text}
    </text>
  );
}

function Way({ path, project, px }: { path: readonly Point[]; project: Project; px: number }) {
  const points = svgPoints(path, project);
  return (
    <g className={css.way} data-testid="way">
      <polyline points={points} className={css.wayEdge} strokeWidth={14 * px} />
      <polyline
        points={points}
        className={css.wayLine}
        strokeWidth={7 * px}
        strokeDasharray={`${16 * px} ${12 * px}`}
        style={{ '--dash': -28 * px } as CSSProperties}
      />
    </g>
  );
}

interface Sign {
  at: Point;
  px: number;
  drawing: { width: number; height: number };
}

/** The name of what is looked for, with a tip on the spot. */
function Pin({ at: [x, y], px, drawing, text }: Sign & { text: string }) {
  const size = 32 * px;
  const width = (textWidth(text) + 0.9) * size;
  const height = size * 1.7;
  const tip = size * 0.8;
  // Hangs below the spot where there is no room above.
  const up = y - tip - height >= 0;
  const rect = clampInto(
    { x: x - width / 2, y: up ? y - tip - height : y + tip, width, height },
    drawing.width,
    drawing.height,
  );
  const base = up ? rect.y + height - 2 * px : rect.y + 2 * px;
  return (
    <g className={css.pin} data-testid="pin" data-text={text}>
      <path d={`M${x - size * 0.5} ${base}L${x} ${y}L${x + size * 0.5} ${base}Z`} />
      <rect {...rect} rx={height * 0.3} />
      <text
        x={rect.x + width / 2}
        y={rect.y + height / 2}
        fontSize={size}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {text}
      </text>
    </g>
  );
}

function Here({ at, px, drawing, way, avoid }: Sign & { way: readonly Point[]; avoid: readonly Rect[] }) {
  const { t } = useWords();
  const [x, y] = at;
  const size = 24 * px;
  const width = (textWidth(t('map.here')) + 1) * size;
  const rect = besidePoint(at, { width, height: size * 1.5 }, 26 * px, way, drawing, avoid);
  return (
    <g className={css.here} data-testid="here">
      <circle cx={x} cy={y} r={30 * px} className={css.halo} />
      <circle cx={x} cy={y} r={15 * px} className={css.dot} strokeWidth={5 * px} />
      <rect {...rect} rx={size * 0.75} />
      <text
        x={rect.x + rect.width / 2}
        y={rect.y + rect.height / 2}
        fontSize={size}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {t('map.here')}
      </text>
    </g>
  );
}

function Robot({
  pose,
  project,
  px,
  driving,
}: {
  pose: Pose;
  project: Project;
  px: number;
  driving: boolean;
}) {
  const { t } = useWords();
  const [x, y] = project([pose.x, pose.y]);
  return (
    <g
      transform={`translate(${x} ${y}) rotate(${drawnAngle(pose.theta)}) scale(${px})`}
      className={css.robot}
      data-testid={driving ? 'robot' : undefined}
    >
      <title>{t('map.robot')}</title>
      <circle r="34" className={css.halo} />
      <circle r="21" className={css.dot} strokeWidth="5" />
      <path d="M-7-9 11 0-7 9-3 0Z" />
    </g>
  );
}

const around = ([x, y]: Point, r: number): Rect => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

/** Whether a text of this half width, metres, is whole inside the box. */
const holds = (box: Box, [x, y]: Point, half: number): boolean =>
  x - half > box.minX && x + half < box.maxX && y - half / 2 > box.minY && y + half / 2 < box.maxY;

const grown = (box: ReturnType<typeof boundsOf>, by: number) => ({
  minX: box.minX - by,
  minY: box.minY - by,
  maxX: box.maxX + by,
  maxY: box.maxY + by,
});

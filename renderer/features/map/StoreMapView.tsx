import { useMemo } from 'react';
import type { Place, Point, Pose, StoreMap } from '../../../main/contract';
import { useWords } from '../../lib/i18n';
import { amenityIcon } from './amenities';
import { aisleLabels, boundsOf, centreOf, drawnAngle, fitting, fixturesAt, projection, svgPoints, textWidth, UNITS, type Project } from './geometry';
import { useSize } from './use-size';
import css from './map.module.css';

interface Props {
  map: StoreMap;
  /** What is looked for; the first is where the way leads. */
  places: readonly Place[];
  /** An amenity looked for, by id or category. */
  amenity?: string | undefined;
  path: readonly Point[];
  /** Where the robot is while it drives. */
  pose?: Pose | undefined;
  label: string;
}

/** Metres of floor around the walls. */
const MARGIN = 0.8;
/** Heights on the glass in CSS pixels at 1080 wide; text never shrinks with a large store, it is left out instead. */
const TEXT = 26;
const MARKER = 22;

/** The floor plan with what is looked for, where the shopper stands and the way between, fitted into its box. */
export function StoreMapView({ map, places, amenity, path, pose, label }: Props) {
  const [ref, size] = useSize<SVGSVGElement>();
  const box = useMemo(() => grown(boundsOf(map), MARGIN), [map]);
  const project = useMemo(() => projection(box), [box]);
  const width = (box.maxX - box.minX) * UNITS;
  const height = (box.maxY - box.minY) * UNITS;
  // Drawing units a CSS pixel, so that markers and text keep their size on the glass.
  const unit = size.width > 0 && size.height > 0 ? Math.max(width / size.width, height / size.height) : width / 1000;
  const rem = typeof document === 'undefined' ? 1 : parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
  const px = unit * rem;

  const wanted = new Set(places.flatMap((place) => fixturesAt(map, place)).map((f) => f.id));
  const target = places[0] ? fixturesAt(map, places[0]) : [];
  const wantedAmenity = amenity === undefined ? undefined : map.amenities.find((a) => a.id === amenity) ?? map.amenities.find((a) => a.category === amenity);
  const pin = target.length > 0 ? centreOf(target.flatMap((f) => f.outline)) : wantedAmenity?.at;
  const here = pose ? undefined : map.kiosks[0];
  const labels = fitting(aisleLabels(map, places), (TEXT * px) / UNITS);

  return (
    <svg ref={ref} className={css.svg} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} data-testid="map">
      {map.outline.map((ring, i) => (
        <polygon key={i} points={svgPoints(ring, project)} className={i === 0 ? css.floor : css.hole} strokeWidth={3 * px} />
      ))}
      {map.openings.map((opening) => (
        <polyline key={opening.id} points={svgPoints(opening.line, project)} className={css.opening} strokeWidth={7 * px} />
      ))}
      {map.fixtures.map((fixture) => (
        <polygon
          key={fixture.id}
          points={svgPoints(fixture.outline, project)}
          className={wanted.has(fixture.id) ? css.wanted : fixture.aisle ? css.shelf : css.furniture}
          data-fixture={fixture.id}
          data-aisle={fixture.aisle}
          data-bay={fixture.bay}
          data-wanted={wanted.has(fixture.id)}
          strokeWidth={1.5 * px}
          strokeLinejoin="round"
        />
      ))}
      {map.amenities.map((a) => {
        const Icon = amenityIcon(a);
        const [x, y] = project(a.at);
        const r = MARKER * px * (a === wantedAmenity ? 1.3 : 0.85);
        return (
          <g key={a.id} className={a === wantedAmenity ? css.amenityWanted : css.amenity} data-amenity={a.id} data-wanted={a === wantedAmenity}>
            <circle cx={x} cy={y} r={r} />
            <Icon x={x - r * 0.62} y={y - r * 0.62} width={r * 1.24} height={r * 1.24} />
          </g>
        );
      })}
      {labels.map((l) => (
        <AisleLabel key={l.text} text={l.text} at={project(l.at)} strong={l.strong} px={px} />
      ))}
      {path.length > 1 && <Way path={path} project={project} px={px} />}
      {pin && <Pin at={project(pin)} px={px} />}
      {here && <Here at={project(here.at)} px={px} bottom={height} />}
      {pose && <Robot pose={pose} project={project} px={px} />}
    </svg>
  );
}

function AisleLabel({ text, at: [x, y], strong, px }: { text: string; at: Point; strong: boolean; px: number }) {
  const size = TEXT * px;
  const width = textWidth(text) * size + size * 0.3;
  return (
    <g className={strong ? css.labelStrong : css.label} data-label={text}>
      <rect x={x - width / 2} y={y - size * 0.66} width={width} height={size * 1.32} rx={size * 0.35} />
      <text x={x} y={y} fontSize={size} textAnchor="middle" dominantBaseline="central">
        {text}
      </text>
    </g>
  );
}

function Way({ path, project, px }: { path: readonly Point[]; project: Project; px: number }) {
  const points = svgPoints(path, project);
  return (
    <g className={css.way} data-testid="way">
      <polyline points={points} className={css.wayEdge} strokeWidth={14 * px} />
      <polyline points={points} className={css.wayLine} strokeWidth={7 * px} pathLength={path.length * 8} />
    </g>
  );
}

function Pin({ at: [x, y], px }: { at: Point; px: number }) {
  const s = 1.5 * px;
  return (
    <g transform={`translate(${x} ${y}) scale(${s})`} data-testid="pin">
      <ellipse cx="0" cy="1" rx="9" ry="3.5" className={css.pinShadow} />
      <g className={css.pin}>
        <path d="M0 0C-7-12-17-19-17-31a17 17 0 0 1 34 0C17-19 7-12 0 0Z" />
        <circle cx="0" cy="-31" r="7" />
      </g>
    </g>
  );
}

function Here({ at: [x, y], px, bottom }: { at: Point; px: number; bottom: number }) {
  const { t } = useWords();
  const size = 24 * px;
  const width = textWidth(t('map.here')) * size + size;
  // Above the dot where the dot stands at the lower edge.
  const dy = y + size * 3 > bottom ? -size * 1.9 : size * 1.9;
  return (
    <g className={css.here} data-testid="here">
      <circle cx={x} cy={y} r={30 * px} className={css.halo} />
      <circle cx={x} cy={y} r={15 * px} className={css.dot} strokeWidth={5 * px} />
      <rect x={x - width / 2} y={y + dy - size * 0.75} width={width} height={size * 1.5} rx={size * 0.75} />
      <text x={x} y={y + dy} fontSize={size} textAnchor="middle" dominantBaseline="central">
        {t('map.here')}
      </text>
    </g>
  );
}

function Robot({ pose, project, px }: { pose: Pose; project: Project; px: number }) {
  const { t } = useWords();
  const [x, y] = project([pose.x, pose.y]);
  return (
    <g transform={`translate(${x} ${y}) rotate(${drawnAngle(pose.theta)}) scale(${px})`} className={css.robot} data-testid="robot">
      <title>{t('map.robot')}</title>
      <circle r="34" className={css.halo} />
      <circle r="21" className={css.dot} strokeWidth="5" />
      <path d="M-7-9 11 0-7 9-3 0Z" />
    </g>
  );
}

const grown = (box: ReturnType<typeof boundsOf>, by: number) => ({ minX: box.minX - by, minY: box.minY - by, maxX: box.maxX + by, maxY: box.maxY + by });

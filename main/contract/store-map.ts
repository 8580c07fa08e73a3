import { z } from 'zod';
import { LocalizedText } from './languages';

/**
 * A point in the store's local frame, metres: x along the shop front, y into the store (store-feed.md,
 * `local_frame`).
 */
export const Point = z.tuple([z.number(), z.number()]);
export type Point = z.infer<typeof Point>;
export const Ring = z.array(Point);

/**
 * An area of the floor plan. A feature made of several parts is several of these with one id. An empty
 * outline is a part whose place the feed does not tell: it is drawn nowhere, and where it
 * is an obstacle the robot does not drive.
 */
export const Area = z.object({
  id: z.string(),
  outline: Ring,
  /** What is cut out of it. */
  holes: z.array(Ring).optional(),
});
export type Area = z.infer<typeof Area>;

export const Fixture = Area.extend({
  aisle: z.string().optional(),
  bay: z.string().optional(),
  name: LocalizedText.optional(),
});
export type Fixture = z.infer<typeof Fixture>;

export const Amenity = z.object({
  id: z.string(),
  /** IMDF amenity category, e.g. `restroom`, `checkout`, `information`. */
  category: z.string(),
  name: LocalizedText.optional(),
  at: Point,
});
export type Amenity = z.infer<typeof Amenity>;

export const Anchor = z.object({ id: z.string(), at: Point, heading: z.number().optional() });

/** One level of the store in metres. */
export const LevelPlan = z.object({
  /** Walkable outlines of the level and the holes in them, by the even-odd rule. */
  outline: z.array(Ring),
  fixtures: z.array(Fixture),
  amenities: z.array(Amenity),
  openings: z.array(z.object({ id: z.string(), line: z.array(Point) })),
  /**
   * Where terminals stand; the first is this one unless configuration says otherwise. Heading in radians,
   * counter-clockwise from +x.
   */
  kiosks: z.array(Anchor),
  /** Places known to the surveyor, where staff or a sensor can tell the robot where it stands. */
  anchors: z.array(Anchor),
  /**
   * Floor the robot may not use, or only in one direction (`heading`, radians, counter-clockwise from +x).
   */
  zones: z
    .array(Area.extend({ kind: z.enum(['no_go', 'one_way']), heading: z.number().optional() }))
    .optional(),
});
export type LevelPlan = z.infer<typeof LevelPlan>;

/** Which level a plan shows: IMDF `level` id, its `ordinal` (0 is the ground floor) and its name. */
export const LevelName = z.object({
  id: z.string(),
  ordinal: z.number(),
  name: LocalizedText.optional(),
});
export type LevelName = z.infer<typeof LevelName>;

/**
 * The floor plan in metres, as the screen draws it and the robot plans on it: the level this terminal
 * stands on, and the others of a store with several.
 * A robot drives on its own level only.
 */
export const StoreMap = LevelPlan.extend({
  level: LevelName.optional(),
  /** The other levels, lowest first; absent in a store with one. */
  otherLevels: z.array(LevelPlan.extend({ level: LevelName })).optional(),
});
export type StoreMap = z.infer<typeof StoreMap>;

import type { LevelName } from '../../main/contract';
import type { Feature } from './reader-map';

export interface Levels {
  /** Lowest first; levels of one ordinal (wings of a building) are one floor. */
  readonly floors: readonly LevelName[];
  /** Where the first kiosk stands, else the ground floor. */
  readonly home: LevelName;
  /** The ordinal of the floor a feature lies on; that of the home floor where the archive does not say. */
  floorOf(feature: Feature): number;
}

/**
 * Sorts an IMDF archive by floors. A feature names its level itself (`level_id`, `level_ids`) or through its unit or anchor (`unit_id`, `unit_ids`, `anchor_id`), as IMDF 1.0.0 has it; a
 * level is on itself.
 */
export function levelsOf(features: (name: string) => readonly Feature[], describe: (level: Feature) => Pick<LevelName, 'name'>): Levels {
  const ordinals = new Map<string, number>();
  const floors = new Map<number, LevelName>();
  for (const level of features('level')) {
    const id = String(level.id);
    const said = level.properties?.['ordinal'];
    const ordinal = typeof said === 'number' ? said : 0;
    ordinals.set(id, ordinal);
    if (!floors.has(ordinal)) floors.set(ordinal, { id, ordinal, ...describe(level) });
  }
  const carriers = new Map<string, Feature>();
  for (const name of ['unit', 'anchor']) for (const feature of features(name)) carriers.set(String(feature.id), feature);

  const direct = (feature: Feature): number | undefined => {
    const own = ordinals.get(String(feature.id));
    if (own !== undefined) return own;
    return idsOf(feature, 'level_id', 'level_ids').map((id) => ordinals.get(id)).find((ordinal) => ordinal !== undefined);
  };
  const find = (feature: Feature, depth = 0): number | undefined => {
    const here = direct(feature);
    if (here !== undefined || depth > 2) return here;
    for (const id of idsOf(feature, 'unit_id', 'unit_ids', 'anchor_id')) {
      const carrier = carriers.get(id);
      const through = carrier && carrier !== feature ? find(carrier, depth + 1) : undefined;
      if (through !== undefined) return through;
    }
    return undefined;
  };

  const sorted = [...floors.values()].sort((a, b) => a.ordinal - b.ordinal);
  const kiosk = features('kiosk')[0];
  const ordinal = (kiosk && find(kiosk)) ?? (floors.has(0) ? 0 : (sorted[0]?.ordinal ?? 0));
  const home = floors.get(ordinal) ?? { id: '', ordinal };
  return { floors: sorted, home, floorOf: (feature) => find(feature) ?? home.ordinal };
}

function idsOf(feature: Feature, ...properties: string[]): string[] {
  return properties.flatMap((property) => {
    const value = feature.properties?.[property];
    return (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string' || typeof id === 'number').map(String);
  });
}

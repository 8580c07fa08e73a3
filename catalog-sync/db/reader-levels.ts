import type { LevelName } from '../../main/contract';
import type { Feature } from './feature';

export interface Levels {
  /** Lowest first; levels of one ordinal (wings of a building) are one floor. */
  readonly floors: readonly LevelName[];
  /** Where the first kiosk stands, else the ground floor. */
  readonly home: LevelName;
  /**
   * The ordinals of the floors a feature lies on (a building site may span several); that of the home floor
   * where the archive does not say.
   */
  floorsOf(feature: Feature): ReadonlySet<number>;
}

/**
 * Sorts an IMDF archive by floors. A feature names its level itself (`level_id`, `level_ids`) or through its
 * unit or anchor (`unit_id`, `unit_ids`, `anchor_id`), as IMDF 1.0.0 has it; a level is on itself.
 */
export function levelsOf(
  features: (name: string) => readonly Feature[],
  describe: (level: Feature) => Pick<LevelName, 'name'>,
): Levels {
  const ordinals = new Map<string, number>();
  const own = new Map<Feature, number>();
  const floors = new Map<number, LevelName>();
  features('level').forEach((level, i) => {
    const id = String(level.id ?? i);
    const said = level.properties?.['ordinal'];
    const ordinal =
      typeof said === 'number' || (typeof said === 'string' && said.trim() !== '') ? Number(said) || 0 : 0;
    ordinals.set(id, ordinal);
    own.set(level, ordinal);
    if (!floors.has(ordinal)) floors.set(ordinal, { id, ordinal, ...describe(level) });
  });
  const carriers = new Map<string, Feature>();
  for (const name of ['unit', 'anchor'])
    for (const feature of features(name)) carriers.set(String(feature.id), feature);

  const find = (feature: Feature, depth = 0): number[] => {
    const itself = own.get(feature);
    if (itself !== undefined) return [itself];
    const direct = idsOf(feature, 'level_id', 'level_ids').flatMap((id) => ordinals.get(id) ?? []);
    if (direct.length > 0 || depth > 2) return direct;
    return idsOf(feature, 'unit_id', 'unit_ids', 'anchor_id').flatMap((id) => {
      const carrier = carriers.get(id);
      return carrier && carrier !== feature ? find(carrier, depth + 1) : [];
    });
  };

  const sorted = [...floors.values()].sort((a, b) => a.ordinal - b.ordinal);
  const kiosk = features('kiosk')[0];
  const ordinal = (kiosk && find(kiosk)[0]) ?? (floors.has(0) ? 0 : (sorted[0]?.ordinal ?? 0));
  const home = floors.get(ordinal) ?? { id: '', ordinal };
  const floorsOf = (feature: Feature): ReadonlySet<number> => {
    const found = find(feature);
    return new Set(found.length > 0 ? found : [home.ordinal]);
  };
  return { floors: sorted, home, floorsOf };
}

function idsOf(feature: Feature, ...properties: string[]): string[] {
  return properties.flatMap((property) => {
    const value = feature.properties?.[property];
    return (Array.isArray(value) ? value : [value])
      .filter((id) => typeof id === 'string' || typeof id === 'number')
      .map(String);
  });
}

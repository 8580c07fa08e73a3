import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DaogouError, type InBoth } from '../../contract';

/** What one kind of goods has to do with another that it is taken for. */
export const RELATIONS = [
  'accessory_for',
  'refill_for',
  'part_of',
  'flavour_of',
  'material_of',
  'for_pet',
  'for_child',
  'looks_like',
  'sounds_like',
  'same_word',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** A kind of goods that shops sell, whether this store carries it or not. */
export interface Kind {
  id: string;
  /** The id of the kind that it is one of; none at the root of a department. */
  broader?: string;
  /** Names that people say, the shop's own first; regional ones with their region. */
  zh: { text: string; region?: string }[];
  en: string[];
  /** How somebody describes it who does not know its name. */
  useZh: string[];
  useEn: string[];
  /** Stems by which names of products show the kind where the noun is cut off. */
  marks: string[];
  /** Kinds that it is taken for. */
  mistaken: { relation: Relation; id: string }[];
  /** What tells its variants apart, with the unit where it has one. */
  vary: { name: string; unit?: string }[];
  with: string[];
  instead: string[];
  safety?: InBoth;
  /**
   * The category of Shopify's product taxonomy that it is one of ('fb-2-1'), the narrowest that fits; none
   * where none does.
   */
  taxonomy?: string;
}

/**
 * Whether it is a shelf rather than a thing: people hardly ask for it, so that it is described once or twice.
 */
export const isShelf = ({ useZh }: Kind): boolean => useZh.length < 3;

const list = z.string().transform((cell) =>
  cell
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean),
);
const Row = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/),
  broader: z.string(),
  zh: list.pipe(z.array(z.string()).min(1)),
  en: list.pipe(z.array(z.string()).min(1)),
  use_zh: list,
  use_en: list,
  marks: list,
  mistaken: list,
  vary: list,
  with: list,
  instead: list,
  safety: z.string(),
  taxonomy: z.string().regex(/^(?:[a-z]{2}(?:-\d+)*)?$/),
});

/** The kinds of one department's file. Throws `invalid` naming file, row and column. */
export function readKinds(csv: string, file: string): Kind[] {
  const rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true }) as unknown[];
  return rows.map((raw, i) => {
    const row = Row.safeParse(raw);
    if (!row.success)
      throw new DaogouError('bad_request', `${file} row ${i + 2}: ${z.prettifyError(row.error)}`);
    return kindOf(row.data, `${file} row ${i + 2}`);
  });
}

function kindOf(row: z.infer<typeof Row>, where: string): Kind {
  const [zh, en] = row.safety.split(' / ');
  return {
    id: row.id,
    ...(row.broader ? { broader: row.broader } : {}),
    zh: row.zh.map((name) => {
      const [text, region] = name.split('@');
      return region ? { text: text!, region } : { text: text! };
    }),
    en: row.en,
    useZh: row.use_zh,
    useEn: row.use_en,
    marks: row.marks,
    mistaken: row.mistaken.map((link) => {
      const [relation, id] = link.split(':');
      if (!RELATIONS.includes(relation as Relation) || !id)
        throw new DaogouError(
          'bad_request',
          `${where}: mistaken “${link}” is not relation:kind with one of ${RELATIONS.join(', ')}`,
        );
      return { relation: relation as Relation, id };
    }),
    vary: row.vary.map((attribute) => {
      const [name, unit] = attribute.split(':');
      return unit ? { name: name!, unit } : { name: name! };
    }),
    with: row.with,
    instead: row.instead,
    ...(zh && en ? { safety: { zh, en } } : {}),
    ...(row.taxonomy ? { taxonomy: row.taxonomy } : {}),
  };
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { allBrands, allKinds } from '.';
import { readKinds } from './kind';
import { meaningOf, phrasesOf } from './meaning';
import { ONE_CHARACTER } from './one-character';

const kinds = allKinds();
const byId = new Map(kinds.map((kind) => [kind.id, kind]));
const parents = new Set(kinds.map((kind) => kind.broader));

/** A kind and all that it is one of. */
function lineOf(id: string): string[] {
  const line: string[] = [];
  for (let at: string | undefined = id; at !== undefined && !line.includes(at); at = byId.get(at)?.broader)
    line.push(at);
  return line;
}

describe('kinds of goods', () => {
  it('are thousands, each with an id of its own', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(4_000);
    expect(byId.size).toBe(kinds.length);
  });

  it('hang together: every id that is named is there, and no kind is broader than itself', () => {
    const unknown = kinds.flatMap((kind) =>
      [kind.broader, ...kind.with, ...kind.instead, ...kind.mistaken.map((m) => m.id)].filter(
        (id) => id !== undefined && !byId.has(id),
      ),
    );
    expect(unknown).toEqual([]);
    for (const kind of kinds) {
      const seen = new Set<string>();
      for (let at: string | undefined = kind.id; at !== undefined; at = byId.get(at)?.broader) {
        expect(seen.has(at), `${kind.id} is broader than itself`).toBe(false);
        seen.add(at);
      }
    }
  });

  it('are one of the kind that somebody asks for who does not know or need the narrower one', () => {
    const oneOf = {
      shampoo: 'anti_dandruff_shampoo',
      toothbrush: 'electric_toothbrush',
      tomato: 'cherry_tomato',
      biscuit: 'butter_cookie_tin',
      pliers: 'needle_nose_pliers',
      thermometer: 'mercury_thermometer',
      milk: 'milk_fresh',
      bread: 'packed_bread',
      edible_oil: 'peanut_oil',
    };
    expect(Object.entries(oneOf).filter(([broad, narrow]) => !lineOf(narrow).includes(broad))).toEqual([]);
    // What is only called after the other is not: stinky tofu, a dried mushroom, shoes for a child.
    const another = {
      tofu_group: 'stinky_tofu',
      shiitake: 'shiitake_dried',
      slippers: 'kids_slippers',
      phone_charger: 'car_charger',
      milk: 'coconut_milk_drink',
      shampoo: 'pet_shampoo',
    };
    expect(Object.entries(another).filter(([broad, narrow]) => lineOf(narrow).includes(broad))).toEqual([]);
  });

  it('are called by the word for all of them where it is for all: tofu is soft or firm', () => {
    const named = (word: string): string[] =>
      kinds.filter((kind) => kind.zh.some((name) => name.text === word)).map((kind) => kind.id);
    const words = {
      豆腐: 'tofu_firm',
      灯泡: 'candle_bulb',
      螺丝: 'machine_screw',
      水龙头: 'kitchen_tap',
      耳机: 'earphones',
      椅子: 'office_chair',
      口罩: 'n95_mask',
      面膜: 'clay_mask',
      剃须刀: 'electric_shaver',
    };
    expect(
      Object.entries(words).filter(
        ([word, narrow]) => !named(word).some((id) => lineOf(narrow).includes(id)),
      ),
    ).toEqual([]);
  });

  it('share a word only with what they are one of, or say that they do', () => {
    const owners = new Map<string, string[]>();
    for (const kind of kinds) {
      const words = [...kind.zh.map((name) => name.text), ...kind.en].map((name) => name.toLowerCase());
      for (const word of new Set(words)) owners.set(word, [...(owners.get(word) ?? []), kind.id]);
    }
    const said = (a: string, b: string): boolean =>
      byId.get(a)!.mistaken.some((link) => link.relation === 'same_word' && link.id === b);
    const apart = (a: string, b: string): boolean =>
      !lineOf(a).includes(b) && !lineOf(b).includes(a) && !said(a, b) && !said(b, a);
    const unsaid = [...owners].flatMap(([word, ids]) =>
      ids.flatMap((a, i) =>
        ids
          .slice(i + 1)
          .filter((b) => apart(a, b))
          .map((b) => `${word}: ${a}, ${b}`),
      ),
    );
    expect(unsaid).toEqual([]);
  });

  it('are named by single characters that there are kinds for', () => {
    expect(Object.values(ONE_CHARACTER).filter((id) => !byId.has(id))).toEqual([]);
    expect(Object.keys(ONE_CHARACTER).filter((character) => character.length !== 1)).toEqual([]);
  });

  it('are placed in the public taxonomy by ids that it has', () => {
    const rows = parse(readFileSync(new URL('taxonomy.csv', import.meta.url), 'utf8'), {
      columns: true,
      comment: '#',
    }) as { id: string; name: string }[];
    const known = new Set(rows.map((row) => row.id));
    expect(
      kinds
        .filter((kind) => kind.taxonomy !== undefined && !known.has(kind.taxonomy))
        .map((kind) => `${kind.id} ${kind.taxonomy}`),
    ).toEqual([]);
    expect(kinds.filter((kind) => kind.taxonomy !== undefined).length / kinds.length).toBeGreaterThan(0.9);
    const used = new Set(kinds.map((kind) => kind.taxonomy));
    expect(rows.filter((row) => !used.has(row.id))).toEqual([]);
  });

  it('can be asked for by somebody who does not know the name, in three ways in both languages', () => {
    const short = kinds
      .filter((kind) => !parents.has(kind.id) && (kind.useZh.length < 3 || kind.useEn.length < 3))
      .map((kind) => kind.id);
    expect(short).toEqual([]);
    // A broader kind may have names instead of descriptions.
    const ways = kinds
      .filter((kind) => kind.zh.length + kind.useZh.length < 3 || kind.en.length + kind.useEn.length < 3)
      .map((kind) => kind.id);
    expect(ways).toEqual([]);
  });

  it('have names, and a description never holds the kind’s own first name', () => {
    for (const kind of kinds) expect(kind.zh.length * kind.en.length, kind.id).toBeGreaterThan(0);
    const told = kinds.filter(
      (kind) => !parents.has(kind.id) && kind.useZh.some((use) => use.includes(kind.zh[0]!.text)),
    ).length;
    expect(told / kinds.length).toBeLessThan(0.02);
  });

  it('carry what they mean: the vectors were made of just these kinds', () => {
    for (const lang of ['zh', 'en'] as const) expect(meaningOf(kinds, lang)?.size).toBe(2 * kinds.length);
    expect(phrasesOf(byId.get('shampoo')!, 'zh').names[0]).toBe('洗发水');
  });
});

describe('brands', () => {
  it('are thousands, and make kinds that there are', () => {
    const brands = allBrands();
    expect(brands.length).toBeGreaterThanOrEqual(2_500);
    expect(brands.flatMap((brand) => brand.makes.filter((id) => !byId.has(id)))).toEqual([]);
    expect(brands.find((brand) => brand.names.includes('品客'))?.makes).toEqual(['potato_chips']);
  });
});

describe('a department’s file', () => {
  const head = 'id,broader,zh,en,use_zh,use_en,marks,mistaken,vary,with,instead,safety,taxonomy\n';

  it('is refused by file, row and column', () => {
    expect(() => readKinds(`${head}Bad Id,,名,name,,,,,,,,,\n`, 'x.csv')).toThrow(/x\.csv row 2[\s\S]*id/);
    expect(() => readKinds(`${head}good,,,name,,,,,,,,,\n`, 'x.csv')).toThrow(/x\.csv row 2/);
    expect(() => readKinds(`${head}good,,名,name,,,,,,,,,gid://x/fb-2\n`, 'x.csv')).toThrow(
      /x\.csv row 2[\s\S]*taxonomy/,
    );
    expect(() => readKinds(`${head}good,,名,name,,,,near:other,,,,,\n`, 'x.csv')).toThrow(/near:other/);
  });
});

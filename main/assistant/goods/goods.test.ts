import { describe, expect, it } from 'vitest';
import { allBrands, allKinds } from '.';
import { readKinds } from './kind';
import { meaningOf, phrasesOf } from './meaning';

const kinds = allKinds();
const byId = new Map(kinds.map((kind) => [kind.id, kind]));
const parents = new Set(kinds.map((kind) => kind.broader));

describe('kinds of goods', () => {
  it('are thousands, each with an id of its own', () => {
    expect(kinds.length).toBeGreaterThanOrEqual(4_000);
    expect(byId.size).toBe(kinds.length);
  });

  it('hang together: every id that is named is there, and no kind is broader than itself', () => {
    const unknown = kinds.flatMap((kind) => [kind.broader, ...kind.with, ...kind.instead, ...kind.mistaken.map((m) => m.id)].filter((id) => id !== undefined && !byId.has(id)));
    expect(unknown).toEqual([]);
    for (const kind of kinds) {
      const seen = new Set<string>();
      for (let at: string | undefined = kind.id; at !== undefined; at = byId.get(at)?.broader) {
        expect(seen.has(at), `${kind.id} is broader than itself`).toBe(false);
        seen.add(at);
      }
    }
  });

  it('can be asked for by somebody who does not know the name, in three ways in both languages', () => {
    const short = kinds.filter((kind) => !parents.has(kind.id) && (kind.useZh.length < 3 || kind.useEn.length < 3)).map((kind) => kind.id);
    expect(short).toEqual([]);
  });

  it('have names, and a description never holds the kind’s own first name', () => {
    for (const kind of kinds) expect(kind.zh.length * kind.en.length, kind.id).toBeGreaterThan(0);
    const told = kinds.filter((kind) => !parents.has(kind.id) && kind.useZh.some((use) => use.includes(kind.zh[0]!.text))).length;
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
  const head = 'id,broader,zh,en,use_zh,use_en,marks,mistaken,vary,with,instead,safety\n';

  it('is refused by file, row and column', () => {
    expect(() => readKinds(`${head}Bad Id,,名,name,,,,,,,,\n`, 'x.csv')).toThrow(/x\.csv row 2[\s\S]*id/);
    expect(() => readKinds(`${head}good,,,name,,,,,,,,\n`, 'x.csv')).toThrow(/x\.csv row 2/);
    expect(() => readKinds(`${head}good,,名,name,,,,near:other,,,,\n`, 'x.csv')).toThrow(/near:other/);
  });
});

import { inUnderstood, onlyIn, type InBoth, type Product } from '../../contract';
import type { Brand, Kind } from '../goods';
import { isShelf } from '../goods/kind';
import { englishWords, KindWords } from './kind-words';
import { PartlyNamed } from './partly-named';
import { sortsIn } from './product-sorts';
import {
  bestOf,
  englishPieces,
  LONG,
  longest,
  ofSort,
  place,
  placedChinese,
  placedEvidence,
  type Placed,
} from './placed-words';
import { cleanName, tellingName } from './product-name';
import type { VectorTable } from './vectors';

/**
 * What speaks for a product's being of a kind; the order is that of `kind-weights.json`. Figures about in
 * [0,1].
 */
export const KIND_EVIDENCE = [
  // The likeliest word of the kind in each of the two names.
  ...(['zh', 'en'] as const).flatMap((lang) => [
    `${lang}Length`,
    `${lang}Ends`,
    `${lang}Early`,
    `${lang}Whole`,
    `${lang}Last`,
    `${lang}Inside`,
    `${lang}Flavour`,
    `${lang}Purpose`,
    `${lang}Mark`,
    `${lang}Brand`,
    `${lang}Missing`,
  ]),
  'both',
  'alias',
  'leafIs',
  'leafHolds',
  'leafBroader',
  'leafOther',
  'upperBroader',
  'upperOther',
  'brandMakes',
  'brandFirst',
  'brandUnsaid',
  'brandLike',
  'brandOther',
  'brandOtherSaid',
  'ingredientBranded',
  'sortMet',
  'sortLacks',
  'sortUnmet',
  'drinkMet',
  'drinkLacks',
  'zhCover',
  'enCover',
  'meaning',
  'meaningUse',
  'group',
  'groupSaid',
  'narrowerUnsaid',
  // That it is of none of the kinds; zero for every kind.
  'none',
  'noneSaid',
  'noneEnds',
  'noneBranded',
  'noneMeant',
] as const;

/** A kind that a product may be of; -1 for none that is known. */
export interface KindCandidate {
  kind: number;
  evidence: Float32Array;
}

/** Kinds that other goods taste or smell of, and all below them. */
const INGREDIENTS = [
  'fresh_food',
  'nut_seed_group',
  'spice',
  'dairy',
  'dried_goods',
  'salt',
  'honey',
  'mint_candy',
  'herbal_tea_group',
];
/**
 * Kinds whose names a product's meaning is nearest to, that are looked at beside those whose words it bears.
 */
const NEAREST = 16;
const LONGEST_BRAND = 20;

/**
 * Kinds' words, brands and families, for reading products in either language. Some tenths of a second to
 * make, the same for every store.
 */
export class KindEvidence {
  private readonly words: KindWords;
  private readonly makers = new Map<string, number[]>();
  /**
   * Names of brands that mean something else as well: they count at the name's head or in the brand's column.
   */
  private readonly doubtful = new Map<string, number[]>();
  private readonly parts: PartlyNamed;
  private readonly sorts: readonly ReadonlySet<string>[];
  /** What is a flavour as often as a thing of its own. */
  private readonly ingredients: ReadonlySet<number>;
  private readonly ancestors: readonly number[][];
  private readonly groups: ReadonlySet<number>;

  constructor(
    readonly kinds: readonly Kind[],
    brands: readonly Brand[],
  ) {
    this.words = new KindWords(kinds);
    const numbers = new Map(kinds.map((kind, number) => [kind.id, number]));
    this.parts = new PartlyNamed(kinds);
    this.sorts = kinds.map((kind) =>
      sortsIn(`${kind.zh[0]!.text} ${kind.en[0]!} ${kind.id.replaceAll('_', ' ')}`),
    );
    for (const { names, ambiguous, makes } of brands) {
      const made = makes.flatMap((id) => numbers.get(id) ?? []);
      for (const [map, list] of [
        [this.makers, names],
        [this.doubtful, ambiguous],
      ] as const) {
        for (const name of list.map(cleanName))
          if (name.length > 1) map.set(name, [...(map.get(name) ?? []), ...made]);
      }
    }
    this.ancestors = kinds.map((kind) => {
      const up: number[] = [];
      for (
        let at = kind.broader;
        at !== undefined && up.length < 8;
        at = kinds[numbers.get(at) ?? -1]?.broader
      )
        up.push(numbers.get(at)!);
      return up;
    });
    this.groups = new Set(this.ancestors.flat().filter((kind) => isShelf(kinds[kind]!)));
    const roots = new Set(INGREDIENTS.flatMap((id) => numbers.get(id) ?? []));
    this.ingredients = new Set(
      kinds.flatMap((_, kind) =>
        [kind, ...this.ancestors[kind]!].some((each) => roots.has(each)) ? [kind] : [],
      ),
    );
  }

  /**
   * The kinds that a product may be of, 'none that is known' last, with what speaks for each. `vector` is
   * what its name means.
   */
  candidates(product: Product, vector?: Float32Array, meaning?: VectorTable): KindCandidate[] {
    const read = this.read(
      product,
      vector && meaning ? nearest(meaning, vector, this.kinds.length) : undefined,
    );
    const none = Float32Array.from(KIND_EVIDENCE, () => 0);
    const said = read.zh.size + read.en.size > 0;
    none.set(
      [1, said ? 0 : 1, read.ends ? 0 : 1, read.makes.size > 0 ? 0 : 1, read.near ? 1 - read.near.most : 0],
      KIND_EVIDENCE.indexOf('none'),
    );
    const kinds = [...read.kinds].map((kind) => ({
      kind,
      evidence: Float32Array.from([
        ...this.named(kind, read),
        ...this.placed(kind, read),
        ...this.branded(kind, read),
        ...this.like(kind, read),
        0,
        0,
        0,
        0,
        0,
      ]),
    }));
    return [...kinds, { kind: -1, evidence: none }];
  }

  /** All that one product tells. */
  private read(product: Product, near: Near | undefined): Reading {
    const names: InBoth = {
      zh: tellingName(onlyIn(product.name, 'zh')),
      en: tellingName(onlyIn(product.name, 'en')),
    };
    const brand = this.brandIn(product, names);
    const whole = `${names.zh} ${names.en} ${product.categoryZh.join(' ')} ${product.categoryEn.join(' ').toLowerCase()}`;
    const sorts = sortsIn(whole);
    const zh = bestOf(
      placedChinese(names.zh, this.words.inChinese(names.zh).flatMap(ofSort(sorts)), brand.spans),
    );
    // The same text in both columns need not be read twice; a Chinese name with English in it is read as
    // both.
    const own =
      names.en === names.zh && /[\u3400-\u9fff]/.test(names.en)
        ? new Map<number, Placed>()
        : bestOf(this.placedEnglish(names.en, brand.names, sorts));
    const en =
      own.size === 0 && /[a-z]/.test(names.zh)
        ? bestOf(this.placedEnglish(names.zh, brand.names, sorts))
        : own;
    const shelf = this.shelfOf(product);
    const aliases = new Map<number, number>();
    for (const alias of [...product.aliasesZh, ...product.aliasesEn])
      for (const { kind } of this.words.exactly(cleanName(alias)))
        aliases.set(kind, Math.min(LONG, alias.length) / LONG);
    const partly = this.parts.of(names);
    const { makes } = brand;
    return {
      zh,
      en,
      aliases,
      shelf,
      makes,
      made: new Set([...makes.keys()].flatMap((kind) => this.familyOf(kind))),
      makesNoIngredient: makes.size > 0 && ![...makes.keys()].some((kind) => this.ingredients.has(kind)),
      sorts,
      poured: POURED.test(`${whole} ${product.size ?? ''}`),
      covers: partly.covers,
      near,
      ends: [...zh.values(), ...en.values()].some(
        (hit) => hit.ends && !hit.mark && !hit.inside && !hit.brand && !hit.flavour,
      ),
      kinds: new Set([
        ...zh.keys(),
        ...en.keys(),
        ...aliases.keys(),
        ...shelf.exact,
        ...makes.keys(),
        ...(near?.best ?? []),
        ...partly.best,
      ]),
    };
  }

  private named(kind: number, { zh, en, aliases }: Reading): number[] {
    return [
      ...placedEvidence(zh.get(kind), zh.size > 0),
      ...placedEvidence(en.get(kind), en.size > 0),
      is(zh.has(kind) && en.has(kind)),
      aliases.get(kind) ?? 0,
    ];
  }

  /** What the category says of it. */
  private placed(kind: number, { shelf }: Reading): number[] {
    const up = this.ancestors[kind]!;
    const exact = shelf.exact.has(kind);
    const below = up.some((each) => shelf.held.has(each));
    const upper = [kind, ...up].some((each) => shelf.upper.has(each));
    return [
      is(exact),
      is(!exact && shelf.held.has(kind)),
      is(below),
      is(shelf.held.size > 0 && !shelf.held.has(kind) && !below),
      is(upper),
      is(shelf.upper.size > 0 && !upper),
    ];
  }

  /** What the brand says of it. */
  private branded(kind: number, read: Reading): number[] {
    const { makes, made, zh, en } = read;
    const makesIt = makes.get(kind) ?? 0;
    const like = this.familyOf(kind).some((each) => made.has(each));
    const ends = [zh.get(kind), en.get(kind)].some(
      (hit) => hit?.ends && !hit.inside && !hit.flavour && !hit.brand,
    );
    return [
      makesIt,
      is(makesIt === 1),
      read.ends && !isSaid(kind, read) ? makesIt : 0,
      is(makesIt === 0 && like),
      is(made.size > 0 && makesIt === 0 && !like),
      is(made.size > 0 && makesIt === 0 && ends),
      is(read.makesNoIngredient && this.ingredients.has(kind)),
    ];
  }

  /** Sorts, parts of names, meaning, and how wide the kind is. */
  private like(kind: number, read: Reading): number[] {
    const [sorts, drink, said] = [
      [...this.sorts[kind]!],
      DRINK.test(this.kinds[kind]!.id),
      isSaid(kind, read),
    ];
    const group = this.groups.has(kind);
    return [
      Math.min(1, sorts.filter((sort) => read.sorts.has(sort)).length / 2),
      is(sorts.some((sort) => !read.sorts.has(sort))),
      is([...read.sorts].some((sort) => !this.sorts[kind]!.has(sort))),
      is(read.poured && drink),
      is(!read.poured && drink),
      ...read.covers(kind),
      read.near?.name(kind) ?? 0,
      read.near?.use(kind) ?? 0,
      is(group),
      is(group && said),
      is(
        !said &&
          this.ancestors[kind]!.some((each) => read.kinds.has(each) && this.ancestors[each]!.length > 0),
      ),
    ];
  }

  /** A kind and the nearest kind that it is one of. */
  private familyOf(kind: number): number[] {
    const up = this.ancestors[kind]![0];
    // The root of a department tells nothing.
    return up === undefined || this.ancestors[up]!.length === 0 ? [kind] : [kind, up];
  }

  private placedEnglish(name: string, brands: readonly string[], sorts: ReadonlySet<string>): Placed[] {
    const without = brands
      .filter((brand) => /^[a-z]/.test(brand))
      .reduce((text, brand) => text.replace(brand, ' | '), name);
    const pieces = englishPieces(without);
    const branded =
      pieces.length > 0 && pieces.some(({ words }) => this.words.inEnglish(words).length > 0)
        ? pieces
        : englishPieces(name);
    let early = 0;
    return branded.flatMap(({ words, purpose, bracket }) => {
      const hits = this.words.inEnglish(words).flatMap(ofSort(sorts));
      const placed = place(hits, (hit) => ({
        ends: hit.end === words.length,
        early,
        whole: hit.start === 0 && hit.end === words.length,
        flavour: /^flavou?r/.test(words[hit.end] ?? '') || /^(?:scent|taste)/.test(words[hit.end] ?? ''),
        purpose,
        bracket,
        brand: false,
      }));
      if (hits.length > 0) early++;
      return placed;
    });
  }

  /** What kinds the category names: its last level, and the levels above. */
  private shelfOf(product: Product): { exact: Set<number>; held: Set<number>; upper: Set<number> } {
    const [exact, held, upper] = [new Set<number>(), new Set<number>(), new Set<number>()];
    for (const [path, splits] of [
      [product.categoryZh, /[、/和与及&,，]/],
      [product.categoryEn, /,|&|\/|\band\b/],
    ] as const) {
      path.forEach((level, depth) => {
        const text = cleanName(level).replace(/^\d+/, '');
        const last = depth === path.length - 1;
        for (const part of [text, ...text.split(splits)].map((p) => p.trim()))
          for (const { kind } of this.words.exactly(part)) (last ? exact : upper).add(kind);
        const hits = longest(
          /[\u3400-\u9fff]/.test(text)
            ? this.words.inChinese(text)
            : this.words.inEnglish(englishWords(text)),
        );
        for (const { kind } of hits) (last ? held : upper).add(kind);
      });
    }
    for (const kind of exact) held.add(kind);
    return { exact, held, upper };
  }

  /** The brand that the name or the brand's own column holds, and what it makes, the most typical first. */
  private brandIn(
    product: Product,
    names: InBoth,
  ): { makes: Map<number, number>; spans: [number, number][]; names: string[] } {
    const found = new Set<string>();
    const own = inUnderstood(product.brand).flatMap((each) => (each ? [cleanName(each)] : []));
    for (const text of [names.zh, names.en, ...own]) {
      const brand = longestBrand(text, this.makers);
      if (brand) found.add(brand);
    }
    for (const each of own) if (each.length > 1) found.add(each);
    const heads = [...own, ...[names.zh, names.en].flatMap((text) => headBrand(text, this.doubtful) ?? [])];
    const known = [...found].filter((each) => this.makers.has(each)).sort((a, b) => b.length - a.length)[0];
    const perhaps = heads.find((each) => this.doubtful.has(each));
    if (perhaps) found.add(perhaps);
    const makes = new Map<number, number>();
    (this.makers.get(known ?? '') ?? this.doubtful.get(perhaps ?? ''))?.forEach((kind, i) =>
      makes.set(kind, Math.max(makes.get(kind) ?? 0, 1 / (1 + 0.3 * i))),
    );
    const spans = [...found].flatMap((brand): [number, number][] =>
      names.zh.includes(brand) ? [[names.zh.indexOf(brand), names.zh.indexOf(brand) + brand.length]] : [],
    );
    return { makes, spans, names: [...found] };
  }
}

/** The longest name of a brand in a text; Latin ones only as whole words. */
function longestBrand(text: string, makers: ReadonlyMap<string, unknown>): string {
  let longest = '';
  for (let start = 0; start < text.length; start++) {
    if (start > 0 && /[a-z0-9]/.test(text[start - 1]!) && /[a-z0-9]/.test(text[start]!)) continue;
    for (let end = start + 2; end <= Math.min(text.length, start + LONGEST_BRAND); end++) {
      const name = text.slice(start, end);
      if (
        name.length > longest.length &&
        makers.has(name) &&
        !(/[a-z0-9]$/.test(name) && /^[a-z0-9]/.test(text.slice(end)))
      )
        longest = name;
    }
  }
  return longest;
}

/** The longest name of a brand that a text begins with. */
function headBrand(text: string, makers: ReadonlyMap<string, unknown>): string | undefined {
  for (let end = Math.min(text.length, LONGEST_BRAND); end >= 2; end--) {
    if (
      makers.has(text.slice(0, end)) &&
      !(/[a-z0-9]$/.test(text.slice(0, end)) && /^[a-z0-9]/.test(text.slice(end)))
    )
      return text.slice(0, end);
  }
  return undefined;
}

/** What is sold by volume or said to be drunk, and kinds that are. */
const POURED = /\d\s*(?:ml|cl|l|毫升|升)(?![a-z])|饮料|饮品/i;
const DRINK =
  /drink|juice|soda|cola|(?:mineral|purified|sparkling|coconut|electrolyte|tonic)_water|coffee_ready|iced_tea|ginger_ale/;

interface Reading {
  zh: ReadonlyMap<number, Placed>;
  en: ReadonlyMap<number, Placed>;
  aliases: ReadonlyMap<number, number>;
  shelf: { exact: ReadonlySet<number>; held: ReadonlySet<number>; upper: ReadonlySet<number> };
  /** What the brand makes, in (0,1], the most typical 1. */
  makes: ReadonlyMap<number, number>;
  /** Those and the kinds next above. */
  made: ReadonlySet<number>;
  makesNoIngredient: boolean;
  sorts: ReadonlySet<string>;
  poured: boolean;
  covers: (kind: number) => [number, number];
  near: Near | undefined;
  /** A piece of a name ends with a word of a kind. */
  ends: boolean;
  /** The kinds that are looked at. */
  kinds: ReadonlySet<number>;
}

const is = (met: boolean): number => (met ? 1 : 0);

/** A name bears a word of the kind that is neither a brand's nor a flavour's. */
const isSaid = (kind: number, { zh, en }: Reading): boolean =>
  [zh.get(kind), en.get(kind)].some((hit) => hit && !hit.brand && !hit.flavour);

interface Near {
  best: number[];
  most: number;
  name: (kind: number) => number;
  use: (kind: number) => number;
}

/**
 * The kinds whose names a vector lies nearest to, and how near each lies. Two rows a kind: names,
 * descriptions.
 */
function nearest(meaning: VectorTable, vector: Float32Array, kinds: number): Near {
  const scores = new Float32Array(kinds);
  for (let kind = 0; kind < kinds; kind++) scores[kind] = meaning.score(2 * kind, vector);
  const floor = Float32Array.from(scores).sort()[Math.max(0, kinds - NEAREST)]!;
  const best: number[] = [];
  scores.forEach((score, kind) => {
    if (score >= floor) best.push(kind);
  });
  return {
    best,
    most: Math.max(...best.map((kind) => scores[kind]!)),
    name: (kind) => scores[kind]!,
    use: (kind) => meaning.score(2 * kind + 1, vector),
  };
}

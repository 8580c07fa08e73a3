import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DaogouError } from '../../contract';
import csv from './attributes.csv';
import { allKinds } from './index';

/** What a text or an item bears of what tells variants apart: values of attributes. */
interface Value {
  id: string;
  attribute: string;
  /** An item that bears another value of the attribute is surely not of this one. */
  excludes: boolean;
}

const Row = z.strictObject({
  attribute: z.string().regex(/^[a-z_]+$/),
  value: z.string().min(1),
  zh: z.string(),
  en: z.string(),
  excludes: z.enum(['', 'other']),
  /** Words that, among the ingredients or in the name, tell that it is not so. */
  against: z.string(),
});

const words = (cell: string): string[] =>
  cell
    .toLowerCase()
    .split('|')
    .map((word) => word.trim())
    .filter(Boolean);

/** The values of `attributes.csv` that something bears, and how far something else fits them. */
export class Borne {
  constructor(private readonly values: readonly Value[]) {}

  get size(): number {
    return this.values.length;
  }

  /** The values as `attribute:value`. */
  get ids(): string[] {
    return this.values.map(({ id }) => id);
  }

  /** Share of these values that an item bears. */
  met(item: Borne): number {
    return this.share((value) => item.has(value));
  }

  /** Share of these that an item can't bear: it bears another of the same attribute. */
  violated(item: Borne): number {
    return this.share(
      (value) =>
        value.excludes &&
        !item.has(value) &&
        item.values.some(({ attribute }) => attribute === value.attribute),
    );
  }

  /** Without what another text says anew of the same attributes. */
  without(other: Borne): Borne {
    return new Borne(
      this.values.filter(({ attribute }) => !other.values.some((value) => value.attribute === attribute)),
    );
  }

  /** Without the values that something else bears. */
  except(other: Borne): Borne {
    return new Borne(this.values.filter((value) => !other.has(value)));
  }

  /** With what another text says beside. */
  and(other: Borne): Borne {
    return new Borne([...this.values, ...other.values.filter((value) => !this.has(value))]);
  }

  /** Only the values of some attributes. */
  only(wanted: (attribute: string) => boolean): Borne {
    return new Borne(this.values.filter(({ attribute }) => wanted(attribute)));
  }

  private has({ id }: Value): boolean {
    return this.values.some((value) => value.id === id);
  }

  private share(test: (value: Value) => boolean): number {
    return this.size === 0 ? 0 : this.values.filter(test).length / this.size;
  }
}

/**
 * Attributes whose words tell nothing inside the name of a kind: '白酒' has no colour, 'king prawns' no size,
 * 'dry shampoo' is for no dry skin. A 'glass jar' is of glass all the same.
 */
const NOT_IN_KINDS =
  /^(?:colour|shade|wood_colour|size|bed_size|length|width|thickness|firmness|skin_type|gloss|depth|side|water_temp|season)$/;
const isGuarded = ({ attribute }: Pick<Value, 'attribute'>): boolean => NOT_IN_KINDS.test(attribute);
/** 'French fries' come from anywhere, '智利车厘子' from Chile. */
const tellsNothingInKinds = ({ attribute }: Value, word: string): boolean =>
  isGuarded({ attribute }) || (attribute === 'origin' && LATIN.test(word[0]!));
const HAN = /[\u3400-\u9fff]/;
const LATIN = /[a-z0-9]/;
/** Beside these a single letter is no size: "men's", 'R&S', 'M10'. */
const BESIDE = /['’&\d.+-]/;
/** What may stand behind a single character of colour that is meant: '红色', '黑的', '白款'. */
const AFTER_ONE: ReadonlySet<string> = new Set('色的款系士式');

interface Word {
  text: string;
  values: Value[];
  /** Names of kinds in which it stands, and where: there it tells no attribute. */
  within: { name: string; at: number }[];
}

/** Kinds whose names are read in one step. */
const AT_ONCE = 20;

/** Colours, flavours, materials, for whom, features, what a thing is without: data, in both languages. */
export class Attributes {
  private static known: Attributes | undefined;
  /** Words by their first two characters, or the one that they have; longest first. */
  private readonly against = new Map<string, Value[]>();
  private readonly byStart = new Map<string, Word[]>();

  private constructor(table: string) {
    const byText = new Map<string, Word>();
    for (const [i, raw] of (parse(table, { columns: true, bom: true }) as unknown[]).entries()) {
      const row = Row.safeParse(raw);
      if (!row.success)
        throw new DaogouError('bad_request', `attributes.csv row ${i + 2}: ${z.prettifyError(row.error)}`);
      const { attribute, value, zh, en, excludes, against } = row.data;
      const one = { id: `${attribute}:${value}`, attribute, excludes: excludes === 'other' };
      for (const text of words(against)) this.against.set(text, [...(this.against.get(text) ?? []), one]);
      for (const text of [...words(zh), ...words(en)]) {
        const word = byText.get(text) ?? { text, values: [], within: [] };
        byText.set(text, { ...word, values: [...word.values, one] });
      }
    }
    for (const word of [...byText.values()].sort((a, b) => b.text.length - a.text.length)) {
      const start = word.text.slice(0, 2);
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), word]);
    }
  }

  /** Reads the table and the names of kinds in steps of about a millisecond. */
  static *read(): Generator<void, Attributes, void> {
    if (this.known) return this.known;
    const attributes = new Attributes(csv());
    yield;
    for (const [i, { zh, en }] of allKinds().entries()) {
      for (const { text } of zh) attributes.noteKind(text.toLowerCase());
      for (const name of en) attributes.noteKind(name.toLowerCase());
      if (i % AT_ONCE === 0) yield;
    }
    return (this.known = attributes);
  }

  static all(): Attributes {
    const steps = this.read();
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
    }
  }

  /** What a text says, the longest words first. @param text any case */
  said(text: string): Borne {
    const values = new Map<string, Value>();
    this.read(text.toLowerCase(), (word, at, lower) => {
      const inKind = word.within.some(({ name, at: offset }) => lower.startsWith(name, at - offset));
      for (const value of word.values)
        if (!inKind || !tellsNothingInKinds(value, word.text)) values.set(value.id, value);
    });
    return new Borne([...values.values()]);
  }

  /** What a text speaks against: 'sugar' among ingredients against 'sugar free'. @param text any case */
  deniedBy(text: string): Borne {
    const lower = text.toLowerCase();
    const denied = [...this.against].filter(([word]) => holds(lower, word)).flatMap(([, values]) => values);
    return new Borne([...new Set(denied)]);
  }

  private noteKind(name: string): void {
    this.read(
      name,
      (word, at) => {
        if (word.text !== name && word.values.some((value) => tellsNothingInKinds(value, word.text)))
          word.within.push({ name, at });
      },
      true,
    );
  }

  private read(text: string, take: (word: Word, at: number, text: string) => void, anywhere = false): void {
    for (let at = 0; at < text.length;) {
      const word = this.at(text, at, anywhere);
      if (word) take(word, at, text);
      at += word?.text.length ?? 1;
    }
  }

  private at(text: string, at: number, anywhere: boolean): Word | undefined {
    // Most places are inside of a Latin word.
    if (LATIN.test(text[at]!) && letter(text, at - 1, LATIN)) return undefined;
    const fits = ({ text: word, values }: Word): boolean =>
      stands(word, text, at, anywhere || !values.every(isGuarded));
    return this.byStart.get(text.slice(at, at + 2))?.find(fits) ?? this.byStart.get(text[at]!)?.find(fits);
  }
}

const letter = (text: string, at: number, pattern: RegExp): boolean =>
  at >= 0 && at < text.length && pattern.test(text[at]!);

function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (stands(word, text, at, true) && !letter(text, at - 1, LATIN)) return true;
  return false;
}

/** Whether a word stands there: a Latin one whole, a single Chinese character by itself unless `anywhere`. */
function stands(word: string, text: string, at: number, anywhere: boolean): boolean {
  if (!text.startsWith(word, at)) return false;
  const end = at + word.length;
  if (HAN.test(word[0]!)) {
    if (word.length > 1 || anywhere || AFTER_ONE.has(text[end] ?? '')) return true;
    return !letter(text, at - 1, HAN) && !letter(text, end, HAN);
  }
  if (end === at + 1 && (letter(text, at - 1, BESIDE) || letter(text, end, BESIDE))) return false;
  return HAN.test(word.at(-1)!) || !letter(text, end, /[a-z]/);
}

import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { DaogouError, inUnderstood, type Product } from '../../contract';
import csv from './attributes.csv';

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
});

const words = (cell: string): string[] =>
  cell
    .toLowerCase()
    .split('|')
    .map((word) => word.trim())
    .filter(Boolean);
const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The values of `attributes.csv` that something bears, and how far something else fits them. */
export class Borne {
  constructor(private readonly values: readonly Value[]) {}

  get size(): number {
    return this.values.length;
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

  private has({ id }: Value): boolean {
    return this.values.some((value) => value.id === id);
  }

  private share(test: (value: Value) => boolean): number {
    return this.size === 0 ? 0 : this.values.filter(test).length / this.size;
  }
}

/** Colours, flavours, materials, for whom, features, what a thing is without: data, in both languages. */
export class Attributes {
  private static known: Attributes | undefined;
  private readonly byWord = new Map<string, Value[]>();
  private readonly pattern: RegExp;
  private readonly items = new WeakMap<Product, Borne>();

  private constructor(table: string) {
    for (const [i, raw] of (parse(table, { columns: true, bom: true }) as unknown[]).entries()) {
      const row = Row.safeParse(raw);
      if (!row.success)
        throw new DaogouError('bad_request', `attributes.csv row ${i + 2}: ${z.prettifyError(row.error)}`);
      const { attribute, value, zh, en, excludes } = row.data;
      const one = { id: `${attribute}:${value}`, attribute, excludes: excludes === 'other' };
      for (const word of [...words(zh), ...words(en)])
        this.byWord.set(word, [...(this.byWord.get(word) ?? []), one]);
    }
    const all = [...this.byWord.keys()].sort((a, b) => b.length - a.length);
    const one = (word: string): string =>
      /^[\x20-\x7e]+$/.test(word) ? `(?<![a-z0-9])${escaped(word)}(?![a-z])` : escaped(word);
    this.pattern = new RegExp(all.map(one).join('|'), 'g');
  }

  static all(): Attributes {
    return (this.known ??= new Attributes(csv()));
  }

  /** What a text says, the longest words first. @param text any case */
  said(text: string): Borne {
    const values = new Map<string, Value>();
    for (const [word] of text.toLowerCase().matchAll(this.pattern))
      for (const value of this.byWord.get(word)!) values.set(value.id, value);
    return new Borne([...values.values()]);
  }

  /** What an item bears by its names and size. */
  of(product: Product): Borne {
    const known = this.items.get(product);
    if (known) return known;
    const { name, size, aliasesZh, aliasesEn } = product;
    const borne = this.said([...inUnderstood(name), size ?? '', ...aliasesZh, ...aliasesEn].join(' / '));
    this.items.set(product, borne);
    return borne;
  }
}

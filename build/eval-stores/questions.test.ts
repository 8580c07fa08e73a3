import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ControlKind, HandoffReason, Intent, StockLevel, Verdict } from '../../main/contract';

/** What the question files promise of themselves (README.md): well formed, and true to the feeds at `now`. */

const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema).min(1)]);
const Expect = z.strictObject({
  intent: oneOrMore(Intent).optional(),
  gtins: z.array(z.string()).optional(),
  all_gtins: z.array(z.string()).min(2).optional(),
  top: oneOrMore(z.string()).optional(),
  forbidden_gtins: z.array(z.string()).optional(),
  aisle: oneOrMore(z.string()).optional(),
  /** Compared by the keys given, so an object in it may be a part of what `Facts` asks. */
  facts: z
    .looseObject({
      price: z.number().optional(),
      offer_price: z.number().optional(),
      promotions: z.array(z.string()).optional(),
      verdict: Verdict.optional(),
      stock: StockLevel.optional(),
    })
    .optional(),
  facts_include: z.strictObject({ promotions: z.array(z.string()) }).optional(),
  facts_exclude: z.strictObject({ promotions: z.array(z.string()) }).optional(),
  facts_not: z.looseObject({ verdict: Verdict.optional() }).optional(),
  facts_present: z.array(z.string()).optional(),
  facts_absent: z.array(z.string()).optional(),
  knowledge: oneOrMore(z.string()).optional(),
  control: oneOrMore(ControlKind).optional(),
  handoff: oneOrMore(HandoffReason).optional(),
  abstained: z.boolean().optional(),
  action: z.enum(['navigate', 'print', 'handoff']).optional(),
});
const Question = z.strictObject({
  id: z.string(),
  store: z.enum([
    'demo-store',
    'eval-stores/corner-grocery',
    'eval-stores/electronics-home',
    'eval-stores/department-store',
    'eval-stores/pharmacy-convenience',
  ]),
  conversation: z.string().optional(),
  now: z.iso.datetime({ offset: true }),
  lang: z.enum(['zh', 'en']),
  say: z.string().min(1),
  class: z.string(),
  style: z.enum([
    'plain',
    'rambling',
    'elliptical',
    'dialect',
    'mixed',
    'misheard',
    'hostile',
    'followup',
    'typo',
  ]),
  expect: Expect,
});
type Question = z.infer<typeof Question>;

const rows = (store: string, file: string): Record<string, string>[] =>
  parse(readFileSync(join(import.meta.dirname, '..', store, file)), { bom: true, columns: true });
const list = <T>(value: T | T[] | undefined): T[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

function readStore(store: string) {
  return {
    prices: new Map(rows(store, 'products.csv').map((row) => [row['gtin']!, Number(row['price'])])),
    aisles: new Map(rows(store, 'locations.csv').map((row) => [row['aisle']!, row])),
    knowledge: new Set(rows(store, 'knowledge.csv').map((row) => row['id']!)),
    promotions: new Map(
      rows(store, 'promotions.csv').map((row) => [
        row['id']!,
        [Date.parse(row['starts_at']!), Date.parse(row['ends_at']!)] as const,
      ]),
    ),
  };
}
const stores = new Map(Question.shape.store.options.map((store) => [store, readStore(store)]));

describe.each(['dev', 'frozen-test', 'audit-1', 'audit-2', 'audit-3'])('%s.jsonl', (name) => {
  const text = readFileSync(join(import.meta.dirname, 'questions', `${name}.jsonl`), 'utf8');
  const questions: Question[] = text
    .trim()
    .split('\n')
    .map((line) => Question.parse(JSON.parse(line)));

  it('has one id a question and keeps each conversation together, in one store', () => {
    expect(new Set(questions.map((q) => q.id)).size).toBe(questions.length);
    const closed = new Set<string>();
    questions.forEach((q, i) => {
      const before = questions[i - 1];
      if (before?.conversation !== undefined && before.conversation !== q.conversation)
        closed.add(before.conversation);
      if (q.conversation === undefined) return;
      expect(closed.has(q.conversation), q.id).toBe(false);
      if (before?.conversation === q.conversation) expect(q.store).toBe(before.store);
    });
  });

  it('names only items, aisles, answers and offers of its store', () => {
    for (const q of questions) {
      const store = stores.get(q.store)!;
      const e = q.expect;
      for (const gtin of [...list(e.gtins), ...list(e.all_gtins), ...list(e.top), ...list(e.forbidden_gtins)])
        expect(store.prices.has(gtin), `${q.id} ${gtin}`).toBe(true);
      for (const aisle of list(e.aisle)) expect(store.aisles.has(aisle), `${q.id} ${aisle}`).toBe(true);
      for (const id of list(e.knowledge)) expect(store.knowledge.has(id), `${q.id} ${id}`).toBe(true);
      for (const id of [...list(e.facts?.promotions), ...list(e.facts_include?.promotions)]) {
        const [from, to] = store.promotions.get(id) ?? [0, 0];
        expect(from <= Date.parse(q.now) && Date.parse(q.now) < to, `${q.id} ${id} in force`).toBe(true);
      }
      for (const id of list(e.facts_exclude?.promotions)) {
        const [from, to] = store.promotions.get(id)!;
        expect(from <= Date.parse(q.now) && Date.parse(q.now) < to, `${q.id} ${id} not in force`).toBe(false);
      }
    }
  });

  it('contradicts neither itself nor the price column', () => {
    for (const q of questions) {
      const e = q.expect;
      const wanted = new Set([...list(e.gtins), ...list(e.all_gtins)]);
      for (const gtin of list(e.forbidden_gtins)) expect(wanted.has(gtin), `${q.id} ${gtin}`).toBe(false);
      if (e.gtins?.length)
        for (const gtin of list(e.top)) expect(wanted.has(gtin), `${q.id} top ${gtin}`).toBe(true);
      if (e.facts?.price !== undefined)
        expect(stores.get(q.store)!.prices.get(e.gtins![0]!), q.id).toBe(e.facts.price);
      if (e.facts?.offer_price !== undefined) expect(e.facts.offer_price, q.id).toBeLessThan(e.facts.price!);
    }
  });
});

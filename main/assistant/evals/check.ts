import type { Answer } from '../../contract';
import type { Question } from './question';

/** Which expectations an answer misses, each by the name of its field. Empty: right. */
export function misses(answer: Answer, expect: Question['expect']): string[] {
  const out: string[] = [];
  const facts = answer.facts as Record<string, unknown>;
  const test = (name: string, ok: boolean): void => void (ok || out.push(name));
  const own = answer.items.filter((item) => !item.alternative);
  const gtins = new Set(answer.items.map((item) => item.gtin));
  if (expect.intent !== undefined) test('intent', many(expect.intent).includes(answer.intent));
  if (expect.gtins)
    test(
      'gtins',
      own.every((item) => expect.gtins!.includes(item.gtin)) &&
        (expect.gtins.length === 0 ? own.length === 0 : own.length > 0),
    );
  if (expect.all_gtins)
    test(
      'all_gtins',
      expect.all_gtins.every((gtin) => gtins.has(gtin)),
    );
  if (expect.top !== undefined) test('top', many(expect.top).includes(answer.items[0]?.gtin ?? ''));
  if (expect.forbidden_gtins)
    test(
      'forbidden_gtins',
      expect.forbidden_gtins.every((gtin) => !gtins.has(gtin)),
    );
  if (expect.aisle !== undefined) {
    const first = answer.items[0];
    const aisles = first ? [first.aisle, ...(first.locations ?? []).map((l) => l.aisle)] : [];
    test(
      'aisle',
      many(expect.aisle).some((aisle) => aisles.includes(aisle)),
    );
  }
  for (const [key, value] of Object.entries(expect.facts ?? {}))
    test(`facts.${key}`, same(facts[key], value, key));
  for (const [key, list] of Object.entries(expect.facts_include ?? {}))
    test(
      `facts_include.${key}`,
      list.every((v) => asList(facts[key]).includes(v)),
    );
  for (const [key, list] of Object.entries(expect.facts_exclude ?? {}))
    test(
      `facts_exclude.${key}`,
      list.every((v) => !asList(facts[key]).includes(v)),
    );
  for (const [key, value] of Object.entries(expect.facts_not ?? {}))
    test(`facts_not.${key}`, !same(facts[key], value, key));
  for (const key of expect.facts_present ?? []) test(`facts_present.${key}`, facts[key] !== undefined);
  for (const key of expect.facts_absent ?? []) test(`facts_absent.${key}`, facts[key] === undefined);
  if (expect.knowledge !== undefined)
    test('knowledge', many(expect.knowledge).includes(answer.knowledge ?? String(facts['knowledge'] ?? '')));
  if (expect.control !== undefined) test('control', many(expect.control).includes(answer.control ?? ''));
  if (expect.handoff !== undefined) test('handoff', many(expect.handoff).includes(answer.handoff ?? ''));
  if (expect.abstained !== undefined) test('abstained', answer.abstained === expect.abstained);
  if (expect.action !== undefined)
    test(
      'action',
      answer.actions.some((action) => action.type === expect.action),
    );
  if (expect.lang !== undefined) test('lang', answer.lang === expect.lang);
  return out;
}

function many(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function same(got: unknown, want: unknown, key: string): boolean {
  if (typeof want === 'number') return typeof got === 'number' && Math.abs(got - want) <= 0.005;
  if (Array.isArray(want)) {
    if (!Array.isArray(got)) return false;
    return key === 'promotions'
      ? want.length === got.length && want.every((v) => got.includes(v))
      : JSON.stringify(got) === JSON.stringify(want);
  }
  if (want !== null && typeof want === 'object')
    return (
      got !== null &&
      typeof got === 'object' &&
      Object.entries(want).every(([k, v]) => same((got as Record<string, unknown>)[k], v, k))
    );
  return got === want;
}

import type { Answer } from '../../contract';
import type { Question } from './question';

/** Whether each expectation that is there is met, by the name of its field. */
type Checks = (readonly [name: string, met: boolean])[];
type Expect = Question['expect'];

/** Which expectations an answer misses, each by the name of its field. Empty: right. */
export function misses(answer: Answer, expect: Expect): string[] {
  return [
    ...checkItems(answer, expect),
    ...checkFacts(answer.facts as Record<string, unknown>, expect),
    ...checkTalk(answer, expect),
  ].flatMap(([name, met]) => (met ? [] : [name]));
}

/** A check that counts only where the expectation is there. */
const when = <T>(wanted: T | undefined, name: string, met: (wanted: T) => boolean): Checks =>
  wanted === undefined ? [] : [[name, met(wanted)]];

function checkItems(answer: Answer, expect: Expect): Checks {
  const own = answer.items.filter((item) => !item.alternative);
  const gtins = new Set(answer.items.map((item) => item.gtin));
  const first = answer.items[0];
  const aisles = first ? [first.aisle, ...(first.locations ?? []).map((l) => l.aisle)] : [];
  return [
    ...when(expect.intent, 'intent', (intent) => many(intent).includes(answer.intent)),
    ...when(
      expect.gtins,
      'gtins',
      (wanted) =>
        own.every((item) => wanted.includes(item.gtin)) &&
        (wanted.length === 0 ? own.length === 0 : own.length > 0),
    ),
    ...when(expect.all_gtins, 'all_gtins', (wanted) => wanted.every((gtin) => gtins.has(gtin))),
    ...when(expect.top, 'top', (top) => many(top).includes(first?.gtin ?? '')),
    ...when(expect.forbidden_gtins, 'forbidden_gtins', (bad) => bad.every((gtin) => !gtins.has(gtin))),
    ...when(expect.aisle, 'aisle', (aisle) => many(aisle).some((one) => aisles.includes(one))),
  ];
}

function checkFacts(facts: Record<string, unknown>, expect: Expect): Checks {
  const each = <T>(
    name: string,
    wanted: Record<string, T> | undefined,
    met: (key: string, value: T) => boolean,
  ) => Object.entries(wanted ?? {}).map(([key, value]) => [`${name}.${key}`, met(key, value)] as const);
  return [
    ...each('facts', expect.facts, (key, value) => same(facts[key], value, key)),
    ...each('facts_include', expect.facts_include, (key, list) =>
      list.every((v) => asList(facts[key]).includes(v)),
    ),
    ...each('facts_exclude', expect.facts_exclude, (key, list) =>
      list.every((v) => !asList(facts[key]).includes(v)),
    ),
    ...each('facts_not', expect.facts_not, (key, value) => !same(facts[key], value, key)),
    ...(expect.facts_present ?? []).map((key) => [`facts_present.${key}`, facts[key] !== undefined] as const),
    ...(expect.facts_absent ?? []).map((key) => [`facts_absent.${key}`, facts[key] === undefined] as const),
  ];
}

function checkTalk(answer: Answer, expect: Expect): Checks {
  const told = answer.knowledge ?? String((answer.facts as Record<string, unknown>)['knowledge'] ?? '');
  return [
    ...when(expect.knowledge, 'knowledge', (wanted) => many(wanted).includes(told)),
    ...when(expect.control, 'control', (wanted) => many(wanted).includes(answer.control ?? '')),
    ...when(expect.handoff, 'handoff', (wanted) => many(wanted).includes(answer.handoff ?? '')),
    ...when(expect.abstained, 'abstained', (wanted) => answer.abstained === wanted),
    ...when(expect.action, 'action', (wanted) => answer.actions.some(({ type }) => type === wanted)),
    ...when(expect.lang, 'lang', (wanted) => answer.lang === wanted),
  ];
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

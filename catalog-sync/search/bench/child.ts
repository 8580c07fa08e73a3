import { readFileSync, writeFileSync } from 'node:fs';
import { createEngine } from '../../../main/assistant';
import { openCatalogReader } from '../../db/reader';
import { hostileStrings } from './hostile';
import { peers } from './peers';

/** What the parent asks of one process that holds one contender and nothing else. */
export interface Order {
  contender: string;
  rows: number;
  file: string;
  queries: { class: string; text: string }[];
  questions: { class: string; text: string }[];
  hostile: number;
  /** Where the report goes. */
  out: string;
}

export interface Timed {
  class: string;
  ms: number;
  /** Processor time of the whole process meanwhile, milliseconds: says more than `ms` on a machine that others use. */
  cpu: number;
  gtin?: string;
}

export interface Report {
  buildSeconds?: number;
  megabytes?: number;
  answers: Timed[];
  questions: Timed[];
  hostile?: { count: number; worst: { text: string; ms: number; cpu: number }[] };
  cold?: { openMs: number; firstMs: number; warmMs: number };
  /** Resident megabytes: code loaded, opened and warm, after every question; the most there ever was. */
  rss: { start: number; warm: number; end: number; peak: number };
}

const NOW = new Date('2026-11-22T18:00:00+08:00');

export function runChild(orderFile: string): void {
  const order = JSON.parse(readFileSync(orderFile, 'utf8')) as Order;
  writeFileSync(order.out, JSON.stringify(order.contender === 'daogou' ? daogou(order) : peer(order)));
}

function rss(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().rss / 1e6;
}

const peak = (): number => (process.resourceUsage().maxRSS * 1024) / 1e6;

function time<T>(run: () => T): [T, number, number] {
  const before = process.cpuUsage();
  const started = performance.now();
  const value = run();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return [value, ms, (user + system) / 1000];
}

function daogou(order: Order): Report {
  const start = rss();
  const [reader, openMs] = time(() => openCatalogReader(order.file));
  const engine = createEngine({ catalog: () => reader, clock: () => NOW });
  const [, warmMs] = time(() => engine.warm());
  const [, firstMs] = time(() => engine.ask({ text: '牛奶在哪' }, engine.newConversation()));
  const ask = (query: { class: string; text: string }): Timed => {
    const [answer, ms, cpu] = time(() => engine.ask({ text: query.text }, engine.newConversation()));
    return { class: query.class, ms, cpu, gtin: answer.items.find((item) => !item.alternative)?.gtin };
  };
  order.queries.slice(0, 20).forEach(ask);
  const warm = rss();
  const answers = order.queries.map(ask);
  const questions = order.questions.map(ask);
  const worst: { text: string; ms: number; cpu: number }[] = [];
  for (const text of hostileStrings(order.hostile)) {
    const [, ms, cpu] = time(() => engine.ask({ text }, engine.newConversation()));
    worst.push({ text: text.slice(0, 60), ms, cpu });
    if (worst.length > 500) worst.sort((a, b) => b.ms - a.ms).splice(3);
  }
  worst.sort((a, b) => b.ms - a.ms).splice(3);
  const report: Report = { answers, questions, hostile: { count: order.hostile, worst }, cold: { openMs, firstMs, warmMs }, rss: { start, warm, end: rss(), peak: peak() } };
  reader.close();
  return report;
}

function peer(order: Order): Report {
  const start = rss();
  const [made, buildMs] = time(() => peers[order.contender]!(order.rows, order.file));
  for (const query of order.queries.slice(0, 20)) made.find(query.text);
  const warm = rss();
  const answers = order.queries.map((query): Timed => {
    const [gtin, ms, cpu] = time(() => made.find(query.text));
    return { class: query.class, ms, cpu, gtin };
  });
  return { buildSeconds: buildMs / 1000, megabytes: made.megabytes, answers, questions: [], rss: { start, warm, end: rss(), peak: peak() } };
}

import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createEngine, openGoodsSearch, type GoodsSearch } from '../../../main/assistant';
import { defaultDataDir, loadConfig } from '../../../main/config';
import type { SentenceEncoder } from '../../../main/contract';
import { openSentenceEncoder, openShelf } from '../../meaning';
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
  /** Without encoders, installed or not. */
  plain: boolean;
  /** The folder in which the engine keeps what it learnt. */
  shelf: string;
  /** Where the report goes. */
  out: string;
}

export interface Timed {
  class: string;
  ms: number;
  /**
   * Processor time of the whole process meanwhile, milliseconds: says more than `ms` on a machine that others
   * use.
   */
  cpu: number;
  gtin?: string;
}

export interface Report {
  buildSeconds?: number;
  megabytes?: number;
  answers: Timed[];
  questions: Timed[];
  learning?: Learnt;
  hostile?: { count: number; worst: { text: string; ms: number; cpu: number }[] };
  cold?: { openMs: number; firstMs: number; warmMs: number };
  /**
   * Resident megabytes: code loaded, opened and warm, all names read, after every question; the most there
   * ever was.
   */
  rss: { start: number; warm: number; read?: number; end: number; peak: number };
}

/** What reading a catalog's names costs. */
export interface Learnt {
  encoders: string[];
  seconds: number;
  cpuSeconds: number;
  /** The longest that anything else had to wait meanwhile, milliseconds. */
  longestWaitMs: number;
}

/** Contends beside the whole engine. */
export const FINDING = 'daogou, finding alone';

const NOW = new Date('2026-11-22T18:00:00+08:00');

export async function runChild(orderFile: string): Promise<void> {
  const order = JSON.parse(readFileSync(orderFile, 'utf8')) as Order;
  writeFileSync(order.out, JSON.stringify(await reportOf(order)));
}

function reportOf(order: Order): Report | Promise<Report> {
  if (order.contender === 'daogou') return daogou(order);
  return order.contender === FINDING ? finding(order) : peer(order);
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

async function seconds(run: () => Promise<void>): Promise<{ seconds: number; cpuSeconds: number }> {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await run();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const openEncoder = (plain: boolean, folder: string): Promise<SentenceEncoder | undefined> =>
  plain
    ? Promise.resolve(undefined)
    : openSentenceEncoder(loadConfig({ dataDir: defaultDataDir() }).voice.modelsDir, folder, (error) =>
        console.error(error.message),
      );

/** The whole engine, as it runs in the terminal: opened, its names read for the first time, asked. */
async function daogou(order: Order): Promise<Report> {
  const start = rss();
  const [reader, openMs] = time(() => openCatalogReader(order.file));
  const encoder = await openEncoder(order.plain, order.shelf);
  const engine = createEngine({
    catalog: () => reader,
    clock: () => NOW,
    encoder: () => encoder,
    shelf: openShelf(order.shelf),
  });
  const [, warmMs] = time(() => engine.warm());
  const [, firstMs] = time(() => engine.ask({ text: '牛奶在哪' }, engine.newConversation()));
  const ask = (query: { class: string; text: string }): Timed => {
    const [answer, ms, cpu] = time(() => engine.ask({ text: query.text }, engine.newConversation()));
    return { class: query.class, ms, cpu, gtin: answer.items.find((item) => !item.alternative)?.gtin };
  };
  order.queries.slice(0, 20).forEach(ask);
  const warm = rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const learnt = await seconds(() => engine.learn());
  delay.disable();
  order.queries.slice(0, 20).forEach(ask);
  const read = rss();
  const answers = order.queries.map(ask);
  const questions = order.questions.map(ask);
  const worst: { text: string; ms: number; cpu: number }[] = [];
  for (const text of hostileStrings(order.hostile)) {
    const [, ms, cpu] = time(() => engine.ask({ text }, engine.newConversation()));
    worst.push({ text: text.slice(0, 60), ms, cpu });
    if (worst.length > 500) worst.sort((a, b) => b.ms - a.ms).splice(3);
  }
  worst.sort((a, b) => b.ms - a.ms).splice(3);
  const learning = { encoders: [...(encoder?.languages ?? [])], ...learnt, longestWaitMs: delay.max / 1e6 };
  const report: Report = {
    answers,
    questions,
    learning,
    hostile: { count: order.hostile, worst },
    cold: { openMs, firstMs, warmMs },
    rss: { start, warm, read, end: rss(), peak: peak() },
  };
  await encoder?.close();
  reader.close();
  return report;
}

/** Finding alone, in a process that starts with what the engine's kept. */
async function finding(order: Order): Promise<Report> {
  const start = rss();
  const reader = openCatalogReader(order.file);
  const encoder = await openEncoder(order.plain, order.shelf);
  const warm = rss();
  let search: GoodsSearch | undefined;
  const learnt = await seconds(
    async () => void (search = await openGoodsSearch(reader, { encoder, shelf: openShelf(order.shelf) })),
  );
  const find = (query: { class: string; text: string }): Timed => {
    const lang = /[\u4e00-\u9fff]/.test(query.text) ? 'zh' : 'en';
    const [{ found }, ms, cpu] = time(() => search!.find(query.text, lang));
    return { class: query.class, ms, cpu, gtin: found[0]?.product.gtin };
  };
  order.queries.slice(0, 50).forEach(find);
  const read = rss();
  const answers = order.queries.map(find);
  const report: Report = {
    answers,
    questions: [],
    learning: { encoders: [...(encoder?.languages ?? [])], ...learnt, longestWaitMs: 0 },
    rss: { start, warm, read, end: rss(), peak: peak() },
  };
  await encoder?.close();
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
  return {
    buildSeconds: buildMs / 1000,
    megabytes: made.megabytes,
    answers,
    questions: [],
    rss: { start, warm, end: rss(), peak: peak() },
  };
}

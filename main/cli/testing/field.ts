import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  describeGroup,
  openCatalogReader,
  provisionFeed,
  readFeed,
  tooManyBadRows,
} from '../../../catalog-sync';
import { checkFloor, readScans, renderPreview } from '../../../native';
import { asSaid, decodeWav } from '../../../voice';
import { createEngine, scannedItem } from '../../assistant';
import { isInStore, wallClock, type StoreMap } from '../../contract';
import { paperOf } from '../../read-models';
import { openStore, type OpenStore } from '../open-store';
import { expectationOf, judge, type Verdict } from './field-judge';

/**
 * `npm run field [-- --cases FOLDER] [--only WORD] [--now TIME]`: tries the product on a folder of cases from
 * the field and prints case → verdict, and what became of its feed, its scans, its recordings and its questions.
 * What is right for the cases that are known stands in `field-expected.json`; of others it is shown beside their
 * `expect.md`, for the reader to judge. Ends with 1 where anything is wrong or fell over.
 */
const CASES = '../shared/field/cases';
const DEMO_STORE = 'build/demo-store';
const MOST_TOLD = 6;
/** Fewer characters are a piece of a code. */
const SHORTEST = 8;
/** Products of a feed that are scanned. */
const MOST_SCANNED = 1_000;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: CASES },
    only: { type: 'string', default: '' },
    now: { type: 'string', default: '' },
  },
});
const given = values.now === '' ? new Date(wallClock()) : new Date(values.now);

async function main(): Promise<number> {
  const folder = path.resolve(values.cases);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    console.log(`There is no folder of cases at ${values.cases}; name one with --cases. Nothing was tried.`);
    return 0;
  }
  const names = readdirSync(folder)
    .filter((name) => name.includes(values.only) && statSync(path.join(folder, name)).isDirectory())
    .sort();
  if (names.length === 0) console.log(`There is no case in ${values.cases}; nothing was tried.`);
  const work = mkdtempSync(path.join(tmpdir(), 'field-'));
  const counts = { right: 0, WRONG: 0, 'not judged': 0 };
  try {
    for (const name of names) {
      const verdict = await judged(path.join(folder, name), name, work);
      counts[verdict.verdict] += 1;
    }
  } finally {
    for (const { close } of demos.values()) await close();
    rmSync(work, { recursive: true, force: true });
  }
  console.log(
    `${names.length} cases tried: ${counts.right} right, ${counts.WRONG} wrong, ${counts['not judged']} not judged here.`,
  );
  return counts.WRONG === 0 ? 0 : 1;
}

/** Tries a case at the time it is written for, holds it against what is expected and prints both. */
async function judged(dir: string, name: string, work: string): Promise<Verdict> {
  const expectation = expectationOf(name);
  const now = expectation?.now !== undefined && values.now === '' ? new Date(expectation.now) : given;
  const { told, fell } = await tried(dir, work, now).then(
    (lines) => ({ told: lines, fell: [] as string[] }),
    (error: unknown) => ({
      told: [] as string[],
      fell: [`fell over: ${error instanceof Error ? error.message : String(error)}`],
    }),
  );
  const held = judge(expectation, told);
  const verdict: Verdict = fell.length > 0 ? { verdict: 'WRONG', why: fell } : held;
  print(name, verdict, told, path.join(dir, 'expect.md'));
  return verdict;
}

function print(name: string, { verdict, why }: Verdict, told: readonly string[], expectFile: string): void {
  console.log(`${name} → ${verdict}${why.length > 0 ? `: ${why.join('; ')}` : ''}`);
  for (const line of told) console.log(`    ${line}`);
  const expected =
    verdict !== 'right' && existsSync(expectFile)
      ? readFileSync(expectFile, 'utf8').trim().split('\n')[0]
      : undefined;
  if (expected !== undefined) console.log(`    expected: ${expected}`);
}

async function tried(dir: string, work: string, now: Date): Promise<string[]> {
  const files = readdirSync(dir);
  const told: string[] = [];
  if (files.includes('feed')) told.push(...(await feedVerdict(path.join(dir, 'feed'), work, now)));
  for (const file of files.filter((one) => one.endsWith('.wav')))
    told.push(soundVerdict(path.join(dir, file)));
  if (files.includes('lines.txt')) {
    const lines = linesOf(path.join(dir, 'lines.txt'));
    told.push(...(path.basename(dir).includes('scan') ? lines.map(scanVerdict) : await answers(lines, now)));
  }
  if (files.includes('texts.txt'))
    told.push(...linesOf(path.join(dir, 'texts.txt')).map((text) => `${text} → ${asSaid(text, 'zh')}`));
  if (files.includes('names.csv')) told.push('names of goods: npm run eval:kinds');
  if (files.some((file) => file.endsWith('.ts')))
    told.push('a program for the robot base: npx vitest run native/base');
  return told;
}

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /[^-\s]/.test(line));

/** What publishing makes of a feed, and whether every number of it is found as it may be scanned. */
async function feedVerdict(feed: string, work: string, now: Date): Promise<string[]> {
  const report = await readFeed(feed, undefined, now);
  const { errors, warnings } = report.groups;
  const told = (groups: typeof errors, what: string): string[] => [
    ...groups.slice(0, MOST_TOLD).map((group) => `${what}: ${describeGroup(group)}`),
    ...(groups.length > MOST_TOLD ? [`… and ${groups.length - MOST_TOLD} more kinds`] : []),
  ];
  const errorCount = errors.reduce((sum, { count }) => sum + count, 0);
  if (report.stopped || tooManyBadRows(report).length > 0)
    return [`refused, ${errorCount} error(s)`, ...told(errors, 'error'), ...told(warnings, 'warning')];
  const reader = openCatalogReader((await provisionFeed(feed, work)).file);
  try {
    const lost = reader
      .rows()
      .after(0, MOST_SCANNED)
      .map(({ product }) => product)
      .filter(({ gtin }) => !foundAsScanned(reader, gtin));
    return [
      `published, ${warnings.reduce((sum, { count }) => sum + count, 0)} warning(s)`,
      ...told(errors, 'left out'),
      ...told(warnings, 'warning'),
      ...lost.map(({ gtin }) => `not found when scanned: ${gtin}`),
      ...planVerdict(reader.map()),
      ...papers(reader, now),
    ];
  } finally {
    reader.close();
  }
}

/** Robots of this radius are sold, metres. */
const RADIUS = 0.25;

/** What stands on the plan, and what of it the robot would drive over. */
function planVerdict(map: StoreMap | undefined): string[] {
  if (!map) return [];
  const shelves = new Map<string, number>();
  for (const { aisle = '?' } of map.fixtures) shelves.set(aisle, (shelves.get(aisle) ?? 0) + 1);
  const counted = [...shelves].map(([aisle, count]) => `${aisle} ${count} shelves`).join(', ');
  const closed = (map.zones ?? []).filter(({ kind }) => kind === 'no_go').length;
  const { leaks } = checkFloor(map, RADIUS);
  return [`plan: ${counted}; ${closed} closed areas; free floor to the robot: ${leaks.join(', ') || 'none'}`];
}

/** The narrow roll, on which least fits. */
const PAPER = 'generic-58';

/** The coupons of a feed as they are printed: their words, and where the QR code begins. */
function papers(reader: ReturnType<typeof openCatalogReader>, now: Date): string[] {
  const engine = createEngine({ catalog: () => reader, clock: () => now });
  return reader
    .promotions()
    .filter(({ kind }) => kind === 'coupon')
    .map(({ id }) => {
      const document = paperOf(reader, { type: 'coupon', id, lang: 'zh' }, now, (gtins) =>
        engine.cardsFor(gtins),
      );
      const svg = renderPreview(document, PAPER);
      const qr = /translate\((-?[\d.]+) [\d.]+\) scale\((\d+)\)/.exec(svg);
      const words = svg
        .replace(/<text x="[^"]*" y="([^"]*)"[^>]*>([^<]*)<\/text>/g, '$2')
        .replace(/<[^>]*>/g, ' ');
      return `paper ${id}: ${words.replace(/\s+/g, ' ').trim()}${qr ? ` QR from ${qr[1]}, modules of ${qr[2]}` : ''}`;
    });
}

const foundAsScanned = (reader: ReturnType<typeof openCatalogReader>, gtin: string): boolean =>
  (isInStore(gtin) ? [gtin] : [gtin, gtin.padStart(13, '0'), gtin.padStart(14, '0')]).every((form) =>
    readScans(form).some(
      (scan) => scan.gtin !== undefined && scannedItem(reader, { ...scan, gtin: scan.gtin }),
    ),
  );

/** `name: code (= note)`, the code with its control characters written as \t and \x02. */
function scanVerdict(line: string): string {
  const code = line.replace(/^[^:\]]{0,24}:\s*/, '').replace(/\s+\(=.*\)$/, '');
  const bytes = code
    .replace(/\\x([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\t/g, '\t')
    .replace(/\\r/g, '\r');
  const scans = bytes
    .split(/\s+\(pause[^)]*\)\s+|\s+\/\s+|[\t\r\x02\x03]+/)
    // A piece of a code that broke off is dropped once nothing follows it.
    .filter((part) => part.trim().length >= SHORTEST)
    .flatMap((part) => readScans(part))
    .map(({ kind, gtin, also }) => [gtin ?? kind, ...(also ?? [])].join(' or '));
  return `${line} → ${scans.join(', ') || 'nothing'}`;
}

function soundVerdict(file: string): string {
  const { samples, sampleRate } = decodeWav(readFileSync(file), path.basename(file));
  const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  const seconds = (samples.length / sampleRate).toFixed(2);
  return `${path.basename(file)}: ${seconds} s, level ${level.toFixed(4)} (words: daogou transcribe FILE)`;
}

/** The demo store at each time that a case is written for. */
const demos = new Map<number, OpenStore>();
async function answers(lines: readonly string[], now: Date): Promise<string[]> {
  const known = demos.get(now.getTime()) ?? (await openStore({ store: DEMO_STORE, now, answers: true }));
  demos.set(now.getTime(), known);
  const { engine } = known;
  return lines.map((text) => `${text} → ${engine.ask({ text }, engine.newConversation()).text}`);
}

void main().then((code) => process.exit(code));

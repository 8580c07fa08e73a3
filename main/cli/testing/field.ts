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
import { readScans } from '../../../native';
import { decodeWav } from '../../../voice';
import { scannedItem } from '../../assistant';
import { isInStore, wallClock } from '../../contract';
import { openStore, type OpenStore } from '../open-store';

/**
 * `npm run field [-- --cases FOLDER] [--only WORD] [--now TIME]`: tries the product on a folder of cases from
 * the field and prints case → verdict: what became of its feed, its scans, its recordings and its questions,
 * beside what `expect.md` says is right. Whether the two agree is for the reader to say; the tests hold what
 * was agreed. Ends with 1 where anything fell over.
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
const now = values.now === '' ? new Date(wallClock()) : new Date(values.now);

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
  let fell = 0;
  try {
    for (const name of names) {
      const told = await tried(path.join(folder, name), work).catch((error: unknown) => {
        fell += 1;
        return [`FELL OVER: ${error instanceof Error ? error.message : String(error)}`];
      });
      print(name, told, path.join(folder, name, 'expect.md'));
    }
  } finally {
    await demo?.close();
    rmSync(work, { recursive: true, force: true });
  }
  console.log(`${names.length} cases tried, ${fell} fell over.`);
  return fell === 0 ? 0 : 1;
}

function print(name: string, told: readonly string[], expectFile: string): void {
  console.log(`${name} → ${told[0] ?? 'nothing here is known how to try'}`);
  for (const line of told.slice(1)) console.log(`    ${line}`);
  const expected = existsSync(expectFile)
    ? readFileSync(expectFile, 'utf8').trim().split('\n')[0]
    : undefined;
  if (expected !== undefined) console.log(`    expected: ${expected}`);
}

async function tried(dir: string, work: string): Promise<string[]> {
  const files = readdirSync(dir);
  const told: string[] = [];
  if (files.includes('feed')) told.push(...(await feedVerdict(path.join(dir, 'feed'), work)));
  for (const file of files.filter((one) => one.endsWith('.wav')))
    told.push(soundVerdict(path.join(dir, file)));
  if (files.includes('lines.txt')) {
    const lines = readFileSync(path.join(dir, 'lines.txt'), 'utf8')
      .split('\n')
      .filter((line) => /[^-\s]/.test(line));
    told.push(...(path.basename(dir).includes('scan') ? lines.map(scanVerdict) : await answers(lines)));
  }
  if (files.includes('texts.txt')) told.push('texts to be read aloud: npx vitest run voice/speech');
  if (files.includes('names.csv')) told.push('names of goods: npm run eval:kinds');
  if (files.some((file) => file.endsWith('.ts')))
    told.push('a program for the robot base: npx vitest run native/base');
  return told;
}

/** What publishing makes of a feed, and whether every number of it is found as it may be scanned. */
async function feedVerdict(feed: string, work: string): Promise<string[]> {
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
    ];
  } finally {
    reader.close();
  }
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

let demo: OpenStore | undefined;
async function answers(lines: readonly string[]): Promise<string[]> {
  demo ??= await openStore({ store: DEMO_STORE, now, answers: true });
  const { engine } = demo;
  return lines.map((text) => `${text} → ${engine.ask({ text }, engine.newConversation()).text}`);
}

void main().then((code) => process.exit(code));

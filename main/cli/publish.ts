import path from 'node:path';
import type { Command } from 'commander';
import {
  keyRoles,
  publish,
  publishedReleases,
  refreshTimestamp,
  rollBack,
  rotateKey,
  servePublished,
  withPostgresFeed,
  type KeyRole,
  type NameChange,
} from '../../catalog-sync';
import { wallClock } from '../contract';
import { choice, collect, databaseUrl, folder, percent, port, positive, whole } from './arguments';
import { leftOutLines, UsageError } from './fail';
import { writeFeedReport, type Outcome } from './feed-report';
import { attributesFile, AttributesReport } from './attributes-report';
import { unclearFile, UnclearReport } from './unclear-report';

interface PublishOptions {
  store?: string;
  from?: string;
  storeId?: string;
  out: string;
  keys?: string;
  force?: boolean;
  badRows?: number;
  percent?: number;
  first: string[];
  cohort: string[];
  validDays?: number;
  minApp?: string;
  rollBack?: number;
  rotateKey?: KeyRole;
  refresh?: boolean;
  releases?: boolean;
  serve?: boolean;
  report?: string;
  port: number;
  host?: string;
}

type PublishFeed = Parameters<typeof publish>[0];

const print = (result: object): void => void process.stdout.write(`${JSON.stringify(result)}\n`);

/** The one thing that is asked for; --serve may follow a publication. */
function ordered({ store, from, rollBack, rotateKey, refresh, releases, serve }: PublishOptions): void {
  const orders = [
    store !== undefined && '--store',
    from !== undefined && '--from',
    rollBack !== undefined && '--roll-back',
    rotateKey && '--rotate-key',
    refresh && '--refresh',
    releases && '--releases',
  ].filter(Boolean);
  if (orders.length === 0 && !serve)
    throw new UsageError(
      'publish: name a feed folder with --store or a database with --from; or --roll-back, --rotate-key, --refresh, --releases or --serve what is published already',
    );
  if (orders.length > 1)
    throw new UsageError(`publish: ${orders.join(' and ')} are two orders; give them one after the other`);
}

/** Publishes, and writes how that ended into the report that was asked for. */
async function reported(
  { report, store, storeId }: PublishOptions,
  published: () => ReturnType<typeof publish>,
): ReturnType<typeof publish> {
  const write = (outcome: Outcome): void => {
    if (report !== undefined) writeFeedReport(report, store ?? storeId ?? '', outcome, new Date(wallClock()));
  };
  try {
    const result = await published();
    write({ published: result });
    return result;
  } catch (refused) {
    write({ refused });
    throw refused;
  }
}

async function run(options: PublishOptions): Promise<void> {
  const { store, from, storeId, keys, force, first, cohort, validDays, serve, port, host } = options;
  ordered(options);
  const feeds = store !== undefined || from !== undefined;
  if (!feeds && (options.percent !== undefined || first.length > 0))
    throw new UsageError(
      'publish: --percent and --first go with --store or --from, whose release they are for',
    );
  const outDir = path.resolve(options.out);
  const keysDir = keys && path.resolve(keys);
  const place = { outDir, keysDir };
  if (feeds) {
    const staged = options.percent !== undefined || first.length > 0;
    const how = {
      ...place,
      force,
      validDays,
      minApp: options.minApp,
      ...(options.badRows !== undefined && { limits: { badRows: options.badRows / 100 } }),
      ...(staged && { rollout: { percent: options.percent ?? 0, cohorts: first } }),
      ...((cohort.length > 0 || first.length > 0) && { addCohorts: [...cohort, ...first] }),
    };
    const [unclear, attributes] = [new UnclearReport(), new AttributesReport()];
    const onNameChange = (change: NameChange): void => {
      unclear.look(change);
      attributes.look(change);
    };
    const read = (feedDir: PublishFeed['feedDir']) => publish({ feedDir, ...how, onNameChange });
    const {
      groups,
      errors: _errors,
      ...result
    } = await reported(options, () =>
      from === undefined ? read(store ?? '') : withPostgresFeed(from, storeId, read),
    );
    leftOutLines(result.leftOut, groups.errors).forEach((line) => process.stderr.write(`${line}\n`));
    const kinds = unclear.write(unclearFile(outDir));
    const told = attributes.write(attributesFile(outDir));
    if (!serve) print({ ...result, unclearKinds: kinds, attributes: told });
  }
  if (options.rollBack !== undefined) print(await rollBack({ ...place, to: options.rollBack, validDays }));
  if (options.rotateKey) print(rotateKey(options.rotateKey, place));
  if (options.refresh) print(refreshTimestamp(place));
  if (options.releases) publishedReleases(place).forEach(print);
  if (!serve) return;
  const server = await servePublished(outDir, { port, host });
  print({ url: server.url, root: server.root });
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
}

/** How far a feed may be from what it should be. */
const limited = (command: Command): Command =>
  command
    .option(
      '--bad-rows <percent>',
      'rows of a file that may be left out for their faults, or three; 0 lets no fault pass (default: 1)',
      percent,
    )
    .option('--force', 'publish although the feed shrank or prices jumped beyond the limits');

export function addPublish(program: Command): void {
  limited(program.command('publish'))
    .description(
      'Checks a store feed whole, builds, signs and writes the repository that terminals fetch from; --serve hands it out.',
    )
    .option('--store <dir>', 'the store feed folder', folder)
    .option(
      '--from <url>',
      'a PostgreSQL database instead, e.g. postgres://daogou@db.example/feeds (see “daogou load”)',
      databaseUrl,
    )
    .option('--store-id <id>', 'which store of the database; needed where it holds several')
    .requiredOption('--out <dir>', 'the repository folder')
    .option('--keys <dir>', 'the signing keys; made on first use (default: beside the repository)')
    .option(
      '--report <file>',
      'also write what is wrong with the feed as a page (HTML) for the person who keeps the data',
    )
    .option(
      '--percent <n>',
      'staged: offer the release to this share of all terminals only; publish the same feed again with more, or without, to widen it',
      percent,
    )
    .option(
      '--first <cohort>',
      'staged: offer the release to this cohort whole; may be repeated',
      collect,
      [],
    )
    .option(
      '--cohort <name>',
      'make the cohort known, so that terminals may be set to it; may be repeated',
      collect,
      [],
    )
    .option(
      '--valid-days <n>',
      'days for which stock and offers may be told without hearing from HQ again (default: 7)',
      positive,
    )
    .option('--min-app <version>', 'oldest application version that may take it, e.g. 1.2.0')
    .option('--roll-back <sequence>', 'publish the content of that release again, as the newest', whole)
    .option(
      '--rotate-key <role>',
      `put a new key in the place of one: ${keyRoles.join(', ')}`,
      choice(keyRoles),
    )
    .option(
      '--refresh',
      'only sign anew that the newest release is the newest; to be run at least every few days',
    )
    .option('--releases', 'list what is on offer, one JSON object a line')
    .option('--serve', 'serve the repository over HTTP until ended')
    .option('--port <n>', 'port to serve on; 0 takes a free one', port, 0)
    .option('--host <address>', 'address to serve on (default: this machine only)')
    .action(run);
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import {
  admitTerminal,
  brokerAccountOf,
  dismissTerminal,
  openFleetReceiver,
  sendHint,
  type BrokerOptions,
} from '../../catalog-sync';
import { brokerOptions, defaultDataDir, loadConfig } from '../config';
import { UsageError } from './fail';

interface FleetOptions {
  broker?: string;
  username?: string;
  password?: string;
  ca?: string;
  db: string;
  name: string;
  storeId?: string;
  once?: boolean;
  hint?: string;
  account?: string | true;
  admit?: true;
  dismiss?: string;
}

/** What is given here, else what this terminal is configured with. */
function brokerOf({ broker, username, password, ca }: FleetOptions): BrokerOptions {
  if (broker)
    return {
      url: broker,
      username,
      password: password ?? process.env.DAOGOU_BROKER_PASSWORD,
      ...(ca && { ca: readFileSync(ca, 'utf8') }),
    };
  const configured = brokerOptions(loadConfig({ dataDir: defaultDataDir() }));
  if (!configured)
    throw new UsageError('fleet: no broker; give --broker or set broker.url in config/store.json');
  return configured;
}

const print = (news: object): void => void process.stdout.write(`${JSON.stringify(news)}\n`);

/** How long `--once` waits for what the broker holds. */
const SETTLED_MS = 2_000;

/** Standard input: an argument would stay in the shell's history and be seen in the list of processes. */
async function admit(dataDir: string): Promise<void> {
  const line = await text(process.stdin);
  let account: unknown;
  try {
    account = JSON.parse(line);
  } catch {
    throw new UsageError(
      'fleet --admit: give on standard input what the other terminal prints: daogou fleet --account',
    );
  }
  print(admitTerminal(dataDir, account));
}

async function listen(options: FleetOptions): Promise<void> {
  if (options.admit || options.dismiss !== undefined) {
    const { dataDir } = loadConfig({ dataDir: defaultDataDir() });
    if (options.dismiss === undefined) return admit(dataDir);
    print(dismissTerminal(dataDir, options.dismiss));
    return;
  }
  if (options.account !== undefined) {
    const { dataDir } = loadConfig({ dataDir: defaultDataDir() });
    print(brokerAccountOf(dataDir, options.account === true ? undefined : options.account));
    return;
  }
  if (options.hint !== undefined) {
    await sendHint(brokerOf(options), options.hint);
    print({ hinted: options.hint });
    return;
  }
  let last = performance.now();
  const receiver = openFleetReceiver({
    broker: brokerOf(options),
    file: path.resolve(options.db),
    name: options.name,
    store: options.storeId,
    onNews: (news) => {
      last = performance.now();
      print(news);
    },
    onTrouble: (message) => console.error(`daogou: fleet: ${message}`),
  });
  await receiver.ready;
  if (options.once) {
    last = performance.now();
    while (performance.now() - last < SETTLED_MS) await new Promise((resolve) => setTimeout(resolve, 100));
  } else {
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
  }
  await receiver.close();
}

export function addFleet(program: Command): void {
  program
    .command('fleet')
    .description(
      'Listens at a broker to what terminals tell: how they are, calls for a person, questions without an answer; one JSON object a line, each once.',
    )
    .option('--broker <url>', 'e.g. mqtts://broker.example:8883 (default: the configured one)')
    .option('--username <name>', 'the user at the broker')
    .option('--password <password>', 'and its password; better as DAOGOU_BROKER_PASSWORD in the environment')
    .option('--ca <file>', 'PEM of the broker’s certificate authority')
    .option('--db <file>', 'where it is kept', 'fleet.db')
    .option(
      '--name <name>',
      'names this listener at the broker, so that what comes while it is away waits for it',
      'hq',
    )
    .option('--store-id <id>', 'one store only')
    .option('--hint <store>', 'only tell that store’s terminals to sync now')
    .option(
      '--account [name]',
      'only show the user and password with which this terminal comes to the broker; made the first time, under its id or the name given',
    )
    .option(
      '--admit',
      'let another terminal into the broker that this one runs (broker.url embedded): what --account prints there, on standard input',
    )
    .option('--dismiss <terminal>', 'let that terminal in no more, from its next connection on')
    .option('--once', 'end when what waits has been heard')
    .action(listen);
}

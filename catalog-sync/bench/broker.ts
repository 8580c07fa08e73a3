import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { brokerAccount } from '../fleet/account';
import { passwordDigest } from '../fleet/admitted';
import { startEmbeddedBroker } from '../promotions/embedded-broker';
import { createCatalogStore, type CatalogStore } from '../store';
import { gtinOf, Mosquitto, mosquittoMissing, TestFleet } from '../testing';

/**
 * `npm run bench:broker [-- --terminals 20 --offers 100 --embedded]`: one terminal makes offers, and each is
 * timed until it is in force on all others, over mosquitto with TLS and passwords (or the embedded broker).
 * All run in this one process: on real terminals it is less work.
 */
const option = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const terminals = option('--terminals', 20);
const offers = option('--offers', 100);

/** The broker that is measured: mosquitto where it is installed and not told otherwise. */
interface Measured {
  name: string;
  url: { url: string; username?: string; password?: string; ca?: string };
  /** The embedded broker knows each terminal by an account of its own. */
  account(dataDir: string, name: string): void;
  close(): Promise<void>;
}

async function startBroker(hq: TestFleet): Promise<Measured> {
  const missing = process.argv.includes('--embedded') ? 'asked for the embedded broker' : mosquittoMissing();
  const dir = join(hq.dir, 'broker');
  mkdirSync(dir);
  if (!missing) {
    const broker = await Mosquitto.start(dir, { terminal: ['readwrite daogou/test-store/#'] });
    return {
      name: 'mosquitto, TLS',
      url: broker.as('terminal'),
      account: () => undefined,
      close: () => broker.down(),
    };
  }
  const embedded = await startEmbeddedBroker({
    terminals: (name) => passwordDigest(brokerAccount(hq.dataDir(name), name).password),
  });
  return {
    name: `embedded (${missing})`,
    url: { url: embedded.url },
    account: (dataDir, name) => void brokerAccount(dataDir, name),
    close: () => embedded.close(),
  };
}

/** So many terminals of one store, all linked to the broker. */
async function startTerminals(hq: TestFleet, broker: Measured): Promise<CatalogStore[]> {
  const stores: CatalogStore[] = [];
  for (let n = 0; n < terminals; n++) {
    cpSync(hq.dataDir('template'), hq.dataDir(`t${n}`), { recursive: true });
    broker.account(hq.dataDir(`t${n}`), `t${n}`);
    const store = await createCatalogStore({
      dataDir: hq.dataDir(`t${n}`),
      syncUrl: '',
      rootFile: join(hq.outDir, 'metadata', '1.root.json'),
      keysDir: hq.keysDir,
      broker: broker.url,
    });
    store.start();
    stores.push(store);
  }
  while (stores.some((store) => !store.linked())) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return stores;
}

/** Milliseconds from the first terminal's n-th offer until it is in force on each of the others. */
async function timeOffer(stores: readonly CatalogStore[], n: number): Promise<number[]> {
  const took: number[] = [];
  const began = performance.now();
  const [first, ...others] = stores as [CatalogStore, ...CatalogStore[]];
  first.promotions.put({
    id: `S-${n % 10}`,
    title: { zh: '特价', en: 'Special' },
    kind: 'special_price',
    value: `${n}.50`,
    startsAt: '2026-11-22T08:00:00+08:00',
    endsAt: '2099-01-01T00:00:00+08:00',
    gtins: [gtinOf(n % 12)],
  });
  let waiting = others;
  while (waiting.length > 0 && performance.now() - began < 30_000) {
    await new Promise((resolve) => setTimeout(resolve, 2));
    waiting = waiting.filter((store) => {
      const there =
        store
          .current()
          ?.promotions()
          .some(({ id, value }) => id === `S-${n % 10}` && value === `${n}.50`) ?? false;
      if (there) took.push(performance.now() - began);
      return !there;
    });
  }
  return [...took, ...waiting.map(() => Infinity)];
}

function report(took: number[], broker: string): void {
  took.sort((a, b) => a - b);
  const share = (of: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * of))] ?? 0) * 10) / 10;
  const lost = took.filter((ms) => ms === Infinity).length;
  const facts = {
    broker,
    terminals,
    offers,
    seen: took.length - lost,
    lost,
    p50ms: share(0.5),
    p95ms: share(0.95),
    maxMs: share(1),
  };
  process.stdout.write(
    `${JSON.stringify(facts)}\n${lost === 0 && facts.p95ms <= 1_000 ? '✓' : '✗'} p95 from the manager's order to the other terminals ${facts.p95ms} ms, goal ≤ 1000\n`,
  );
}

async function main(): Promise<void> {
  const hq = await TestFleet.start();
  await hq.publish();
  await hq.sync({ name: 'template' });
  const broker = await startBroker(hq);
  const stores = await startTerminals(hq, broker);
  const took: number[] = [];
  for (let n = 0; n < offers; n++) {
    took.push(...(await timeOffer(stores, n)));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
  }
  report(took, broker.name);
  await Promise.all(stores.map((store) => store.close()));
  await broker.close();
  await hq.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

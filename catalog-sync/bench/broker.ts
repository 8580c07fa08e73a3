import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { brokerAccount } from '../fleet/account';
import { passwordDigest } from '../fleet/admitted';
import { startEmbeddedBroker } from '../promotions/embedded-broker';
import { createCatalogStore, type CatalogStore } from '../store';
import { gtinOf } from '../testing/feed';
import { Mosquitto, mosquittoMissing } from '../testing/mosquitto';
import { Rehearsal } from '../testing/terminal';

/**
 * `npm run bench:broker [-- --terminals 20 --offers 100 --embedded]`: one terminal makes offers, and each is
 * timed until it is in force on all others, over mosquitto with TLS and passwords (or the embedded broker).
 * All run in this one process: on real terminals it is less work.
 */
const option = (name: string, otherwise: number) =>
  Number(process.argv[process.argv.indexOf(name) + 1]) || otherwise;
const terminals = option('--terminals', 20);
const offers = option('--offers', 100);

async function main(): Promise<void> {
  const missing = process.argv.includes('--embedded') ? 'asked for the embedded broker' : mosquittoMissing();
  const hq = await Rehearsal.start();
  await hq.publish();
  await hq.sync({ name: 'template' });
  mkdirSync(join(hq.dir, 'broker'));
  const broker = missing
    ? undefined
    : await Mosquitto.start(join(hq.dir, 'broker'), { terminal: ['readwrite daogou/test-store/#'] });
  const embedded = missing
    ? await startEmbeddedBroker({
        terminals: (name) => passwordDigest(brokerAccount(hq.dataDir(name), name).password),
      })
    : undefined;
  const stores: CatalogStore[] = [];
  for (let n = 0; n < terminals; n++) {
    cpSync(hq.dataDir('template'), hq.dataDir(`t${n}`), { recursive: true });
    if (embedded) brokerAccount(hq.dataDir(`t${n}`), `t${n}`);
    const store = await createCatalogStore({
      dataDir: hq.dataDir(`t${n}`),
      syncUrl: '',
      rootFile: join(hq.outDir, 'metadata', '1.root.json'),
      keysDir: hq.keysDir,
      broker: broker ? broker.as('terminal') : { url: embedded?.url ?? '' },
    });
    store.start();
    stores.push(store);
  }
  while (stores.some((store) => !store.linked())) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const took: number[] = [];
  for (let n = 0; n < offers; n++) {
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
    took.push(...waiting.map(() => Infinity));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
  }
  took.sort((a, b) => a - b);
  const share = (of: number) =>
    Math.round((took[Math.min(took.length - 1, Math.floor(took.length * of))] ?? 0) * 10) / 10;
  const lost = took.filter((ms) => ms === Infinity).length;
  const facts = {
    broker: broker ? 'mosquitto, TLS' : `embedded (${missing})`,
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
  await Promise.all(stores.map((store) => store.close()));
  await broker?.down();
  await embedded?.close();
  await hq.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '../../main/contract';
import { rotateKey } from '../hq/upkeep';
import { openState } from '../state/open-state';
import { takeLock } from '../db/lock';
import { unseal } from '../promotions/envelope';
import { delegatedStoreKeys } from '../client/trust';
import { playRole } from './roles';
import { dice } from '../bench/big-feed';
import { Sums, FaultCounts } from './fault-counts';
import { release, runRole, FaultRig } from './fault-rig';

/**
 * `npm run test:faults [-- --only sync-kills,publish-kills --count 50 --seed 7] [-- --scale 0.1] [--
 * --total]`: real processes killed, connections cut, bytes flipped, disks filled, clocks moved. After each
 * fault the terminal must answer from a whole catalog that is not older than before, and finally reach the
 * newest. A long run may be split: what every part tried is added up in `.cache/faults.json`, `--total`
 * prints the sum, `--forget` begins anew.
 */
const flag = (name: string) => process.argv.includes(name);
const option = (name: string) => (flag(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const scale = Number(option('--scale') ?? 1);
const count = option('--count') === undefined ? undefined : Number(option('--count'));
const only = option('--only')?.split(',');
const seed = Number(option('--seed') ?? Math.floor(Math.random() * 1e9));
const roll = dice(seed);
const times = (n: number) => count ?? Math.max(1, Math.round(n * scale));
const random = (below: number) => roll() * below;
const parts = {
  clocks: moveClock,
  flips: flipBytes,
  cuts: cutConnections,
  'full-disks': fillDisk,
  'sync-kills': killSync,
  'publish-kills': killPublish,
  'promo-kills': killOffers,
};
let counts = new FaultCounts();

async function killSync(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  const { ms } = await runRole('sync', hq.dir, hq.server.url);
  for (let i = 0; i < times(150); i++) {
    hq.restore();
    // Every third terminal is new and takes the snapshot.
    if (i % 3 === 2) rig.forget();
    const before = rig.whole();
    await counts.trial('SIGKILL during a sync', async () => {
      const { killed } = await runRole('sync', hq.dir, hq.server.url, random(ms * 1.1));
      await rig.recovers(before, 2);
      return killed ? 'killed' : 'was done already';
    });
  }
}

async function killPublish(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  hq.restore();
  await hq.publish(release(3), { force: true });
  hq.restore();
  const { ms } = await runRole('publish', hq.dir, '');
  for (let i = 0; i < times(100); i++) {
    hq.restore();
    await counts.trial('SIGKILL during a publication', async () => {
      const { killed } = await runRole('publish', hq.dir, '', random(ms * 1.1));
      // Whatever is served at this moment can be synced whole.
      await hq.sync();
      const between = rig.whole();
      if (between !== 2 && between !== 3) throw new Error(`a terminal got release ${between}`);
      const { sequence } = await hq.publish(release(3));
      if (sequence !== 3) throw new Error(`published again as ${sequence}`);
      await rig.recovers(between, 3);
      return killed ? 'killed' : 'was done already';
    });
  }
}

async function killOffers(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  hq.restore();
  for (let i = 0; i < times(60); i++) {
    await counts.trial('SIGKILL while offers are written', async () => {
      await runRole('offers', hq.dir, '', random(400));
      const db = openState(join(hq.dataDir(), 'state.db'));
      try {
        const verdict = db.pragma('integrity_check', { simple: true });
        if (verdict !== 'ok') throw new Error(`state.db: ${String(verdict)}`);
        const keys = delegatedStoreKeys(hq.dataDir(), join(hq.outDir, 'metadata', '1.root.json'));
        const offers = db.prepare('SELECT id, hlc, signed FROM promotion').all() as {
          id: string;
          hlc: string;
          signed: string;
        }[];
        for (const { id, hlc, signed } of offers) {
          const version = unseal(signed, keys);
          const waiting = db
            .prepare('SELECT payload FROM outbox WHERE topic LIKE ?')
            .all(`%/offers/${id}`) as { payload: string }[];
          if (version.hlc !== hlc || waiting.length !== 1 || waiting[0]?.payload !== signed)
            throw new Error(`offer ${id} and its message differ`);
        }
        return offers.length > 0 ? 'whole' : 'none yet';
      } finally {
        db.close();
      }
    });
  }
}

/** Bytes that a sync fetches when nothing is in its way. */
async function bytesOf(rig: FaultRig): Promise<number> {
  let bytes = 0;
  rig.hq.server.meddle((_path, body) => {
    bytes += body?.length ?? 0;
    return undefined;
  });
  await rig.hq.sync();
  return bytes;
}

async function cutConnections(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  hq.restore();
  const toSecond = await bytesOf(rig);
  rig.forget();
  const toFirst = await bytesOf(rig);
  for (let i = 0; i < times(200); i++) {
    hq.restore();
    if (i % 2 === 1) rig.forget();
    const before = rig.whole();
    await counts.trial('connection cut at a random byte', async () => {
      let left = random(before ? toSecond : toFirst);
      hq.server.meddle((_path, bytes) => {
        if (!bytes || left < 0) return undefined;
        const cutAfter = left < bytes.length ? Math.floor(left) : undefined;
        left -= bytes.length;
        return { cutAfter };
      });
      const outcome = await hq.refusal({ http: { tries: 1, stallMs: 5_000, backoffMs: 1 } });
      await rig.recovers(before, 2);
      return outcome;
    });
  }
}

async function flipBytes(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  hq.restore();
  const list = (dir: string) => readdirSync(join(hq.outDir, dir)).map((name) => `${dir}/${name}`);
  // What a terminal at release 1, or a new one, fetches on its way to release 2, a new root included.
  rotateKey('timestamp', { outDir: hq.outDir, keysDir: hq.keysDir });
  hq.save();
  const newest = Math.max(...list('metadata').map((path) => Number(/(\d+)\.targets/.exec(path)?.[1] ?? 0)));
  const fetched = [
    `metadata/2.root.json`,
    'metadata/timestamp.json',
    `metadata/${newest}.snapshot.json`,
    `metadata/${newest}.targets.json`,
  ];
  const files = [...fetched, ...list('targets/catalog')];
  for (const path of files) {
    const { length } = readFileSync(join(hq.outDir, path));
    const regions = Math.min(length, times(24));
    for (let region = 0; region < regions; region++) {
      hq.restore();
      if (path.includes('snapshot.jsonl')) rig.forget();
      const before = rig.whole();
      await counts.trial(`byte flipped in ${path.replace(/[0-9a-f]{64}\./, '')}`, async () => {
        const at = Math.floor(((region + roll()) * length) / regions);
        hq.server.meddle((asked, bytes) => {
          if (asked !== `/${path}` || !bytes) return undefined;
          const body = Buffer.from(bytes);
          body[at] = (body[at] ?? 0) ^ (1 << Math.floor(random(8)));
          return { body };
        });
        const outcome = await hq.refusal({ http: { tries: 1, stallMs: 5_000, backoffMs: 1 } });
        await rig.recovers(before, 2);
        return outcome;
      });
    }
  }
}

async function fillDisk(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  const disk = join(hq.dir, 'small-disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    counts.skip('disk full', 'may not mount a tmpfs here');
    return;
  }
  let pieces = 0;
  const full = (left: number) => {
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, `ballast-${pieces++}`), Buffer.alloc(Math.max(0, bavail * bsize - left)));
  };
  const empty = () => {
    for (const name of readdirSync(disk)) if (name.startsWith('ballast')) rmSync(join(disk, name));
  };
  try {
    for (let i = 0; i < times(30); i++) {
      hq.restore();
      empty();
      rmSync(hq.dataDir(), { recursive: true, force: true });
      execFileSync('ln', ['-sfn', disk, hq.dataDir()]);
      rmSync(join(disk, 'catalog'), { recursive: true, force: true });
      rmSync(join(disk, 'trust'), { recursive: true, force: true });
      execFileSync('cp', [
        '-a',
        ...['catalog', 'trust'].map((part) => join(hq.dir, 'saved', 'terminal', part)),
        disk,
      ]);
      // Every other terminal is new: it writes a whole catalog.
      if (i % 2 === 1) rmSync(join(disk, 'catalog'), { recursive: true });
      const before = rig.whole();
      const early = i % 5 === 0;
      await counts.trial(early ? 'disk full before a sync' : 'disk full during a sync', async () => {
        if (early) full(random(400_000));
        const phase = ['fetching', 'building', 'verifying', 'swapping'][i % 4];
        const outcome = await hq.refusal({
          progress: (progress) => {
            if (!early && progress.phase === phase) full(random(12_000));
          },
        });
        empty();
        await rig.recovers(before, 2);
        return outcome;
      });
    }
  } finally {
    rmSync(hq.dataDir(), { force: true });
    execFileSync('umount', [disk]);
  }
}

async function moveClock(rig: FaultRig): Promise<void> {
  const { hq } = rig;
  for (const years of [-10, -5, -1, 1, 5, 10]) {
    hq.restore();
    await counts.trial(`clock ${years > 0 ? '+' : ''}${years} years`, async () => {
      const outcome = await hq.refusal({ clock: () => new Date(wallClock() + years * 365.25 * 86_400_000) });
      if (outcome !== 'clock_wrong') throw new Error(outcome);
      await rig.recovers(1, 2);
      return outcome;
    });
  }
}

async function main(): Promise<void> {
  const [, , mode, role, dir, url] = process.argv;
  if (mode === 'role') return playRole(role ?? '', dir ?? '', url ?? '');
  const sums = new Sums(join('.cache', 'faults.json'));
  if (flag('--forget')) sums.forget();
  if (flag('--total')) {
    process.exitCode = sums.print((line) => process.stdout.write(`${line}\n`)) > 0 ? 1 : 0;
    return;
  }
  const strange = only?.find((name) => !(name in parts));
  if (strange) throw new Error(`there is no part ${strange}; there are ${Object.keys(parts).join(', ')}`);
  const started = performance.now();
  const rig = await FaultRig.open();
  // No other process works in this folder: the lock must be free again after every kill.
  takeLock(join(rig.hq.dir, 'free.lock'), 'Nobody')();
  try {
    let failed = 0;
    for (const [name, part] of Object.entries(parts)) {
      if (only && !only.includes(name)) continue;
      counts = new FaultCounts();
      await part(rig);
      counts.print((line) => process.stdout.write(`${line}\n`));
      sums.add(counts);
      failed += counts.failed;
    }
    process.stdout.write(
      `${failed} failures in ${Math.round((performance.now() - started) / 1000)} s, seed ${seed}\n`,
    );
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await rig.hq.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // A rig that could not be laid out has a server that would keep this process.
  process.exit(1);
});

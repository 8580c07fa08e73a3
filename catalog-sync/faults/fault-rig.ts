import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { InstalledCatalogs } from '../client/live';
import { proveCatalog } from '../client/open-live';
import { computeFacts, firstDifference } from '../db/digest';
import { openDatabase } from '../db/open';
import { gtinOf, type SmallStore, TestFleet } from '../testing';

export const PRODUCTS = 300;
/** Content of a release: every price tells which one it is. */
export const release = (n: number): SmallStore => ({
  products: PRODUCTS,
  price: (i) => `${(i % 90) + 1}.${String(n % 100).padStart(2, '0')}`,
});

/** A test fleet with the checks that every fault must leave true. */
export class FaultRig {
  constructor(readonly hq: TestFleet) {}

  static async open(): Promise<FaultRig> {
    const rig = new FaultRig(await TestFleet.start());
    await rig.hq.publish(release(1));
    await rig.hq.sync({ name: 'terminal' });
    await rig.hq.publish(release(2));
    rig.hq.save();
    return rig;
  }

  /**
   * The terminal's live catalog is whole, row for row what HQ signed, and answers. Returns its sequence; 0:
   * none yet.
   */
  whole(): number {
    const catalogs = new InstalledCatalogs(this.hq.dataDir());
    const [live] = catalogs.list();
    if (!live) return 0;
    const { reader } = proveCatalog(catalogs.path(live.file));
    const price = reader.product(gtinOf(5))?.price;
    reader.close();
    const { sequence, facts } = live.release;
    if (reader.info.sequence !== sequence)
      throw new Error(`file says ${reader.info.sequence}, pointer ${sequence}`);
    if (price !== undefined && Math.round((price % 1) * 100) !== sequence % 100)
      throw new Error(`price ${price} in release ${sequence}`);
    const db = openDatabase(catalogs.path(live.file), { readonly: true });
    try {
      const wrong = firstDifference(computeFacts(db), facts);
      if (wrong) throw new Error(`table ${wrong} of the live catalog is not what was signed`);
    } finally {
      db.close();
    }
    return sequence;
  }

  /** Whole, not older than before, and with nothing in the way any more it reaches the newest. */
  async recovers(before: number, newest: number): Promise<void> {
    const after = this.whole();
    if (after < before) throw new Error(`went back from ${before} to ${after}`);
    this.hq.server.meddle(() => undefined);
    await this.hq.sync();
    const reached = this.whole();
    if (reached !== newest) throw new Error(`reached ${reached}, newest is ${newest}`);
  }

  /** Forgets what the terminal has, so that the next sync is a newcomer's. */
  forget(): void {
    rmSync(this.hq.dataDir(), { recursive: true, force: true });
  }

  keep(part: string): void {
    if (existsSync(join(this.hq.dir, part)))
      cpSync(join(this.hq.dir, part), join(this.hq.dir, 'saved', part), { recursive: true });
  }
}

/**
 * Runs this program in another role and kills it `after` milliseconds past its `go`; nothing: lets it end.
 * Returns how long it worked.
 */
export function runRole(
  role: string,
  dir: string,
  url: string,
  after?: number,
): Promise<{ ms: number; killed: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', 'role', role, dir, url], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let began = 0;
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    child.stdout.on('data', (text: Buffer) => {
      if (began === 0 && text.toString().includes('go')) {
        began = performance.now();
        if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after);
      }
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL' && code !== 0)
        reject(new Error(`${role} ended by itself: ${errors.slice(0, 300)}`));
      else resolve({ ms: performance.now() - began, killed: signal === 'SIGKILL' });
    });
  });
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, type TestContext } from 'vitest';
import { Config, wallClock, type PrintDocument, type PrintState } from '../../main/contract';
import { createDevicesService } from '../service';
import { PrinterSim } from '../simulators/printer-sim';
import { printerStatus } from '../status';
import { Wire } from '../testing/wire';
import { ReceiptPrinter } from './printer';
import { profileOf } from './profiles';
import { Spool } from './spool';

const document = (title: string): PrintDocument => ({
  type: 'text',
  lang: 'zh',
  storeName: { zh: '店', en: 'Shop' },
  printedAt: '2026-11-22T23:52:00+08:00',
  title,
  body: '正文',
});

let dir: string;
let mounted: boolean;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'daogou-spool-'));
  mounted = false;
});
afterEach(() => {
  if (mounted) execFileSync('umount', ['-l', dir]);
  rmSync(dir, { recursive: true, force: true });
});

/** A real small disk at `dir`; only root may mount one. */
function mount(context: TestContext): void {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', dir], { stdio: 'ignore' });
    mounted = true;
  } catch {
    context.skip('this user may not mount a disk');
  }
}
function fill(): void {
  try {
    for (let i = 0; ; i++) writeFileSync(join(dir, `filler-${i}`), Buffer.alloc(4_096, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}
const readOnly = (on: boolean) => execFileSync('mount', ['-o', `remount,${on ? 'ro' : 'rw'}`, dir]);
const jobsDir = () => join(dir, 'jobs');
const open = () => new Spool(jobsDir(), wallClock());

it('takes slips on a full disk, says that they are in memory only, and keeps them when there is room', (context) => {
  mount(context);
  const spool = open();
  fill();
  const { id } = spool.add(document('在内存'), wallClock());
  expect([spool.kept, spool.jobs.map((job) => job.id), readdirSync(jobsDir())]).toEqual([false, [id], []]);
  for (let i = 0; i < 10; i++) rmSync(join(dir, `filler-${i}`));
  const other = spool.add(document('在磁盘'), wallClock());
  expect(spool.kept).toBe(true);
  expect(open().jobs.map((job) => job.id)).toEqual([id, other.id]);
});

it('prints on a full disk, once', async (context) => {
  mount(context);
  const spool = open();
  fill();
  const wire = new Wire();
  const sim = new PrinterSim(576, (bytes) => wire.receive(bytes));
  wire.far = (bytes) => sim.receive(bytes);
  const states: PrintState[] = [];
  const printer = new ReceiptPrinter({
    line: wire,
    profile: profileOf('generic-80'),
    spool,
    emit: (state) => states.push(state),
    confirmMs: 2_000,
  });
  printer.start();
  printer.submit(document('照样打印'));
  expect(printerStatus(Config.parse({ dataDir: dir }), printer).counters).toMatchObject({ waiting: 1 });
  await expect.poll(() => states.at(-1)?.state, { timeout: 120_000 }).toBe('done');
  expect([sim.slips.length, spool.jobs]).toEqual([1, []]);
  await printer.close();
});

it('leaves what lies on a read-only disk to staff: nobody can tell whether it was printed', (context) => {
  mount(context);
  const { id } = open().add(document('也许打过'), wallClock());
  readOnly(true);
  const spool = open();
  expect(spool.jobs).toMatchObject([{ id, stage: 'failed', reason: 'unconfirmed' }]);
  spool.remove(id);
  expect([spool.jobs, spool.kept]).toEqual([[], false]);
  readOnly(false);
  const next = spool.add(document('下一张'), wallClock());
  expect([spool.kept, open().jobs.map((job) => job.id)]).toEqual([true, [next.id]]);
});

it('does not take the stop and the wheels down with it where there is no folder to be made', async () => {
  writeFileSync(join(dir, 'spool'), 'a file is in the way');
  mkdirSync(join(dir, 'data'));
  const config = Config.parse({
    dataDir: join(dir, 'data'),
    base: { port: 'none' },
    scanner: { port: 'none' },
    printer: { port: join(dir, 'no-printer') },
  });
  const service = createDevicesService({ config, emit: () => undefined, spoolDir: join(dir, 'spool') });
  try {
    expect(await service.handlers.status(undefined)).toHaveLength(3);
    expect(await service.handlers.print(document('等打印机'))).toMatchObject({ state: 'queued' });
  } finally {
    await service.close();
  }
});

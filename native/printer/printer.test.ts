import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PrintDocument, type PrintState, wallClock } from '../../main/contract';
import { PrinterSim, slipText } from '../simulators/printer-sim';
import { Wire } from '../testing/wire';
import { ReceiptPrinter } from './printer';
import { profileOf } from './profiles';
import { Spool } from './spool';
import { isRealTimeStatus, isTransmitStatus, obstacle, readStatus } from './status';

const document = (title: string): PrintDocument => ({
  type: 'text',
  lang: 'zh',
  storeName: { zh: '店', en: 'Shop' },
  printedAt: '2026-11-22T23:52:00+08:00',
  title,
  body: Array.from({ length: 20 }, (_, k) => `第 ${k} 行`).join('\n'),
});

let dir: string;
let wire: Wire;
let sim: PrinterSim;
let states: PrintState[];
let printer: ReceiptPrinter;

function open(): ReceiptPrinter {
  return new ReceiptPrinter({
    line: wire,
    profile: profileOf('generic-80'),
    spool: new Spool(join(dir, 'jobs'), wallClock()),
    emit: (state) => states.push(state),
    patienceMs: 60_000,
    confirmMs: 2_000,
  });
}
async function until(condition: () => boolean, what: string): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 20) {
    if (condition()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`${what} did not happen: ${JSON.stringify(states)}`);
}
const has = (state: PrintState['state'], reason?: string) =>
  states.some((s) => s.state === state && (reason === undefined || s.reason === reason));
const titles = () => sim.slips.map(slipText);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'daogou-printer-'));
  wire = new Wire();
  sim = new PrinterSim(576, (bytes) => wire.receive(bytes));
  wire.far = (bytes) => sim.receive(bytes);
  states = [];
  printer = open();
});
afterEach(async () => {
  await printer.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('status bytes', () => {
  it('reads them as the reference says', () => {
    expect(obstacle(readStatus(0x12, 0x12, 0x12, 0x12))).toBeUndefined();
    expect(obstacle(readStatus(0x1a, 0x32, 0x12, 0x7e))).toBe('paper_out');
    expect(obstacle(readStatus(0x1a, 0x16, 0x12, 0x12))).toBe('cover_open');
    expect(readStatus(0x12, 0x12, 0x12, 0x1e).paper).toBe('near_end');
    expect(obstacle(readStatus(0x1a, 0x12, 0x1a, 0x12))).toBe('error');
    expect([0x12, 0x1a, 0x7e, 0x32].every(isRealTimeStatus)).toBe(true);
    expect(isTransmitStatus(0x00) && isTransmitStatus(0x0f) && !isTransmitStatus(0x12)).toBe(true);
  });
});

describe('jobs', () => {
  it('takes back what waits', async () => {
    sim.control = { paper: 'out' };
    printer.start();
    const [first, second] = [printer.submit(document('甲单'), true), printer.submit(document('乙单'), true)];
    await until(() => has('waiting', 'paper_out'), 'waiting');
    printer.cancel([first.jobId, second.jobId]);
    expect(readdirSync(join(dir, 'jobs'))).toEqual([]);
    sim.control = { paper: 'ok' };
    printer.submit(document('丙单'));
    await until(() => has('done'), 'the third slip');
    expect(titles()).toHaveLength(1);
    expect(titles()[0]).toContain('丙单');
  });

  it('takes back what broke off when the paper ended, and voids the piece before the next shopper’s slip', async () => {
    printer.start();
    sim.control = { linesLeft: 9 };
    const { jobId } = printer.submit(document('前一位'), true);
    await until(() => has('waiting', 'paper_out'), 'the end of the paper');
    printer.cancel([jobId]);
    expect(readdirSync(join(dir, 'jobs'))).toEqual([]);
    const next = printer.submit(document('后一位'), true);
    sim.control = { paper: 'ok' };
    await until(() => states.some((s) => s.state === 'done' && s.jobId === next.jobId), 'the next slip');
    const [torn, whole, ...more] = titles();
    expect([
      torn?.includes('VOID'),
      torn?.includes('第 19 行'),
      whole?.includes('后一位'),
      whole?.includes('前一位'),
      more,
    ]).toEqual([true, false, true, false, []]);
  });

  it('voids the piece that broke off also when no other slip follows', async () => {
    printer.start();
    sim.control = { linesLeft: 9 };
    const { jobId } = printer.submit(document('前一位'), true);
    await until(() => has('waiting', 'paper_out'), 'the end of the paper');
    printer.cancel([jobId]);
    sim.control = { paper: 'ok' };
    await until(() => sim.slips.length === 1, 'the void piece');
    expect(titles()[0]).toContain('VOID');
    expect(printer.counters).toMatchObject({ printed: 0, voided: 1, waiting: 0, failed: 0 });
  });

  it('finishes what is coming out when its shopper leaves, and does not begin it anew when it breaks off', async () => {
    printer.start();
    for (const breaks of [false, true]) {
      const before = sim.slips.length;
      states = [];
      sim.control = { paper: 'ok' };
      let lines = 0;
      const { jobId } = printer.submit(document('走开'), true);
      wire.far = (bytes) => {
        sim.receive(bytes);
        if (!bytes.includes(0x0a) || ++lines !== 4) return;
        printer.cancel([jobId]);
        if (breaks) sim.control = { paper: 'out' };
      };
      await until(() => printer.counters.waiting === 0, 'its end');
      expect(readdirSync(join(dir, 'jobs'))).toEqual([]);
      expect(has('done')).toBe(!breaks);
      wire.far = (bytes) => sim.receive(bytes);
      sim.control = { paper: 'ok' };
      await until(() => sim.slips.length === before + 1, 'a slip');
      expect(titles().at(-1)!.includes('VOID')).toBe(breaks);
    }
  });

  it('takes back no slip of staff’s', async () => {
    sim.control = { paper: 'out' };
    printer.start();
    const own = printer.submit(document('店员'));
    await until(() => has('waiting', 'paper_out'), 'waiting');
    printer.cancel([own.jobId]);
    sim.control = { paper: 'ok' };
    await until(() => has('done'), 'the slip');
    expect(titles()).toHaveLength(1);
  });

  it('prints two at once one after the other, each once', async () => {
    printer.start();
    const [a, b] = [printer.submit(document('甲')), printer.submit(document('乙'))];
    await until(() => states.filter((s) => s.state === 'done').length === 2, 'both done');
    expect(titles().map((text) => /[甲乙]/.exec(text)?.[0])).toEqual(['甲', '乙']);
    expect(states.filter((s) => s.state === 'done').map((s) => s.jobId)).toEqual([a.jobId, b.jobId]);
    expect(readdirSync(join(dir, 'jobs'))).toEqual([]);
  });

  it('waits for paper and then prints', async () => {
    sim.control = { paper: 'out' };
    printer.start();
    printer.submit(document('等纸'));
    await until(() => has('waiting', 'paper_out'), 'waiting for paper');
    expect(sim.slips).toHaveLength(0);
    sim.control = { paper: 'ok' };
    await until(() => has('done'), 'printing');
    expect(titles()).toHaveLength(1);
  });

  it('cover open is told as such', async () => {
    sim.control = { cover: 'open' };
    printer.start();
    printer.submit(document('盖'));
    await until(() => has('waiting', 'cover_open'), 'waiting for the cover');
    sim.control = { cover: 'closed' };
    await until(() => has('done'), 'printing');
  });

  it('paper out in the middle: the torn slip is voided, the whole one follows, once', async () => {
    printer.start();
    sim.control = { linesLeft: 9 };
    printer.submit(document('中途'));
    await until(() => has('waiting', 'paper_out'), 'waiting for paper');
    sim.control = { paper: 'ok' };
    await until(() => has('done'), 'printing');
    const whole = titles().filter((text) => text.includes('第 19 行') && text.includes('打印时间'));
    expect(whole).toHaveLength(1);
    const torn = titles().filter((text) => !whole.includes(text));
    expect(torn).toHaveLength(1);
    expect(torn[0]).toContain('VOID');
  });

  it('unplugged in the middle: the same', async () => {
    printer.start();
    await until(() => printer.status !== undefined, 'status');
    let lines = 0;
    wire.far = (bytes) => {
      sim.receive(bytes);
      if (bytes.includes(0x0a) && ++lines === 8) wire.plug(false);
    };
    printer.submit(document('拔线'));
    await until(() => has('waiting', 'disconnected'), 'the cable');
    wire.plug(true);
    await until(() => has('done'), 'printing');
    expect(titles().filter((text) => text.includes('第 19 行') && text.includes('打印时间'))).toHaveLength(1);
  });

  it('a silent printer is told apart from an absent one', async () => {
    sim.control = { silent: true };
    printer.start();
    printer.submit(document('静'));
    await until(() => has('waiting', 'silent'), 'silence');
  });
});

describe('failed jobs', () => {
  const jobs = () => join(dir, 'jobs');
  const DAY = 24 * 3_600_000;

  it('keeps no more than it should, the latest ones', () => {
    const spool = new Spool(jobs(), 0);
    for (let k = 0; k < 120; k++) spool.stage(spool.add(document(`单${k}`), k).id, 'failed', 'paper_out');
    expect(spool.jobs).toHaveLength(50);
    expect(spool.jobs[0]!.document).toMatchObject({ title: '单70' });
    expect(readdirSync(jobs())).toHaveLength(50);
  });

  it('forgets them with the next slip when their time is over', () => {
    const spool = new Spool(jobs(), 0);
    spool.stage(spool.add(document('旧'), 0).id, 'failed', 'paper_out');
    spool.add(document('一天'), DAY);
    expect(spool.jobs).toHaveLength(2);
    const { id } = spool.add(document('新'), DAY + 10);
    expect(spool.jobs.map((job) => job.id)).toContain(id);
    expect(spool.jobs.map(({ stage }) => stage)).not.toContain('failed');
  });

  it('forgets them also while nobody prints', async () => {
    printer.start();
    const { spool } = printer.options;
    spool.stage(spool.add(document('旧'), wallClock() - DAY - 60_000).id, 'failed', 'paper_out');
    await until(() => readdirSync(jobs()).length === 0, 'forgetting');
    expect(printer.failed()).toEqual([]);
  });
});

describe('restart', () => {
  it('prints what was queued when the power went', async () => {
    printer.submit(document('断电'));
    await printer.close();
    states = [];
    wire.state = 'absent';
    printer = open();
    printer.start();
    await until(() => has('done'), 'printing after the restart');
    expect(titles()).toHaveLength(1);
  });

  it('does not print a shopper’s slip from before: nobody knows who stands there now', async () => {
    const spool = new Spool(join(dir, 'jobs'), wallClock());
    const torn = spool.add(document('半张'), wallClock(), true);
    spool.stage(torn.id, 'printing');
    const waiting = spool.add(document('等着'), wallClock(), true);
    spool.add(document('店员'), wallClock());
    printer = open();
    printer.start();
    expect(states).toEqual([torn, waiting].map(({ id }) => ({ jobId: id, state: 'failed' })));
    await until(() => has('done'), 'staff’s own');
    expect(
      titles().map((text) => (text.includes('VOID') ? 'void' : /店员|半张|等着/.exec(text)?.[0])),
    ).toEqual(['void', '店员']);
    expect([printer.failed(), readdirSync(join(dir, 'jobs'))]).toEqual([[], []]);
  });

  it('prints after a restart what staff wanted printed again', async () => {
    sim.control = { paper: 'out' };
    const spool = new Spool(join(dir, 'jobs'), wallClock());
    const { id } = spool.add(document('再打'), wallClock(), true);
    spool.stage(id, 'failed', 'paper_out');
    printer = open();
    printer.again(id);
    printer = open();
    sim.control = { paper: 'ok' };
    printer.start();
    await until(() => has('done'), 'printing after the restart');
    expect(titles()).toHaveLength(1);
  });

  it('voids what was half printed and prints it whole', async () => {
    const spool = new Spool(join(dir, 'jobs'), wallClock());
    spool.stage(spool.add(document('半张'), wallClock()).id, 'printing');
    printer = open();
    printer.start();
    await until(() => has('done'), 'printing after the restart');
    const kindOf = (text: string): string => {
      if (text.includes('VOID')) return 'void';
      return text.includes('打印时间') ? 'whole' : 'torn';
    };
    expect(titles().map(kindOf)).toEqual(['void', 'whole']);
  });

  it('reports what may have come out already, and prints it again only when asked', async () => {
    const spool = new Spool(join(dir, 'jobs'), wallClock());
    const { id } = spool.add(document('已切'), wallClock());
    spool.stage(id, 'cutting');
    printer = open();
    printer.start();
    await until(() => has('failed', 'unconfirmed'), 'the report');
    await new Promise((done) => setTimeout(done, 300));
    expect(sim.slips).toHaveLength(0);
    printer.again(id);
    await until(() => has('done'), 'printing again');
    expect(titles()).toHaveLength(1);
  });

  it('forgets a damaged job file without falling over it', () => {
    const spool = new Spool(join(dir, 'jobs'), wallClock());
    spool.add(document('好'), wallClock());
    expect(new Spool(join(dir, 'jobs'), wallClock()).jobs).toHaveLength(1);
  });
});

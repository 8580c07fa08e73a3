import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { baseControl, command } from '../base/kobuki/commands';
import { parseFeedback } from '../base/kobuki/feedback';
import { FrameParser, frame } from '../base/kobuki/framing';
import { GoalState, HostMessage, LineDecoder, encodeLine } from '../base/goal/line-codec';
import { clearBuffers } from '../printer/escpos/commands';
import { ReplyReader } from '../printer/replies';
import { parseJob } from '../printer/spool';
import { isRealTimeStatus, readStatus } from '../printer/status';
import { printable, wrap } from '../printer/text';
import { parseScan } from '../scanner/parse';
import { BarcodeScanner } from '../scanner/scanner';
import { SerialConnection } from '../serial/connection';
import { seeded } from '../simulators/kobuki-physics';
import { KobukiSim } from '../simulators/kobuki-sim';
import { GoalSim } from '../simulators/goal-sim';
import { PrinterSim, slipText } from '../simulators/printer-sim';

/**
 * Every parser of this room, and of its simulators, under random, truncated, duplicated and interleaved
 * bytes: `fuzz [--rounds N] [--seed S] [--only WORD]`. Each round damages a good stream, then checks that
 * good frames come through again within two frames. Exit status 1 on a crash, a missed resynchronisation, a
 * false frame or memory that grows.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(values.rounds);
const random = seeded(Number(values.seed));
const int = (below: number) => Math.floor(random() * below);
const noise = (length: number) => Uint8Array.from({ length }, () => int(256));

/** A good stream, damaged: bytes flipped, cut off, doubled, pieces swapped. */
function damaged(good: Uint8Array): Uint8Array {
  let bytes = Uint8Array.from(good);
  for (let k = int(3); k >= 0; k--) {
    const at = int(bytes.length || 1);
    switch (int(5)) {
      case 0:
        if (bytes.length > 0) bytes[at] = int(256);
        break;
      case 1:
        bytes = bytes.slice(0, at);
        break;
      case 2:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(0, at), ...bytes.slice(at)]);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.slice(at), ...bytes.slice(0, at)]);
        break;
      default:
        bytes = Uint8Array.from([...bytes.slice(0, at), ...noise(int(40)), ...bytes.slice(at)]);
    }
  }
  return bytes;
}

/**
 * One parser under test: takes a damaged stream, then says whether two good messages in a row come through.
 */
interface Subject {
  readonly name: string;
  round(): boolean | Promise<boolean>;
}

const sim = new KobukiSim({
  start: { x: 0, y: 0, theta: 0 },
  slip: 0.01,
  wheelError: 0,
  gyroNoise: 0.005,
  gyroDrift: 0,
  random,
  world: { solids: [] },
  deadmanMs: 200,
  latencyMs: 20,
});
const frames = new FrameParser();
const decoder = new LineDecoder<GoalState>(GoalState);
const host = new LineDecoder<HostMessage>(HostMessage);
let seq = 0;
let scans = 0;
let now = 0;
const scanner = new BarcodeScanner(
  new SerialConnection({ name: 'scanner', resolve: () => Promise.resolve(undefined), baudRate: 9_600 }),
  () => (scans += 1),
  () => (now += 1_000),
);
const target = new KobukiSim({
  start: { x: 0, y: 0, theta: 0 },
  slip: 0,
  wheelError: 0,
  gyroNoise: 0,
  gyroDrift: 0,
  random,
  world: { solids: [] },
  deadmanMs: 200,
  latencyMs: 0,
});
const printer = new PrinterSim(576, () => undefined);
const goalBase = new GoalSim({ x: 0, y: 0, theta: 0 });
const replies = new ReplyReader();
const JOB = Buffer.from(
  JSON.stringify({
    id: 'a1',
    at: 1,
    stage: 'queued',
    document: {
      type: 'text',
      lang: 'zh',
      storeName: { zh: '店', en: 'Shop' },
      printedAt: '2026-11-22T23:52:00+08:00',
      title: '甲',
      body: '乙',
    },
  }),
  'utf8',
);
/** A status byte with bytes around it that are none. */
const damagedTransmit = (byte: number) =>
  Uint8Array.from([...noise(int(4)).map((b) => b | 0x80), byte, ...noise(int(4)).map((b) => b | 0x80)]);

const subjects: Subject[] = [
  {
    name: 'kobuki feedback',
    round: () => {
      for (const payload of frames.push(damaged(sim.advance()))) parseFeedback(payload);
      const good = [sim.advance(), sim.advance()];
      const got = good.flatMap((bytes) => frames.push(bytes));
      const last = got.at(-1);
      return last !== undefined && Buffer.from(frame(last)).equals(Buffer.from(good[1]!));
    },
  },
  {
    name: 'kobuki commands (the simulator’s parser)',
    round: () => {
      target.receive(damaged(command(baseControl(0.3, 0.1))));
      for (let k = 0; k < 2; k++) target.receive(command(baseControl(0.3, 0.1)));
      target.advance();
      const before = target.commands;
      target.receive(command(baseControl(0, 0)));
      return target.commands === before + 1;
    },
  },
  {
    name: 'goal line, from the base',
    round: () => {
      const state = (): string =>
        encodeLine(seq++, {
          type: 'state',
          pose: { x: 1, y: 2, theta: 3 },
          bound: 0.1,
          linear: 0,
          angular: 0,
          nav: 'idle',
          battery: 0.5,
          charging: false,
          docked: false,
          hazards: [],
        });
      decoder.push(Buffer.from(damaged(Buffer.from(state()))).toString('utf8'));
      decoder.push(state());
      return decoder.push(state()).length === 1;
    },
  },
  {
    name: 'goal line, to the base',
    round: () => {
      host.push(
        Buffer.from(
          damaged(
            Buffer.from(
              encodeLine(seq++, { type: 'goto', id: 1, goal: { x: 1, y: 2, theta: 0 }, speed: 0.5 }),
            ),
          ),
        ).toString('utf8'),
      );
      host.push(encodeLine(seq++, { type: 'cancel' }));
      return host.push(encodeLine(seq++, { type: 'cancel' })).length === 1;
    },
  },
  {
    name: 'scanner',
    round: () => {
      scanner.push(Buffer.from(damaged(Buffer.from(']C10106901234567892\r\n'))).toString('latin1'));
      parseScan(Buffer.from(noise(int(60))).toString('latin1'));
      scanner.push('\r\n');
      const before = scans;
      scanner.push(`https://a.example/01/06901234567892?r=${int(1e9)}\r\n`);
      return scans === before + 1;
    },
  },
  {
    name: 'goal line, to the base (the simulator’s parser)',
    round: () => {
      goalBase.receive(
        damaged(
          Buffer.from(encodeLine(seq++, { type: 'goto', id: 1, goal: { x: 1, y: 2, theta: 0 }, speed: 0.5 })),
        ),
      );
      goalBase.receive(Buffer.from(encodeLine(seq++, { type: 'cancel' })));
      const id = seq++;
      goalBase.receive(
        Buffer.from(encodeLine(id, { type: 'goto', id, goal: { x: 1, y: 2, theta: 0 }, speed: 0.5 })),
      );
      return goalBase.goal?.id === id;
    },
  },
  {
    name: 'printer’s replies',
    round: async () => {
      // Whatever came before, also with a question open that noise may answer: the next four questions get
      // their own answers.
      const open = replies.next(isRealTimeStatus, 1_000);
      replies.push(noise(int(60)));
      replies.forget();
      await open;
      const paper = int(2) === 0 ? 0x12 : 0x7e;
      const answers: (number | undefined)[] = [];
      for (const byte of [0x12, 0x12, 0x12, paper]) {
        const answer = replies.next(isRealTimeStatus, 1_000);
        replies.push(damagedTransmit(byte));
        answers.push(await answer);
      }
      const [one, two, three, four] = answers as [number, number, number, number];
      return replies.open === 0 && (readStatus(one, two, three, four).paper === 'out') === (paper === 0x7e);
    },
  },
  {
    name: 'printer (the simulator’s interpreter)',
    round: () => {
      // ESC/POS has no frames: after damage the driver clears the printer and begins anew, and that must
      // bring it into step.
      printer.receive(
        damaged(
          Uint8Array.from([0x1b, 0x40, 0x1c, 0x26, 0x1b, 0x61, 1, 0xba, 0xc3, 0x0a, 0x1d, 0x56, 0x42, 0]),
        ),
      );
      printer.receive(Uint8Array.from(clearBuffers()));
      printer.slips = [];
      printer.unknown = [];
      printer.receive(Uint8Array.from([0x1b, 0x40, 0x1c, 0x26, 0xba, 0xc3, 0x0a, 0x1d, 0x56, 0x42, 0]));
      return (
        printer.slips.length === 1 &&
        slipText(printer.slips[0]!).endsWith('好') &&
        printer.unknown.length === 0
      );
    },
  },
  {
    name: 'print job files',
    round: () => {
      const text = Buffer.from(damaged(JOB)).toString('utf8');
      const job = parseJob(text);
      return job === undefined || typeof job.id === 'string';
    },
  },
  {
    name: 'slip text',
    round: () => {
      const text = printable(Buffer.from(noise(int(80))).toString(int(2) ? 'utf8' : 'utf16le'));
      wrap(text, 4 + int(44));
      return true;
    },
  },
];

setFlagsFromString('--expose-gc');
/** Without a full collection the heap says nothing of what is kept. */
const collect = runInNewContext('gc') as () => void;

let failed = false;
async function run(): Promise<void> {
  for (const subject of subjects.filter(({ name }) => name.includes(values.only))) {
    collect();
    const heap = process.memoryUsage().heapUsed;
    const from = performance.now();
    let missed = 0;
    try {
      for (let k = 0; k < rounds; k++) if (!(await subject.round())) missed += 1;
    } catch (error) {
      failed = true;
      console.error(`CRASH ${subject.name}: ${(error as Error).stack}`);
    }
    collect();
    const grown = (process.memoryUsage().heapUsed - heap) / 1e6;
    if (missed > 0 || grown > 10) failed = true;
    process.stdout.write(
      `${missed > 0 || grown > 10 ? 'FAILED ' : ''}${subject.name}: ${rounds} rounds in ${((performance.now() - from) / 1000).toFixed(1)} s, not in step again ${missed}, heap ${grown.toFixed(1)} MB\n`,
    );
  }
}

void run().then(() => process.exit(failed ? 1 : 0));

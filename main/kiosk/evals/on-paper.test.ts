import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createDevicesService, type DevicesService } from '../../../native';
import { Config, type DeviceStatus, type PrintState, type Understood } from '../../contract';
import { locatorSlip, paperOf, placesOf } from '../../read-models';
import { createDirector, type Director, type DirectorDeps } from '../director';
import { createScreenStore, initialScreen, type ScreenStore } from '../screen-store';
import { NOW, openSmallStore, SHAMPOOS, type SmallStore } from './store';

/**
 * From what was heard to the paper: the real engine on a real catalog, main's own parts, the real spool and
 * driver, a printer's simulator on a PTY.
 */

let store: SmallStore;
let simulator: ChildProcess;
let ports: { printer: string; state: string };
let service: DevicesService;
let screen: ScreenStore;
let director: Director;
let heard: string[];

const eventually = (check: () => void) => vi.waitFor(check, { timeout: 120_000, interval: 50 });
const slips = (): string[] => {
  const out = path.join(ports.state, 'printer');
  return readdirSync(out)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(path.join(out, name), 'utf8'));
};
const printer = (switches: object): void =>
  writeFileSync(path.join(ports.state, 'printer-control.json'), JSON.stringify(switches));

beforeAll(async () => {
  store = await openSmallStore();
  simulator = spawn(
    process.execPath,
    ['build/run-ts.mjs', 'native/simulators/launch.main.ts', '--inline', '--state', store.dir],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    simulator.stdout!.on(
      'data',
      (chunk: Buffer) => (text += chunk.toString()).includes('\n') && resolve(text),
    );
    simulator.once('exit', (code) => reject(new Error(`the simulator ended with ${code}`)));
  });
  ports = JSON.parse(line) as typeof ports;
});
afterAll(async () => {
  const ended = new Promise((resolve) => simulator.once('exit', resolve));
  simulator.stdin!.end();
  await ended;
  store.close();
});

beforeEach(async () => {
  printer({});
  heard = [];
  screen = createScreenStore(initialScreen('zh'), () => undefined);
  service = createDevicesService({
    config: Config.parse({
      dataDir: store.dir,
      base: { port: 'none' },
      printer: { port: ports.printer, simulated: true },
      scanner: { port: 'none' },
    }),
    spoolDir: path.join(store.dir, 'spool'),
    emit: (event, payload) => {
      if (event === 'status') screen.set({ devices: payload as DeviceStatus[] });
      if (event === 'print') director.printing.onPrint(payload as PrintState);
    },
  });
  director = createDirector(deps());
  await eventually(() =>
    expect(screen.state.devices.find(({ kind }) => kind === 'printer')?.state).toBe('ready'),
  );
});
afterEach(() => service.close());

function deps(): DirectorDeps {
  const { reader, engine } = store;
  const conversation = engine.newConversation();
  const cards = (gtins: readonly string[]) => engine.cardsFor(gtins);
  const catalog: Partial<DirectorDeps['catalog']> = {
    ask: async ({ conversation: _id, ...utterance }) => {
      const answer = engine.ask(utterance, conversation);
      return { answer, cards: engine.cards(answer), places: placesOf({ answer }) };
    },
    slip: async (wanted) => locatorSlip(reader, wanted, NOW, cards),
    paper: async (wanted) => paperOf(reader, wanted, NOW, cards),
    map: async () => null,
    call: async () => 'sent',
    ended: async () => undefined,
  };
  const { print, preview, plan, stop, wait } = service.handlers;
  const devices: Partial<DirectorDeps['devices']> = {
    print: async (document) => print(document),
    preview: async (document) => preview(document),
    plan: async (request) => plan(request),
    stop: async () => stop(undefined),
    wait: async (request) => wait(request),
  };
  const voice: Partial<DirectorDeps['voice']> = {
    speak: async ({ text }) => void heard.push(text),
    cancel: async () => undefined,
  };
  return {
    screen,
    voice,
    catalog,
    devices,
    defaultLang: 'zh',
    idleResetMs: 60_000,
    log: { warn: () => undefined },
  } as DirectorDeps;
}

let turns = 0;
async function say(text: string, lang: Understood = 'zh'): Promise<void> {
  const turnId = `t${++turns}`;
  director.conversation.onTurn({ turnId, state: 'listening', source: 'wake' });
  await director.conversation.onTranscript({
    turnId,
    text,
    lang,
    confidence: 1,
    nbest: [{ text, score: 0 }],
    ms: { audio: 0, first: 0, total: 0 },
  });
}
/** The slips that came out during the work. */
async function paperOfWork(work: () => Promise<void>, count: number): Promise<string[]> {
  const before = slips().length;
  await work();
  await eventually(() => expect(slips()).toHaveLength(before + count));
  return slips().slice(before);
}

it('coupons asked for by voice come out, with their codes, and are said to print', async () => {
  const paper = await paperOfWork(() => say('打印优惠券'), 2);
  expect(paper.join('\n')).toContain('SAVE5');
  expect(paper.join('\n')).toContain('HAIR3');
  expect(paper.join('\n')).not.toContain('OLD');
  expect(heard.at(-1)).toMatch(/满五十减五.*优惠券正在打印/);
  await eventually(() => expect(screen.state.print?.state).toBe('done'));
});

it('a coupon offered on the screen comes out at a touch', async () => {
  await say('洗发水有优惠吗');
  expect(screen.state.answer?.actions).toContainEqual({ type: 'print', what: 'coupon', id: 'hair' });
  const [paper] = await paperOfWork(
    async () => void (await director.printing.printByTouch({ type: 'print', what: 'coupon', ids: ['hair'] })),
    1,
  );
  expect(paper).toContain('HAIR3');
});

it('the sheet of what was just answered comes out', async () => {
  await say('怎么退货');
  const [paper] = await paperOfWork(() => say('打印出来'), 1);
  expect(paper).toContain('七天内凭小票退货');
});

it('a slip of a kind lists the first few and counts the rest', async () => {
  await say('洗发水在哪里');
  const [paper] = await paperOfWork(() => say('打印小票'), 1);
  expect(paper!.match(/清泉洗发水/g)).toHaveLength(5);
  expect(paper).toContain(`另有 ${SHAMPOOS - 5} 款`);
});

it('without paper it is not said to print; it comes out when there is paper again', async () => {
  printer({ paper: 'out' });
  await eventually(() =>
    expect(screen.state.devices.find(({ kind }) => kind === 'printer')).toMatchObject({
      state: 'fault',
      reason: 'paper_out',
    }),
  );
  await say('where is the tissues', 'en');
  const [paper] = await paperOfWork(async () => {
    await say('print the slip', 'en');
    expect(heard.at(-1)).toMatch(/out of paper.*staff.*B3.*scan/);
    expect(heard.at(-1)).not.toMatch(/is printing/);
    expect(screen.state.call).toMatchObject({ reason: 'printer' });
    printer({});
  }, 1);
  expect(paper).toContain('Yunshan Tissues');
  await eventually(() => expect(screen.state.print?.state).toBe('done'));
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { devicesService, type AskResult, type ItemCard, type NavState, type PrintState } from '../contract';
import { createDirector, type DirectorDeps } from './director';
import { createScreenStore, initialScreen } from './screen-store';
import { subscribe } from './subscribe';
import { Visit } from './visit';

/** Stands in everything that this shopper said, was told or had done. */
const MARK = '标记顾客4711';
const nothing = { state: 'idle' as const, path: [] };
const map = { outline: [], fixtures: [], amenities: [], openings: [], kiosks: [], anchors: [] };

const result = (over: Partial<AskResult['answer']> = {}): AskResult => ({
  answer: {
    say: MARK,
    lang: 'en',
    intent: 'product.location',
    items: [{ gtin: '1', aisle: MARK }],
    text: MARK,
    facts: {},
    actions: [],
    commands: [],
    asks: false,
    candidates: [{ label: MARK, say: MARK }],
    handoff: null,
    abstained: false,
    ms: 1,
    ...over,
  },
  cards: [
    {
      gtin: '1',
      name: { zh: MARK, en: MARK },
      category: { zh: '', en: '' },
      price: 1,
      currency: 'CNY',
      stock: 'in',
      places: [],
    } as unknown as ItemCard,
  ],
  places: [{ aisle: MARK }],
});

function rig() {
  const screen = createScreenStore(
    { ...initialScreen('zh'), devices: [{ name: 'base', kind: 'base', state: 'ready', simulated: true }] },
    () => {},
  );
  const calls: [string, unknown][] = [];
  /** Calls of these names wait until they are let go. */
  const held = new Map<string, () => void>();
  const holding = new Set<string>();
  const call = (name: string, value: unknown) => (request?: unknown) => {
    calls.push([name, request]);
    return holding.has(name)
      ? new Promise((resolve) => held.set(name, () => resolve(value)))
      : Promise.resolve(value);
  };
  const driving: NavState = { state: 'driving', path: [[1, 2]], target: MARK, goal: [3, 4], remaining: 5 };
  const services = {
    voice: {
      call: {
        start: call('start', { turnId: 't' }),
        cancel: call('cancel', undefined),
        speak: call('speak', undefined),
      },
    },
    catalog: {
      call: {
        ask: call('ask', result()),
        ended: call('ended', undefined),
        forget: call('forget', undefined),
        call: call('call', 'sent'),
        map: call('map', map),
        card: call('card', result().cards[0]),
        slip: call('slip', { type: 'text' }),
        status: call('status', { ready: false, sync: { phase: 'idle' } }),
        health: call('health', undefined),
      },
    },
    devices: {
      call: {
        navigate: call('navigate', driving),
        plan: call('plan', nothing),
        stop: call('stop', { state: 'stopped', path: [] }),
        wait: call('wait', nothing),
        goHome: call('goHome', { state: 'returning', path: [] }),
        print: call('print', { jobId: `job-${MARK}`, state: 'queued' }),
        cancelPrints: call('cancelPrints', undefined),
      },
    },
  };
  const deps = {
    screen,
    defaultLang: 'zh',
    idleResetMs: 1_000,
    log: { warn: () => {} },
    voice: services.voice.call,
    catalog: services.catalog.call,
    devices: services.devices.call,
  };
  const director = createDirector(deps as unknown as DirectorDeps);
  const events = subscribe({
    director,
    screen,
    services,
    connectAudio: () => {},
    refreshNotices: () => {},
    prerender: false,
    log: deps.log,
  } as unknown as Parameters<typeof subscribe>[0]);
  const of = (name: string) => calls.filter(([n]) => n === name).map(([, request]) => request);
  return {
    director,
    screen,
    events,
    of,
    hold: (name: string) => holding.add(name),
    release: (name: string) => held.get(name)!(),
    driving,
  };
}
const settled = () => vi.advanceTimersByTimeAsync(0);
const shown = ({ screen }: ReturnType<typeof rig>) => JSON.stringify(screen.snapshot());

/** A visit that leaves something everywhere. */
async function visit(r: ReturnType<typeof rig>): Promise<void> {
  const { director, events, screen } = r;
  events.voice.turn({ turnId: 't1', state: 'listening', source: 'tap' });
  events.voice.partial({ turnId: 't1', text: MARK });
  await director.conversation.onTranscript({
    turnId: 't1',
    text: MARK,
    lang: 'en',
    confidence: 1,
    nbest: [],
    ms: { audio: 1, first: 1, total: 1 },
  });
  await director.printing.printByTouch({ type: 'print', what: 'slip', gtins: ['1'] });
  await director.guidance.leadByTouch({ aisle: 'A1', label: MARK });
  events.devices.nav({ ...r.driving, state: 'arrived' });
  await director.assistance.call('requested');
  events.voice.caption({ turnId: 't1', text: MARK });
  for (const part of ['turn', 'answer', 'cards', 'places', 'caption', 'print', 'nav'] as const)
    expect(JSON.stringify(screen.state[part]), part).toContain(MARK);
  expect(screen.state.call).toMatchObject({ reason: 'requested' });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the next shopper', () => {
  it.each(['idle', 'start over'])('finds nothing of the last one after %s', async (how) => {
    const r = rig();
    await visit(r);
    const before = r.screen.state.visit;
    if (how === 'idle') {
      r.events.voice.turn({ turnId: 't1', state: 'idle' });
      await vi.advanceTimersByTimeAsync(1_500);
    } else r.director.conversation.home();
    await settled();
    expect(shown(r)).not.toContain(MARK);
    expect(r.screen.state).toMatchObject({
      view: 'home',
      lang: 'zh',
      call: null,
      print: null,
      caption: '',
      answer: null,
    });
    expect(r.screen.state.visit).toBeGreaterThan(before);
    expect(r.of('print')).toEqual([expect.objectContaining({ shopper: true })]);
    expect(r.of('cancelPrints')).toEqual([{ jobIds: [`job-${MARK}`] }]);
    expect(r.of('forget')).toHaveLength(1);
  });

  it('has every slip taken back that may wait, after however many', async () => {
    const asked: unknown[] = [];
    const devices = {
      stop: vi.fn(),
      cancelPrints: async (request: unknown) =>
        void asked.push(devicesService.methods.cancelPrints.request.parse(request)),
    };
    const one = new Visit({
      screen: createScreenStore(initialScreen('zh'), () => {}),
      catalog: { call: vi.fn() },
      devices,
      defaultLang: 'zh',
      log: { warn: () => {} },
    });
    for (let k = 0; k < 60; k++) one.printed({ jobId: `j${k}`, state: 'queued' }, one.number);
    one.end();
    await settled();
    expect(asked).toEqual([{ jobIds: Array.from({ length: 50 }, (_, k) => `j${k + 10}`) }]);
  });

  it('hears and sees nothing that comes late', async () => {
    const r = rig();
    await visit(r);
    r.director.conversation.home();
    const job: PrintState = { jobId: `job-${MARK}`, state: 'waiting', reason: 'paper_out' };
    r.events.voice.turn({ turnId: 't1', state: 'speaking' });
    r.events.voice.caption({ turnId: 't1', text: MARK });
    r.events.voice.partial({ turnId: 't1', text: MARK });
    r.events.voice.final({
      turnId: 't1',
      text: MARK,
      lang: 'en',
      confidence: 1,
      nbest: [],
      ms: { audio: 1, first: 1, total: 1 },
    });
    r.events.devices.print(job);
    r.events.devices.print({ ...job, state: 'done' });
    r.events.devices.nav({ ...r.driving, state: 'arrived' });
    await settled();
    expect(shown(r)).not.toContain(MARK);
    expect(r.screen.state).toMatchObject({ view: 'home', nav: nothing });
    expect(r.of('ask')).toHaveLength(1);
  });

  it('gets no paper and no trip that the last one was still waiting for', async () => {
    const r = rig();
    r.hold('slip');
    r.hold('map');
    r.hold('card');
    const waiting = [
      r.director.printing.printByTouch({ type: 'print', what: 'slip', gtins: ['1'] }),
      r.director.guidance.leadByTouch({ aisle: 'A1', label: MARK }),
      r.director.conversation.openItem('1'),
    ].map((one) => Promise.resolve(one).catch(() => undefined));
    r.director.conversation.home();
    for (const name of ['slip', 'map', 'card']) r.release(name);
    await Promise.all(waiting);
    expect([r.of('print'), r.of('navigate'), r.of('ask')]).toEqual([[], [], []]);
    expect(shown(r)).not.toContain(MARK);
  });

  it('stops a trip and takes a slip back that began while the last one left', async () => {
    const r = rig();
    r.hold('print');
    r.hold('navigate');
    const waiting = [
      r.director.printing.printByTouch({ type: 'print', what: 'slip', gtins: ['1'] }),
      r.director.guidance.leadByTouch({ aisle: 'A1', label: MARK }),
    ];
    await settled();
    r.director.conversation.home();
    r.release('print');
    r.release('navigate');
    await Promise.all(waiting);
    expect(r.of('cancelPrints')).toEqual([{ jobIds: [`job-${MARK}`] }]);
    expect(r.of('stop')).toHaveLength(1);
    expect(shown(r)).not.toContain(MARK);
  });

  it('is not shown a trip that is held for the last one: it ends', async () => {
    const r = rig();
    await r.director.guidance.leadByTouch({ aisle: 'A1', label: MARK });
    r.events.devices.nav({ ...r.driving, state: 'waiting', detail: 'asked' });
    r.director.conversation.home();
    expect(r.of('stop')).toHaveLength(1);
    expect(shown(r)).not.toContain(MARK);
    r.events.devices.nav({ state: 'stopped', path: [], target: MARK });
    expect(r.screen.state.nav).toEqual(nothing);
  });

  it('sees that the robot can’t go on, and that staff is called for it, without where it was going', async () => {
    const r = rig();
    await r.director.guidance.leadByTouch({ aisle: 'A1', label: MARK });
    r.events.devices.nav({ ...r.driving, state: 'fault', detail: 'bumper' });
    expect(r.screen.state.call).toMatchObject({ reason: 'robot' });
    r.director.conversation.home();
    expect(r.screen.state).toMatchObject({
      nav: { state: 'fault', detail: 'bumper' },
      call: { reason: 'robot' },
    });
    expect(shown(r)).not.toContain(MARK);
  });
});

describe('a call for a person', () => {
  it('leaves the screen with its shopper and stands for staff a while longer', async () => {
    const r = rig();
    void r.director.assistance.call('requested');
    r.director.conversation.home();
    expect(r.screen.state.call).toBeNull();
    expect(r.of('call')).toEqual([{ reason: 'requested' }]);
    // A restarted catalog process is told of it again.
    r.events.catalogUp();
    await settled();
    expect(r.of('call').at(-1)).toEqual({ reason: 'requested' });
    await vi.advanceTimersByTimeAsync(601_000);
    expect(r.of('call').at(-1)).toBeNull();
  });

  it('is not ended by the time of an earlier one', async () => {
    const r = rig();
    void r.director.assistance.call('requested');
    r.director.conversation.home();
    await vi.advanceTimersByTimeAsync(300_000);
    void r.director.assistance.call('unsafe');
    r.director.conversation.home();
    await vi.advanceTimersByTimeAsync(400_000);
    expect(r.of('call').at(-1)).toEqual({ reason: 'unsafe' });
  });
});

describe('what comes after its shopper has gone', () => {
  it('a slip that the printer takes too late is taken back', async () => {
    const r = rig();
    r.hold('print');
    const waiting = r.director.printing.printByTouch({ type: 'print', what: 'slip', gtins: ['1'] });
    await vi.advanceTimersByTimeAsync(11_000);
    await waiting;
    r.director.conversation.home();
    r.release('print');
    await settled();
    expect(r.of('cancelPrints')).toEqual([{ jobIds: [`job-${MARK}`] }]);
    expect(r.screen.state.print).toBeNull();
  });

  it('a trip that ends is told to nobody, and staff hear of a robot that can’t go on', async () => {
    const r = rig();
    await r.director.guidance.leadByTouch({ aisle: 'A1', label: MARK });
    r.director.conversation.home();
    const said = r.of('speak').length;
    r.events.devices.nav({ ...r.driving, state: 'driving' });
    r.events.devices.nav({ state: 'stopped', reason: 'button', path: [] });
    r.events.devices.nav({ ...r.driving, state: 'driving' });
    r.events.devices.nav({ state: 'fault', reason: 'cliff', path: [] });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(r.of('speak')).toHaveLength(said);
    expect(r.screen.state).toMatchObject({
      nav: { state: 'fault', reason: 'cliff' },
      call: { reason: 'robot' },
    });
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DaogouError, type Answer, type AskResult, type StoreMap } from '../contract';
import { createDirector, type DirectorDeps } from './director';
import { createScreenStore, initialScreen, type ScreenStore } from './screen-store';

function answer(over: Partial<Answer> = {}): AskResult {
  return {
    answer: {
      say: '洗发水在哪里',
      lang: 'zh',
      intent: 'product.location',
      items: [{ gtin: '6901234567892', aisle: 'B3', bay: '2' }],
      text: '洗发水在 B3 货架。',
      facts: {},
      actions: [{ type: 'navigate', aisle: 'B3' }],
      commands: [],
      asks: false,
      candidates: [],
      handoff: null,
      abstained: false,
      ms: 1,
      ...over,
    },
    cards: [],
    places: [{ aisle: 'B3', bay: '2' }],
  };
}

const lead = { type: 'navigate' as const, aisle: 'B3', bay: '2', label: '洗发水' };
const driving = { state: 'driving' as const, path: [] };

function rig() {
  const map: StoreMap = { outline: [], fixtures: [], amenities: [], openings: [], kiosks: [], anchors: [] };
  const screen: ScreenStore = createScreenStore(initialScreen('zh'), () => {});
  const calls: [string, unknown][] = [];
  const answers: (() => Promise<AskResult> | AskResult)[] = [];
  const note = <T>(name: string, value: T) =>
    vi.fn((request?: unknown) => (calls.push([name, request]), Promise.resolve(value)));
  const deps = {
    screen,
    defaultLang: 'zh',
    idleResetMs: 1_000,
    log: { warn: () => {} },
    voice: {
      start: note('start', { turnId: 't1' }),
      cancel: note('cancel', undefined),
      speak: note('speak', undefined),
      volume: note('volume', undefined),
    },
    catalog: {
      ask: vi.fn(
        (request: unknown) => (
          calls.push(['ask', request]),
          Promise.resolve((answers.shift() ?? (() => answer()))())
        ),
      ),
      ended: note('ended', undefined),
      forget: note('forget', undefined),
      call: note('call', 'sent'),
      map: note('map', map),
      card: note('card', null),
      scanned: note('scanned', null),
      slip: note('slip', { type: 'text' }),
    },
    devices: {
      navigate: note('navigate', driving),
      plan: note('plan', { state: 'idle', path: [] }),
      stop: note('devices.stop', { state: 'stopped', path: [] }),
      wait: note('devices.wait', { state: 'waiting', path: [], reason: 'asked' }),
      goHome: note('goHome', { state: 'returning', path: [] }),
      print: note('print', { jobId: 'j', state: 'queued' }),
      cancelPrints: note('cancelPrints', undefined),
    },
  };
  const director = createDirector(deps as unknown as DirectorDeps);
  const called = (name: string) => calls.filter(([n]) => n === name).map(([, request]) => request);
  return { director, screen, answers, called, map };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('director', () => {
  it('shows and speaks an answer', async () => {
    const { director, screen, called } = rig();
    await director.conversation.ask({ text: '洗发水在哪里' });
    expect(screen.state).toMatchObject({
      view: 'answer',
      answer: { items: [{ aisle: 'B3' }] },
      places: [{ aisle: 'B3' }],
    });
    expect(called('speak')).toMatchObject([{ text: '洗发水在 B3 货架。', lang: 'zh' }]);
  });

  it('asks about a place of the plan by its id, never by its name, and of no place that is not on it', async () => {
    const { director, map: plan, called } = rig();
    plan.amenities.push({
      id: 'exit',
      category: 'emergencyexit',
      name: { zh: '消防通道', en: 'Fire exit' },
      at: [1, 1],
    });
    await director.conversation.openFacility('exit');
    expect(called('ask')).toMatchObject([{ text: '消防通道', lang: 'zh', facility: 'exit' }]);
    await expect(director.conversation.openFacility('nowhere')).rejects.toThrow('not on this store');
    expect(called('ask')).toHaveLength(1);
  });

  it('offers to lead, and drives only when that was asked for', async () => {
    const { director, screen, answers, called } = rig();
    screen.set({ devices: [{ name: 'base', kind: 'base', state: 'ready', simulated: true }] });
    await director.conversation.ask({ text: '洗发水在哪里' });
    expect(called('navigate')).toEqual([]);
    answers.push(() => answer({ intent: 'navigate', commands: [lead] }));
    await director.conversation.ask({ text: '带我去' });
    expect(called('navigate')).toMatchObject([{ target: { aisle: 'B3', bay: '2' } }]);
    expect(screen.state.nav.state).toBe('driving');
  });

  it('draws the way where there are no wheels', async () => {
    const { director, answers, called } = rig();
    answers.push(() => answer({ intent: 'navigate', commands: [lead] }));
    await director.conversation.ask({ text: '带我去' });
    expect(called('navigate')).toEqual([]);
    expect(called('plan')).toHaveLength(1);
  });

  it('stops wheels and voice on 停', async () => {
    const { director, screen, answers, called } = rig();
    screen.set({ nav: driving });
    answers.push(() =>
      answer({ intent: 'control', control: 'stop', text: '好的。', commands: [{ type: 'stop' }] }),
    );
    await director.conversation.ask({ text: '停' });
    expect(called('devices.stop')).toHaveLength(1);
    expect(called('speak')).toEqual([]);
  });

  it('drops an answer that a newer question overtook', async () => {
    const { director, screen, answers, called } = rig();
    let release!: () => void;
    answers.push(
      () => new Promise<AskResult>((resolve) => (release = () => resolve(answer({ text: 'old' })))),
    );
    answers.push(() => answer({ text: 'new' }));
    const first = director.conversation.ask({ text: 'a' });
    await director.conversation.ask({ text: 'b' });
    release();
    await first;
    expect(screen.state.answer?.text).toBe('new');
    expect(called('speak')).toHaveLength(1);
  });

  it('apologises when the catalog is away, and keeps working', async () => {
    const { director, screen, answers } = rig();
    answers.push(() => Promise.reject(new DaogouError('unavailable', 'restarting', true)));
    await director.conversation.ask({ text: 'a' });
    expect(screen.state.turn.fault).toBe('unavailable');
    await director.conversation.ask({ text: 'b' });
    expect(screen.state.turn.fault).toBeNull();
    expect(screen.state.view).toBe('answer');
  });

  it('calls a person when the answer hands over', async () => {
    const { director, screen, answers } = rig();
    answers.push(() =>
      answer({
        intent: 'handoff',
        handoff: 'unsafe',
        actions: [],
        commands: [{ type: 'handoff', reason: 'unsafe' }],
      }),
    );
    await director.conversation.ask({ text: '孩子走丢了' });
    expect(screen.state).toMatchObject({ view: 'handoff', call: { reason: 'unsafe' } });
  });

  it('forgets the shopper at idle, but not while it is leading', async () => {
    const { director, screen, called } = rig();
    await director.conversation.ask({ text: '洗发水在哪里' });
    screen.set({ nav: driving });
    vi.advanceTimersByTime(1_500);
    expect(screen.state.view).toBe('answer');
    screen.set({ nav: { state: 'arrived', path: [] } });
    vi.advanceTimersByTime(1_500);
    expect(screen.state).toMatchObject({ view: 'home', answer: null });
    const [first] = called('ask') as { conversation: string }[];
    expect(called('forget')).toEqual([{ conversation: first!.conversation }]);
    await director.conversation.ask({ text: '它多少钱' });
    expect((called('ask')[1] as { conversation: string }).conversation).not.toBe(first!.conversation);
  });

  it('shows the listening view while hearing and goes back when nothing was said', () => {
    const { director, screen } = rig();
    director.conversation.onTurn({ turnId: 't1', state: 'listening' });
    director.conversation.onPartial({ turnId: 't1', text: '洗发' });
    director.conversation.onPartial({ turnId: 'stale', text: 'no' });
    expect(screen.state).toMatchObject({ view: 'listening', turn: { partial: '洗发' } });
    director.conversation.onSilent({ turnId: 't1' });
    expect(screen.state).toMatchObject({ view: 'home', turn: { fault: 'nothing_heard' } });
  });

  it('leaves the answer on the screen while the recognizer waits for a reply to it', async () => {
    const { director, screen } = rig();
    await director.conversation.ask({ text: '洗发水在哪里' });
    director.conversation.onTurn({ turnId: 't2', state: 'listening', source: 'relisten' });
    director.conversation.onTurn({ turnId: 't2', state: 'endpointing' });
    expect(screen.state).toMatchObject({ view: 'answer', turn: { id: 't2', state: 'endpointing' } });
    director.conversation.onSilent({ turnId: 't2' });
    expect(screen.state).toMatchObject({ view: 'answer', turn: { fault: null } });
    director.conversation.onTurn({ turnId: 't3', state: 'listening', source: 'tap' });
    expect(screen.state.view).toBe('listening');
  });

  it('waits for whoever speaks to it on the way, but not for its own recognizer', async () => {
    const { director, screen, called } = rig();
    await director.conversation.ask({ text: '洗发水在哪里' });
    screen.set({ nav: driving });
    director.conversation.onTurn({ turnId: 't2', state: 'listening', source: 'relisten' });
    expect(called('devices.stop')).toEqual([]);
    expect(called('devices.wait')).toEqual([]);
    director.conversation.onTurn({ turnId: 't3', state: 'listening', source: 'wake' });
    expect(called('devices.wait')).toEqual([{ on: true }]);
  });

  it('goes on at 走吧, and only when it waits', async () => {
    const { director, screen, answers, called } = rig();
    const yes = () =>
      answer({
        intent: 'control',
        control: 'yes',
        text: '好的。',
        actions: [],
        items: [],
        commands: [{ type: 'go_on' }],
      });
    answers.push(yes, yes);
    screen.set({ nav: { state: 'arrived', path: [] } });
    await director.conversation.ask({ text: '走吧' });
    expect(called('devices.wait')).toEqual([]);
    screen.set({ nav: { state: 'waiting', reason: 'asked', path: [] } });
    await director.conversation.ask({ text: '走吧' });
    expect(called('devices.wait')).toEqual([{ on: false }]);
  });

  it('waits at 等等我 without ending the trip', async () => {
    const { director, screen, answers, called } = rig();
    answers.push(() =>
      answer({
        intent: 'control',
        control: 'stop',
        text: '好的，我等您。',
        facts: { control: 'stop', hold: true },
        actions: [],
        items: [],
        commands: [{ type: 'hold' }],
      }),
    );
    screen.set({ nav: { state: 'driving', path: [] } });
    await director.conversation.ask({ text: '等等我' });
    expect(called('devices.wait')).toEqual([{ on: true }]);
    expect(called('devices.stop')).toEqual([]);
  });

  it('sends the robot back to its post when nobody is there any more', async () => {
    const { director, screen, called } = rig();
    await director.conversation.ask({ text: '洗发水在哪里' });
    screen.set({ nav: { state: 'arrived', path: [] } });
    await vi.advanceTimersByTimeAsync(1_500);
    expect(called('goHome')).toHaveLength(1);
    expect(screen.state.view).toBe('home');
  });

  it('calls staff once when the robot can not go on', () => {
    const { director, screen } = rig();
    director.guidance.onNav({ state: 'driving', path: [] });
    expect(screen.state.call).toBeNull();
    director.guidance.onNav({
      state: 'fault',
      path: [],
      detail: 'an edge in the floor; staff must look and reset',
    });
    expect(screen.state.call).toMatchObject({ reason: 'robot' });
    director.assistance.cancel();
    director.guidance.onNav({
      state: 'fault',
      path: [],
      detail: 'an edge in the floor; staff must look and reset',
    });
    expect(screen.state.call).toBeNull();
  });
});

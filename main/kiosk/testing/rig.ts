import { vi } from 'vitest';
import {
  textIn,
  type Answer,
  type AskResult,
  type Command,
  type DeviceStatus,
  type InBoth,
  type Lang,
  type NavState,
  type PrintState,
  type StaffCallState,
} from '../../contract';
import { createDirector, type DirectorDeps } from '../director';
import { createScreenStore, initialScreen, type ScreenStore } from '../screen-store';

export const MAP = {
  outline: [],
  fixtures: [],
  amenities: [
    {
      id: 'd035a03d',
      category: 'information',
      name: { zh: '服务台', en: 'the service desk' },
      at: [1, 1] as [number, number],
    },
  ],
  openings: [],
  kiosks: [],
  anchors: [],
};
export const CARD = {
  gtin: '6901234567892',
  name: { zh: '清泉洗发水', en: 'Spring Shampoo' },
  category: { zh: '洗发水', en: 'Shampoo' },
  price: 20,
  currency: 'CNY',
  stock: 'in' as const,
  places: [{ aisle: 'B3', bay: '2' }],
  alternative: false,
};
const FACTS: InBoth = {
  zh: '清泉洗发水在 B3 货架第 2 节。',
  en: 'Spring Shampoo is in aisle B3, bay 2.',
};

/** An answer that states where the shampoo stands and asks for these commands. */
export function answering(lang: Lang, commands: Command[], over: Partial<Answer> = {}): AskResult {
  return {
    answer: {
      say: '?',
      lang,
      intent: 'navigate',
      items: [],
      text: textIn(FACTS, lang),
      facts: {},
      actions: [],
      commands,
      asks: false,
      candidates: [],
      handoff: null,
      abstained: false,
      ms: 1,
      ...over,
    },
    cards: [CARD],
    places: CARD.places,
  };
}

export const LEAD: Command = { type: 'navigate', aisle: 'B3', bay: '2', label: '清泉洗发水' };
export const SLIP: Command = { type: 'print', what: 'slip', gtins: [CARD.gtin] };
export const NAV: NavState = { state: 'driving', path: [] };

const device = (kind: DeviceStatus['kind'], state: DeviceStatus['state']): DeviceStatus => ({
  name: kind,
  kind,
  state,
  simulated: true,
});

/**
 * Each part of the terminal as the test scripts it: what it answers, fails with, or (a promise that stays
 * open) is slow with.
 */
export interface Script {
  ask: () => Promise<AskResult> | AskResult;
  navigate: () => Promise<NavState> | NavState;
  plan: () => Promise<NavState> | NavState;
  stop: () => Promise<NavState> | NavState;
  wait: (request: { on: boolean }) => Promise<NavState> | NavState;
  print: () => Promise<PrintState> | PrintState;
  paper: (id: string) => Promise<unknown>;
  call: () => Promise<StaffCallState> | StaffCallState;
  card: () => Promise<unknown> | unknown;
  map: () => Promise<unknown> | unknown;
  slip: () => Promise<unknown> | unknown;
  volume: () => Promise<void> | void;
}

export const never = (): Promise<never> => new Promise(() => undefined);

/** A director on a real screen state over scripted services. */
export function rig(
  script: Partial<Script> = {},
  parts: { base?: DeviceStatus['state']; printer?: DeviceStatus['state'] } = {
    base: 'ready',
    printer: 'ready',
  },
) {
  const screen: ScreenStore = createScreenStore(initialScreen('zh'), () => undefined);
  const devices = [
    ...(parts.base ? [device('base', parts.base)] : []),
    ...(parts.printer ? [device('printer', parts.printer)] : []),
  ];
  screen.set({ devices, services: { voice: 'up', catalog: 'up', devices: 'up' } });
  const calls: [string, unknown][] = [];
  const play: Script = {
    ask: never,
    navigate: () => NAV,
    plan: () => ({
      state: 'idle',
      path: [
        [0, 0],
        [1, 1],
      ],
    }),
    stop: () => ({ state: 'stopped', path: [] }),
    wait: ({ on }) => (on ? { state: 'waiting', reason: 'asked', path: [] } : NAV),
    print: () => ({ jobId: 'j1', state: 'queued' }),
    paper: () => Promise.resolve({ type: 'text' }),
    call: () => 'sent',
    card: () => CARD,
    map: () => MAP,
    slip: () => ({ type: 'text' }),
    volume: () => undefined,
    ...script,
  };
  const scripted = (name: keyof Script) =>
    vi.fn(
      async (request?: unknown) => (
        calls.push([name, request]),
        (play[name] as (request: unknown) => unknown)(request)
      ),
    );
  const fixed = <T>(name: string, value: T) =>
    vi.fn(async (request?: unknown) => (calls.push([name, request]), value));
  const deps = {
    screen,
    defaultLang: 'zh',
    idleResetMs: 60_000,
    log: { warn: () => undefined },
    voice: {
      start: fixed('start', { turnId: 't1' }),
      cancel: fixed('cancel', undefined),
      speak: fixed('speak', undefined),
      volume: scripted('volume'),
    },
    catalog: {
      ask: scripted('ask'),
      ended: fixed('ended', undefined),
      forget: fixed('forget', undefined),
      call: scripted('call'),
      map: scripted('map'),
      card: scripted('card'),
      scanned: vi.fn(async (request?: unknown) => {
        calls.push(['scanned', request]);
        const card = await play.card();
        return card ? { card } : null;
      }),
      slip: scripted('slip'),
      paper: vi.fn(async (request: { id: string }) => {
        calls.push(['paper', request]);
        return play.paper(request.id);
      }),
    },
    devices: {
      navigate: scripted('navigate'),
      plan: scripted('plan'),
      stop: scripted('stop'),
      wait: scripted('wait'),
      goHome: fixed('goHome', NAV),
      print: scripted('print'),
      preview: fixed('preview', { svg: '' }),
      cancelPrints: fixed('cancelPrints', undefined),
    },
  };
  const director = createDirector(deps as unknown as DirectorDeps);
  return {
    director,
    screen,
    play,
    called: (name: string) => calls.filter(([n]) => n === name).map(([, request]) => request),
    /** What was said aloud, in order. */
    heard: () =>
      calls.filter(([n]) => n === 'speak').map(([, request]) => (request as { text: string }).text),
  };
}

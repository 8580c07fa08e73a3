import type { Answer, DaogouBridge, Lang, ScreenPatch, ScreenState } from '../../main/contract';
import { browse, map, path, promotions, soySauces } from './store';
import { turns } from './turns';

const facilityAnswer: Answer = {
  say: '',
  lang: 'zh',
  intent: 'store.facility',
  items: [],
  text: '位置已经标在地图上，要我带您过去吗？',
  facts: {},
  actions: [],
  commands: [],
  asks: false,
  candidates: [],
  handoff: null,
  abstained: false,
  ms: 1,
};

export interface StandIn {
  bridge: DaogouBridge;
  /** Tells the page of changes, as main does of what happens elsewhere. */
  change(changes: Partial<ScreenState>): void;
}

const staffPage = () => ({
  failedPrints: [
    {
      jobId: 'a1',
      at: new Date().toISOString(),
      type: 'locator',
      title: '海天特级金标生抽',
      reason: 'paper_out',
    },
  ],
  promotions: promotions.slice(0, 2),
  places: [
    { id: 'post', kind: 'post', number: 1, at: [11, 2.6], near: { category: 'information' } },
    { id: 'a1', kind: 'anchor', number: 1, at: [3.1, 4.2], near: { aisle: 'B3' } },
  ],
  unanswered: [{ words: ['鱼竿'], kinds: [], reason: 'not_carried', count: 3 }],
  wanted: [{ id: 'fishing_rod', name: { zh: '鱼竿', en: 'fishing rod' }, count: 3 }],
  turns,
});

/** What the stand-in answers, by channel. */
type Handlers = Record<string, (request: never) => unknown>;
type Change = (changes: Partial<ScreenState>) => void;

function handlersOf(now: () => ScreenState, snapshot: () => unknown, change: Change): Handlers {
  return {
    'screen.snapshot': snapshot,
    'screen.home': () => change({ view: 'home', answer: null, cards: [], places: [] }),
    'screen.language': ({ lang }: { lang: Lang }) => change({ lang }),
    'turn.start': () =>
      change({ view: 'listening', turn: { ...now().turn, state: 'listening', partial: '', transcript: '' } }),
    'turn.cancel': () => change({ view: 'home', turn: { ...now().turn, state: 'idle' } }),
    'catalog.browse': ({ path: at }: { path: string[] }) => browse(at),
    'catalog.offers': () => ({ cards: soySauces.slice(0, 1), promotions }),
    'catalog.map': () => map,
    'facility.open': ({ id }: { id: string }) =>
      change({
        view: 'answer',
        answer: { ...facilityAnswer, lang: now().lang, facts: { facility: id } },
        cards: [],
        places: [],
      }),
    'nav.plan': () => ({ state: 'planning', path, goal: path.at(-1) }),
    'nav.start': () =>
      change({
        nav: {
          state: 'driving',
          path,
          pose: { x: 11, y: 2.6, theta: Math.PI / 2 },
          target: 'B3',
          remaining: 17,
        },
      }) ?? now().nav,
    'nav.stop': () => change({ nav: { state: 'stopped', path: [] } }),
    'nav.wait': ({ on }: { on: boolean }) =>
      change({
        nav: { ...now().nav, state: on ? 'waiting' : 'driving', reason: on ? 'asked' : undefined },
      }) ?? now().nav,
    'staff.door': () => ({ pin: 'demo', demoPin: '2580' }),
    'staff.enter': staffPage,
    'print.slip': () => change({ print: { jobId: 'j1', state: 'printing' } }) ?? now().print,
    'print.preview': () => ({
      svg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 624 900" width="624" height="900"><rect width="624" height="900" fill="#fffef8"/><text x="312" y="90" font-size="48" text-anchor="middle">鲜达超市</text><text x="40" y="200" font-size="40">海天特级金标生抽</text></svg>',
    }),
    'person.call': () =>
      change({ view: 'handoff', call: { reason: 'requested', at: new Date().toISOString(), state: 'sent' } }),
    'person.cancel': () => change({ view: 'home', call: null }),
  };
}

/**
 * A stand-in for main that holds one state and reacts to the few things needed to walk through the screens by
 * hand.
 */
export function standIn(initial: ScreenState): StandIn {
  let state = initial;
  let revision = 1;
  const listeners = new Set<(patch: ScreenPatch) => void>();
  const change = (changes: Partial<ScreenState>): void => {
    state = { ...state, ...changes };
    revision++;
    listeners.forEach((listener) => listener({ revision, changes }));
  };

  const handlers = handlersOf(
    () => state,
    () => ({ revision, state }),
    change,
  );
  const bridge: DaogouBridge = {
    invoke: async (channel, request) => ({ ok: true, value: handlers[channel]?.(request as never) as never }),
    on: (_channel, listener) => {
      listeners.add(listener as never);
      return () => listeners.delete(listener as never);
    },
  };

  return { bridge, change };
}

export const devBridge = (initial: ScreenState): DaogouBridge => standIn(initial).bridge;

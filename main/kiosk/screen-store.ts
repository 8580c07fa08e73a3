import type { ScreenPatch, ScreenSnapshot, ScreenState } from '../contract';

export interface ScreenStore {
  readonly state: Readonly<ScreenState>;
  snapshot(): ScreenSnapshot;
  /** Replaces whole top-level keys; keys whose value did not change are left out of the patch. */
  set(changes: Partial<ScreenState>): void;
}

export function initialScreen(lang: ScreenState['lang']): ScreenState {
  return {
    lang,
    store: null,
    services: { voice: 'starting', catalog: 'starting', devices: 'starting' },
    catalog: null,
    devices: [],
    stages: [],
    mic: 'starting',
    view: 'home',
    turn: idleTurn,
    answer: null,
    cards: [],
    places: [],
    caption: '',
    nav: { state: 'idle', path: [] },
    print: null,
    scan: null,
    call: null,
    notices: [],
    wakeWords: [],
    visit: 0,
  };
}

export const idleTurn: ScreenState['turn'] = {
  id: null,
  state: 'idle',
  partial: '',
  transcript: '',
  level: 0,
  fault: null,
};

/** The screen's one state: a snapshot for whoever comes, patches for whoever listens. */
export function createScreenStore(initial: ScreenState, onPatch: (patch: ScreenPatch) => void): ScreenStore {
  let state = initial;
  let revision = 0;
  return {
    get state() {
      return state;
    },
    snapshot: () => ({ revision, state }),
    set(changes) {
      const real = Object.fromEntries(
        Object.entries(changes).filter(
          ([key, value]) => JSON.stringify(value) !== JSON.stringify(state[key as keyof ScreenState]),
        ),
      ) as Partial<ScreenState>;
      if (Object.keys(real).length === 0) return;
      state = { ...state, ...real };
      revision += 1;
      onPatch({ revision, changes: real });
    },
  };
}

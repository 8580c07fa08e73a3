import { describe, expect, it } from 'vitest';
import { ScreenState, type ScreenPatch } from '../contract';
import { createScreenStore, initialScreen } from './screen-store';

describe('screen store', () => {
  it('starts with a state that keeps the contract', () => {
    expect(ScreenState.parse(initialScreen('zh')).view).toBe('home');
  });

  it('patches that are replayed on a snapshot give the state', () => {
    const patches: ScreenPatch[] = [];
    const store = createScreenStore(initialScreen('zh'), (patch) => patches.push(patch));
    const before = store.snapshot();
    store.set({ caption: '你好' });
    store.set({ view: 'answer', caption: '洗发水在 B3' });
    const replayed = patches.reduce((state, patch) => ({ ...state, ...patch.changes }), before.state);
    expect(replayed).toEqual(store.state);
    expect(patches.map((p) => p.revision)).toEqual([1, 2]);
  });

  it('sends nothing where nothing changed', () => {
    const patches: ScreenPatch[] = [];
    const store = createScreenStore(initialScreen('en'), (patch) => patches.push(patch));
    store.set({ lang: 'en', notices: [] });
    store.set({ lang: 'zh', notices: [] });
    expect(patches).toEqual([{ revision: 1, changes: { lang: 'zh' } }]);
  });
});

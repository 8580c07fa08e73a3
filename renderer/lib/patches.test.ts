import { expect, it } from 'vitest';
import type { ScreenSnapshot } from '../../main/contract';
import { applyPatch } from './patches';

const held = { revision: 7, state: { lang: 'zh', view: 'home', caption: '' } } as unknown as ScreenSnapshot;

it('lays the next patch over whole keys and leaves the rest', () => {
  const applied = applyPatch(held, { revision: 8, changes: { view: 'answer', caption: undefined } });
  expect(applied).toEqual({
    kind: 'applied',
    snapshot: { revision: 8, state: { lang: 'zh', view: 'answer', caption: '' } },
  });
  expect(held.state.view).toBe('home');
});

it('skips what the snapshot already holds', () => {
  expect(applyPatch(held, { revision: 7, changes: { view: 'answer' } })).toEqual({ kind: 'stale' });
  expect(applyPatch(held, { revision: 3, changes: { view: 'answer' } })).toEqual({ kind: 'stale' });
});

it('notices a lost patch', () => {
  expect(applyPatch(held, { revision: 9, changes: { view: 'answer' } })).toEqual({ kind: 'gap' });
});

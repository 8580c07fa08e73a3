import { expect, it } from 'vitest';
import { usable } from './devices';

const state = (devices: string, ...states: string[]) =>
  ({
    services: { voice: 'up', catalog: 'up', devices },
    devices: states.map((s) => ({ name: s, kind: 'base', state: s, simulated: false })),
  }) as never;

it('offers only what works, and keeps its place while it comes back', () => {
  expect(usable(state('up', 'ready'), 'base')).toBe('ready');
  expect(usable(state('up', 'ready'), 'printer')).toBe('no');
  expect(usable(state('up', 'connecting'), 'base')).toBe('soon');
  expect(usable(state('up', 'busy'), 'base')).toBe('soon');
  expect(usable(state('down', 'ready'), 'base')).toBe('soon');
  expect(usable(state('gave_up', 'ready'), 'base')).toBe('no');
  expect(usable(state('up', 'absent', 'fault'), 'base')).toBe('no');
  expect(usable(state('up'), 'base')).toBe('no');
});

import { expect, it } from 'vitest';
import { canListen, statusLines } from './status-lines';

const well = {
  services: { voice: 'up', catalog: 'up', devices: 'up' },
  catalog: { ready: true, sequence: 1, expiresAt: '2026-12-01T00:00:00Z', sync: { phase: 'idle' } },
  devices: [],
  stages: [{ stage: 'asr', ok: true }],
  mic: 'ok',
  lang: 'zh',
} as const;
const now = Date.parse('2026-11-22T00:00:00Z');
const keys = (change: object): string[] =>
  statusLines({ ...structuredClone(well), ...change } as never, now).map((l) => l.key);

it('is silent where all is well', () => expect(keys({})).toEqual([]));

it('says what is down, once', () => {
  expect(
    keys({
      services: { voice: 'down', catalog: 'up', devices: 'up' },
      mic: 'absent',
      stages: [{ stage: 'asr', ok: false }],
    }),
  ).toEqual(['status.voice']);
  expect(keys({ services: { voice: 'up', catalog: 'gave_up', devices: 'down' } })).toEqual([
    'status.catalog',
    'status.devices',
  ]);
});

it('says when prices are old, when there is no ear, and when wheels are simulated', () => {
  expect(keys({ catalog: { ...well.catalog, expiresAt: '2026-11-21T00:00:00Z' } })).toEqual([
    'status.expired',
  ]);
  expect(keys({ mic: 'denied' })).toEqual(['status.mic']);
  for (const mic of ['silent', 'clipping', 'wrong_rate'])
    expect(keys({ mic })).toEqual([`status.mic.${mic}`]);
  expect(keys({ devices: [{ name: 'b', kind: 'base', state: 'ready', simulated: true }] })).toEqual([
    'status.simulated',
  ]);
  expect(keys({ devices: [{ name: 'b', kind: 'base', state: 'absent', simulated: true }] })).toEqual([]);
});

it('lets a shopper speak while the microphone is merely quiet', () => {
  expect(canListen({ ...structuredClone(well), mic: 'silent' } as never)).toBe(true);
  expect(canListen({ ...structuredClone(well), mic: 'lost' } as never)).toBe(false);
});

it('says that a language without a voice stays silent', () =>
  expect(keys({ lang: 'th' })).toEqual(['status.tts']));

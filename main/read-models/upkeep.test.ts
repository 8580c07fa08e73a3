import { expect, it } from 'vitest';
import { StorageFault } from '../contract';
import { storageNote, upkeep } from './upkeep';

const since = '2026-11-30T01:00:00.000Z';

it.each(StorageFault.options)('says in both languages that records are in memory only: %s', (fault) => {
  const { level, text } = storageNote({ kept: 'memory', fault, since });
  expect(level).toBe('error');
  expect(text.zh).toMatch(/只在内存中/);
  expect(text.en).toMatch(/in memory only/);
});

it('names the damaged file, and promises no writing back where there will be none', () => {
  expect(
    storageNote({ kept: 'disk', fault: 'damaged', since, setAside: 'state.db.damaged-1' }).text.zh,
  ).toContain('state.db.damaged-1');
  expect(storageNote({ kept: 'memory', fault: 'damaged', since }).text.en).not.toMatch(/are written when/);
  expect(storageNote({ kept: 'memory', fault: 'full', since }).text.en).toMatch(/are written when/);
});

it('says since when on the store’s clock', () => {
  const { text } = storageNote({ kept: 'memory', fault: 'full', since }, 'Asia/Shanghai');
  expect(text.zh).toContain('自 11月30日 09:00 起');
  expect(text.en).toContain('Since 30 Nov, 09:00 the');
});

it('lists settings first, and nothing where all is well', () => {
  const note = { id: 'config-store', level: 'error' as const, text: { zh: '有误', en: 'bad' } };
  const catalog = { ready: true, sync: { phase: 'idle' as const } };
  const stages = [
    { stage: 'asr' as const, ok: true },
    { stage: 'wake' as const, ok: false },
  ];
  expect(upkeep([], { catalog, stages })).toEqual([]);
  expect(upkeep([], { catalog: null, stages: [] })).toEqual([]);
  const storage = { kept: 'memory' as const, fault: 'full' as const, since };
  const changed = stages.map((stage) => ({ ...stage, changed: 'fsmn-zh' }));
  expect(upkeep([note], { catalog: { ...catalog, storage }, stages: changed }).map(({ id }) => id)).toEqual([
    'config-store',
    'storage',
    'model-fsmn-zh',
  ]);
});

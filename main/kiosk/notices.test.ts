import { describe, expect, it } from 'vitest';
import { initialScreen } from './screen-store';
import { notices } from './notices';

const now = new Date('2026-11-22T12:00:00Z');
const well = {
  ...initialScreen('zh'),
  mic: 'ok' as const,
  services: { voice: 'up', catalog: 'up', devices: 'up' } as const,
};
const catalog = (publishedAt: string) => ({ ready: true, publishedAt, sync: { phase: 'idle' as const } });

describe('notices', () => {
  it('says nothing when all is well', () => {
    expect(notices({ ...well, catalog: catalog('2026-11-22T00:00:00Z') }, 36, now)).toEqual([]);
  });

  it.each([
    ['stage-wake', { stages: [{ stage: 'wake' as const, ok: false }] }],
    ['catalog-stale', { catalog: catalog('2026-11-20T00:00:00Z') }],
  ])('says %s', (id, change) => {
    const said = notices({ ...well, ...change }, 36, now);
    expect(said.map((n) => n.id)).toEqual([id]);
    expect(said[0]!.text.zh).not.toBe('');
    expect(said[0]!.text.en).not.toBe('');
  });

  it('dates stale prices by the store’s clock', () => {
    const stale = { ...catalog('2026-11-19T22:30:00Z'), timezone: 'Asia/Shanghai' };
    const [said] = notices({ ...well, catalog: stale }, 36, now);
    expect(said!.text).toMatchObject({
      zh: expect.stringContaining('截至11月20日') as unknown,
      en: expect.stringContaining('as of 20 Nov') as unknown,
    });
  });
});

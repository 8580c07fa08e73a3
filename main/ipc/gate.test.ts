import { describe, expect, it } from 'vitest';
import { ipcSchema, type InvokeChannel, type Result } from '../contract';
import { invokeChannels } from './bridge';
import { createGate, limitOf, outweighs } from './gate';

const done = (): Promise<Result<void>> => Promise.resolve({ ok: true, value: undefined });

describe('a flood from the page', () => {
  it.each(invokeChannels)(
    '%s runs only so many of 3,000 calls, and the others fail with busy, to be tried again',
    async (channel) => {
      const gate = createGate(() => 0);
      let running = 0;
      let most = 0;
      let finish = (): void => {};
      const held = new Promise<void>((resolve) => (finish = resolve));
      const work = async (): Promise<Result<void>> => {
        most = Math.max(most, ++running);
        await held;
        running -= 1;
        return done();
      };
      const calls = Array.from({ length: 3_000 }, () => gate.pass(channel, undefined, work));
      finish();
      const results = await Promise.all(calls);
      expect(most).toBe(limitOf(channel).inFlight);
      const refused = results.filter((result) => !result.ok);
      expect(refused).toHaveLength(3_000 - most);
      expect(refused[0]).toMatchObject({ error: { code: 'busy', retryable: true } });
    },
  );

  it('is bounded over time too, and ordinary calls pass again afterwards', async () => {
    let now = 0;
    const gate = createGate(() => now);
    const { burst, perSecond } = limitOf('ask.text');
    let passed = 0;
    const ask = async (): Promise<boolean> => (await gate.pass('ask.text', { text: '牛奶' }, done)).ok;
    for (let i = 0; i < 3_000; i++) passed += Number(await ask());
    expect(passed).toBe(burst);
    now = 1_000;
    for (let i = 0; i < 3_000; i++) passed += Number(await ask());
    expect(passed).toBe(burst + perSecond);
    now = 60_000;
    expect(await ask()).toBe(true);
  });

  it('on one channel leaves the others alone', async () => {
    const gate = createGate(() => 0);
    for (let i = 0; i < 3_000; i++) await gate.pass('ask.text', { text: 'x' }, done);
    expect(await gate.pass('nav.stop', undefined, done)).toEqual({ ok: true, value: undefined });
  });

  it('gives a call’s place back when the call fails', async () => {
    const gate = createGate(() => 0);
    for (let i = 0; i < 20; i++)
      await expect(
        gate.pass('screen.home', undefined, () => Promise.reject(new Error('boom'))),
      ).rejects.toThrow('boom');
    expect((await gate.pass('screen.home', undefined, done)).ok).toBe(true);
  });
});

describe('what a request weighs', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  it.each<[string, unknown]>([
    ['a long text', { text: 'x'.repeat(5_000) }],
    ['a long key', { ['x'.repeat(5_000)]: 1 }],
    ['many values', Array.from({ length: 1_000 }, () => 1)],
    ['a hole a million wide', new Array(1e6)],
    ['a circle', circle],
    ['a map', new Map(Array.from({ length: 1_000 }, (_, i) => [i, i]))],
    ['bytes', { pcm: new Float32Array(4) }],
  ])('%s is too much', async (_, request) => {
    expect(outweighs(request, 4_096)).toBe(true);
    expect(await createGate().pass('ask.text', request, done)).toMatchObject({
      ok: false,
      error: { code: 'bad_request', retryable: false },
    });
  });

  it.each<[InvokeChannel, unknown]>([
    ['ask.text', { text: '有'.repeat(500) }],
    ['print.slip', { gtins: Array.from({ length: 20 }, () => '06901234567892') }],
    ['catalog.browse', { path: ['食品饮料', '零食', '坚果', '花生', '盐焗', '袋装'] }],
    ['staff.print', { pin: '12345678', paper: { type: 'label', gtin: '06901234567892' } }],
  ])('%s takes the largest that is in contract', (channel, request) => {
    expect(
      ipcSchema[channel].direction === 'invoke' && ipcSchema[channel].request.safeParse(request).success,
    ).toBe(true);
    expect(outweighs(request, limitOf(channel).weight)).toBe(false);
  });
});

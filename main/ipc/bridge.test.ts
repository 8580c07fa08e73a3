import { describe, expect, it, vi } from 'vitest';
import { ipcSchema } from '../contract';
import { checkSender, handleInvoke, invokeChannels } from './bridge';

const ORIGIN = 'app://terminal';

describe('IPC schema', () => {
  it.each(Object.entries(ipcSchema))('%s is whole', (channel, spec) => {
    expect(channel).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
    if (spec.direction === 'invoke')
      expect([typeof spec.request.safeParse, typeof spec.response.safeParse]).toEqual([
        'function',
        'function',
      ]);
    if (spec.direction === 'push') expect(typeof spec.payload.safeParse).toBe('function');
  });

  it.each(invokeChannels)('%s refuses a payload that is not its own', async (channel) => {
    const handler = vi.fn();
    const result = await handleInvoke(channel, { nothing: Symbol('like it') }, handler as never);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(handler).not.toHaveBeenCalled();
  });

  it('never throws across, and keeps the error typed', async () => {
    const result = await handleInvoke('screen.home', undefined, () => {
      throw new Error('boom');
    });
    expect(result).toEqual({ ok: false, error: { code: 'internal', message: 'boom', retryable: false } });
  });
});

describe('sender check', () => {
  const frame = (url: string) => ({ url }) as never;
  it('takes the terminal’s own top frame', () => {
    const own = frame(`${ORIGIN}/index.html`);
    expect(() => checkSender({ senderFrame: own }, own, ORIGIN)).not.toThrow();
  });
  it.each([
    ['another frame', frame(`${ORIGIN}/index.html`), frame(`${ORIGIN}/index.html`)],
    ['no frame', null, null],
  ])('refuses %s', (_, sender, main) => {
    expect(() => checkSender({ senderFrame: sender as never }, main, ORIGIN)).toThrow(/only the terminal/);
  });
  it('refuses another page in the own frame', () => {
    const other = frame('https://example.com/');
    expect(() => checkSender({ senderFrame: other }, other, ORIGIN)).toThrow(/not taken/);
  });
});

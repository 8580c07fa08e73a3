import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { KokoroEngine } from './kokoro/engine';
import { KokoroSynthesizer } from './kokoro-synthesizer';

it('lets the nets go when it was silent for long and memory is short, and fetches them back when somebody comes', async () => {
  const log: string[] = [];
  let available = 4e9;
  const open = async (): Promise<KokoroEngine> => {
    log.push('open');
    return {
      realTimeFactor: 0.5,
      async *speak() {
        yield { samples: new Float32Array(10), last: true };
      },
      close: async () => void log.push('close'),
    } as unknown as KokoroEngine;
  };
  const voice = await KokoroSynthesizer.load(
    open,
    { zh: 'zf', en: 'af' },
    { idleMs: 20, available: () => available },
  );
  await wait(100);
  expect(log).toEqual(['open']);
  available = 1e8;
  await wait(150);
  expect(log).toEqual(['open', 'close']);
  voice.prepare();
  let pieces = 0;
  for await (const piece of voice.synthesize('你好', 'zh', { rate: 1, pieces: 'one' }))
    pieces += piece.samples.length;
  expect(pieces).toBe(10);
  expect(log).toEqual(['open', 'close', 'open']);
  await voice.close();
  expect(log.filter((l) => l === 'open')).toHaveLength(log.filter((l) => l === 'close').length);
});

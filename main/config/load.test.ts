import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './load';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-config-'));
  mkdirSync(path.join(dataDir, 'config'));
});
const store = (value: unknown) =>
  writeFileSync(
    path.join(dataDir, 'config/store.json'),
    typeof value === 'string' ? value : JSON.stringify(value),
  );

describe('loadConfig', () => {
  it('fills in defaults and is frozen all the way down', () => {
    const config = loadConfig({ dataDir }, {});
    expect(config.voice.modelsDir).toBe(path.join(dataDir, 'models'));
    expect(Object.isFrozen(config)).toBe(true);
    expect(Object.isFrozen(config.voice.wakeWords)).toBe(true);
  });

  it('lets the environment win over the store file and that over defaults', () => {
    store({ idleResetMs: 20_000, base: { port: '/dev/a', speed: 0.3 }, language: 'en' });
    const config = loadConfig(
      { dataDir, idleResetMs: 9_000 },
      {
        DAOGOU_BASE_PORT: '/dev/b',
        DAOGOU_VOICE_WAKE_WORDS: '你好|小云小云',
        DAOGOU_BASE_SIMULATED: '1',
        DAOGOU_STAFF_PIN: '123456',
      },
    );
    expect(config).toMatchObject({
      idleResetMs: 20_000,
      language: 'en',
      staffPin: '123456',
      base: { port: '/dev/b', speed: 0.3, simulated: true },
    });
    expect(config.voice.wakeWords).toEqual(['你好', '小云小云']);
  });

  it.each([
    ['{', /not a JSON object/],
    [{ idleResetMs: 1 }, /idleResetMs/],
    [{ nonsense: true }, /nonsense/],
    [{ staffPin: '12' }, /staffPin/],
  ])('says what is wrong with %j', (content, message) => {
    store(content);
    expect(() => loadConfig({ dataDir }, {})).toThrow(message);
  });

  it('names the variable that does not fit', () => {
    expect(() => loadConfig({ dataDir }, { DAOGOU_LANGUAGE: 'fr' })).toThrow(/DAOGOU_LANGUAGE=fr/);
  });
});

import { inUnderstood, onlyIn } from '../contract';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSteadyConfig } from './steady';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-steady-'));
  mkdirSync(path.join(dataDir, 'config'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const file = () => path.join(dataDir, 'config', 'store.json');
const store = (value: unknown, mode = 0o600) => {
  writeFileSync(file(), typeof value === 'string' ? value : JSON.stringify(value));
  chmodSync(file(), mode);
};
const load = (environment: NodeJS.ProcessEnv = {}) => loadSteadyConfig({ dataDir }, environment);
const ids = ({ notes }: ReturnType<typeof load>) => notes.map(({ id }) => id);

/** A note's prose, without the names of files and settings and what may stand in them. */
const withoutNames = (text: string): string =>
  text
    .replaceAll(file(), '')
    .replace(
      /JSON|DAOGOU_\w+|[\w-]+(?:\.\w+)+|\w+:\/\/\S*|embedded|nonsense|staffPin|idleResetMs|[\w-]+(?: \| [\w-]+)+/g,
      '',
    );

describe('settings that are not right', () => {
  const good = { idleResetMs: 20_000, staffPin: '486213', language: 'en' };
  const bad: unknown[] = [
    '{',
    '',
    '[]',
    'null',
    '"text"',
    '{"staffPin": "486213"',
    { idleResetMs: 1 },
    { nonsense: true },
    { sync: { pollMinutes: 'often' } },
    // Of the right type, and of no use.
    { base: { driver: 'nonesuch' } },
    { printer: { profile: 'nonesuch' } },
    { sync: { url: 'not a url' } },
    { sync: { url: 'ftp://hq.example/store/' } },
    { sync: { proxy: 'http://' } },
    { broker: { url: 'mqtts://' } },
    { broker: { url: 'https://broker.example' } },
  ];

  it.each(bad)('give way to the last good ones: %j', (content) => {
    store(good);
    expect(load().notes).toEqual([]);
    store(content);
    const steady = load();
    expect(steady.config).toMatchObject(good);
    expect(ids(steady)).toEqual(['config-store']);
    expect(onlyIn(steady.notes[0]!.text, 'en')).toContain(file());
    expect(onlyIn(steady.notes[0]!.text, 'zh')).toContain('上次可用');
    expect(withoutNames(onlyIn(steady.notes[0]!.text, 'zh'))).not.toMatch(/[a-z]{3,}/i);
    expect(withoutNames(onlyIn(steady.notes[0]!.text, 'en'))).not.toMatch(
      /[\u4e00-\u9fff]|[Ii]nvalid|expected/,
    );
    // And again at the next start: the good copy is not overwritten by a bad one.
    expect(load().config).toMatchObject(good);
  });

  it.each(bad)('give way to the defaults where there were no good ones: %j', (content) => {
    store(content);
    const steady = load();
    expect([steady.config.language, ids(steady)]).toEqual(['zh', ['config-store']]);
  });

  it('are not quoted: they hold secrets', () => {
    store('{"staffPin": "486213" "broker": {"password": "geheim"}}');
    const text = JSON.stringify(load({ DAOGOU_STAFF_PIN: '12ab' }).notes);
    expect(text).not.toMatch(/486213|geheim|12ab/);
  });

  it('come right again by themselves', () => {
    store(good);
    load();
    store('{');
    load();
    store({ ...good, idleResetMs: 30_000 });
    const steady = load();
    expect([steady.config.idleResetMs, steady.notes]).toEqual([30_000, []]);
  });

  it('survive a copy that is bad as well, and a folder that takes none', () => {
    store(good);
    load();
    writeFileSync(path.join(dataDir, 'config', 'store.last-good.json'), '{');
    store('{');
    expect(ids(load())).toEqual(['config-store']);
    rmSync(path.join(dataDir, 'config', 'store.last-good.json'));
    mkdirSync(path.join(dataDir, 'config', 'store.last-good.json'));
    store(good);
    expect(load().config).toMatchObject(good);
  });
});

describe('variables', () => {
  it('that do not fit are passed over by name, the others hold', () => {
    const steady = load({
      DAOGOU_LANGUAGE: 'fr',
      DAOGOU_IDLE_RESET_MS: '21000',
      DAOGOU_SYNC_WINDOW: '1-5',
      DAOGOU_BASE_SPEED: '9',
    });
    expect(steady.config).toMatchObject({
      language: 'zh',
      idleResetMs: 21_000,
      sync: { window: '' },
      base: { speed: 0.5 },
    });
    expect(ids(steady).sort()).toEqual([
      'config-env-DAOGOU_BASE_SPEED',
      'config-env-DAOGOU_LANGUAGE',
      'config-env-DAOGOU_SYNC_WINDOW',
    ]);
    for (const { text } of steady.notes) expect(withoutNames(onlyIn(text, 'zh'))).not.toMatch(/[a-z]{3,}/i);
    expect(steady.notes.find(({ id }) => id.endsWith('BASE_SPEED'))!.text).toEqual({
      zh: '环境变量 DAOGOU_BASE_SPEED 有误，已忽略：DAOGOU_BASE_SPEED 应 ≤ 0.7。',
      en: 'The variable DAOGOU_BASE_SPEED is not right and was ignored: DAOGOU_BASE_SPEED must be ≤ 0.7.',
    });
    for (const { text } of steady.notes)
      expect(inUnderstood(text).every((said) => said.includes('DAOGOU_'))).toBe(true);
  });
});

describe('secrets', () => {
  const mode = (of: string) => statSync(of).mode & 0o777;

  it('are closed to other users, and staff is told', () => {
    store({ broker: { password: 'geheim' } }, 0o644);
    expect([ids(load()), mode(file())]).toEqual([['config-loose'], 0o600]);
    expect(load().notes).toEqual([]);
    expect(mode(path.join(dataDir, 'config', 'store.last-good.json'))).toBe(0o600);
    expect(readFileSync(path.join(dataDir, 'config', 'store.last-good.json'), 'utf8')).toContain('geheim');
  });

  it('that are none need no closing', () => {
    store({ language: 'en' }, 0o644);
    expect([load().notes, mode(file()), existsSync(file())]).toEqual([[], 0o644, true]);
  });
});

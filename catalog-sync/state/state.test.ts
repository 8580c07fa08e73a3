import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNANSWERED_DAYS, type Unanswered } from '../../main/contract';
import { openDatabase, type Binding, type Database } from '../db/open';
import { temporaryFolder } from '../testing';
import { openState, stateMigrations } from './open-state';
import { Outbox } from './outbox';
import { startRetention } from './retention';
import { Counters, Settings } from './settings';
import { daysAgo, MOST_KEPT, UnansweredQuestions } from './unanswered';

let dir: string;
let db: Database;
beforeEach(() => {
  dir = temporaryFolder();
  db = openState(join(dir, 'state.db'));
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const question = (at: string, words = ['土豆']): Unanswered => ({
  at,
  lang: 'zh',
  reason: 'not_carried',
  intent: 'product.location',
  words,
  kinds: ['生鲜 > 蔬菜'],
  said: 8,
});
const DAY = 86_400_000;
/** All that lies on disk, the log included. */
const bytes = (): string =>
  ['state.db', 'state.db-wal']
    .map((name) => {
      try {
        return readFileSync(join(dir, name), 'latin1');
      } catch {
        return '';
      }
    })
    .join('');
const written = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

it('is durable, at the newest migration, and refuses a later one', () => {
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(db.pragma('synchronous', { simple: true })).toBe(2);
  expect(db.pragma('user_version', { simple: true })).toBe(stateMigrations.at(-1)?.id);
  db.pragma('user_version = 99');
  expect(() => openState(join(dir, 'state.db'))).toThrow(/newer/);
});

it('keeps one id for the terminal, and counts', () => {
  const settings = new Settings(db);
  const id = settings.terminalId();
  db.close();
  db = openState(join(dir, 'state.db'));
  expect(new Settings(db).terminalId()).toBe(id);
  const counters = new Counters(db);
  counters.add('sync.ok');
  counters.add('sync.ok', 2);
  expect(counters.all()).toEqual({ 'sync.ok': 3 });
});

it('keeps no record with a sentence, a number or an unknown field in it', () => {
  const questions = new UnansweredQuestions(db, () => new Date());
  const good = question(new Date().toISOString());
  for (const bad of [
    { ...good, text: '我叫王小明' },
    { ...good, words: ['13812345678'] },
    { ...good, words: ['我家在海淀区花园路8号'] },
    { ...good, intent: '王小明' },
  ]) {
    expect(() => questions.record(bad as Unanswered)).toThrow();
  }
  expect(questions.list()).toEqual([]);
  expect(bytes()).not.toContain(written('王小明'));
});

it('counts the kinds of goods that are not carried, the most wanted first, for a month', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const questions = new UnansweredQuestions(db, () => now);
  const asked = (wanted: string[] | undefined, days = 0): void =>
    questions.record({
      ...question(new Date(now.getTime() - days * DAY).toISOString()),
      ...(wanted && { wanted }),
    });
  asked(['suitcase']);
  asked(['tent', 'suitcase']);
  asked(undefined);
  asked(['drone'], UNANSWERED_DAYS + 1);
  expect(questions.wanted()).toEqual([
    { id: 'suitcase', count: 2 },
    { id: 'tent', count: 1 },
  ]);
  expect(() => asked(['我要帐篷'])).toThrow();
});

it('forgets by itself after a month, out of the bytes on disk too', () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T12:00:00Z') });
  try {
    const clock = () => new Date();
    const outbox = new Outbox(db, clock);
    const questions = new UnansweredQuestions(db, clock, (record) =>
      outbox.add('daogou/s/unanswered/t', JSON.stringify(record)),
    );
    outbox.add('daogou/s/calls/t', '{}', { retain: true });
    questions.record(question('2026-11-22T12:00:00.000Z', ['鱼竿']));
    const stop = startRetention(
      db,
      () =>
        [questions.forget(), outbox.forget(daysAgo(clock(), UNANSWERED_DAYS), 'unanswered')].includes(true),
      (error) => expect(error).toBeUndefined(),
    );
    expect(bytes()).toContain(written('鱼竿'));
    vi.advanceTimersByTime((UNANSWERED_DAYS - 1) * DAY);
    expect(questions.list()).toEqual([question('2026-11-22T12:00:00.000Z', ['鱼竿'])]);
    expect(outbox.length()).toBe(2);
    // Nobody asks for the list and nothing new comes; only the timer runs.
    vi.advanceTimersByTime(2 * DAY);
    expect(db.prepare('SELECT count(*) AS n FROM understood').get()).toEqual({ n: 0 });
    expect(outbox.length()).toBe(1);
    expect(bytes()).not.toContain(written('鱼竿'));
    stop();
  } finally {
    vi.useRealTimers();
  }
});

it('forgets in its time what a clock that ran ahead dated', () => {
  let now = new Date('2099-01-01T00:00:00Z');
  const clock = () => now;
  const outbox = new Outbox(db, clock);
  const questions = new UnansweredQuestions(db, clock, () => outbox.add('daogou/s/unanswered/t', '{}'));
  const forget = () => [questions.forget(), outbox.forget(daysAgo(now, UNANSWERED_DAYS), 'unanswered')];
  questions.record(question('2099-01-01T00:00:00.000Z'));
  now = new Date('2026-11-22T12:00:00Z');
  questions.record(question('2099-01-01T00:00:00.000Z', ['鱼竿']));
  expect(questions.list()[1]?.at).toBe('2026-11-22T12:00:00.000Z');
  expect(forget()).toEqual([false, false]);
  expect(questions.list().map(({ at }) => at)).toEqual(Array(2).fill('2026-11-22T12:00:00.000Z'));
  // Before it has asked for the time, a machine without a battery believes in 1970: nothing is dated by that.
  now = new Date('1970-01-01T00:00:00Z');
  expect(forget()).toEqual([false, false]);
  now = new Date(Date.parse('2026-11-22T12:00:00Z') + (UNANSWERED_DAYS + 1) * DAY);
  expect(forget()).toEqual([true, true]);
  expect([questions.list(), outbox.length()]).toEqual([[], 0]);
});

it('keeps no kind that the catalog does not have, nor one that can be no kind', () => {
  const told: Unanswered[] = [];
  const said = '王小明 13800138000 花生过敏';
  const questions = new UnansweredQuestions(
    db,
    () => new Date(),
    (record) => told.push(record),
    (path) => path === '生鲜 > 蔬菜' || path === said,
  );
  questions.record({
    ...question(new Date().toISOString()),
    kinds: ['生鲜 > 蔬菜', '王小明对花生过敏', said],
  });
  expect([questions.list()[0]?.kinds, told[0]?.kinds]).toEqual([['生鲜 > 蔬菜'], ['生鲜 > 蔬菜']]);
  expect(bytes()).not.toContain(written('王小明'));
});

it('keeps only so many questions', () => {
  const questions = new UnansweredQuestions(db, () => new Date());
  db.transaction(() => {
    for (let i = 0; i < MOST_KEPT; i++)
      db.prepare("INSERT INTO understood (at, json) VALUES (?, '{}')").run(daysAgo(new Date(), 1));
  })();
  questions.record(question(new Date().toISOString()));
  expect(db.prepare('SELECT count(*) AS n FROM understood').get()).toEqual({ n: MOST_KEPT });
});

it('is nobody else’s to read, and mends a mode that was opened up', () => {
  const mode = (name: string) => statSync(join(dir, name)).mode & 0o777;
  db.exec('CREATE TABLE t (n)');
  expect(['state.db', 'state.db-wal', 'state.db-shm'].map(mode)).toEqual([0o600, 0o600, 0o600]);
  db.close();
  chmodSync(join(dir, 'state.db'), 0o666);
  db = openState(join(dir, 'state.db'));
  expect(mode('state.db')).toBe(0o600);
});

describe.each<Binding>(['better-sqlite3', 'libsql'])(
  'a database of the version before, with sentences in it, over %s',
  (binding) => {
    it('loses them with the migration, out of the bytes on disk too, and keeps the rest', () => {
      db.close();
      for (const name of ['', '-wal', '-shm']) rmSync(join(dir, `state.db${name}`), { force: true });
      const old = openDatabase(join(dir, 'state.db'), { binding });
      old.pragma('journal_mode = WAL');
      old.exec(stateMigrations[0]!.sql);
      old.pragma('user_version = 1');
      const sentence = '我是朝阳区实验小学王小明的妈妈';
      const insert = old.prepare(
        "INSERT INTO unanswered (at, text, lang, reason, tried) VALUES ('2026-11-01T00:00:00Z', ?, 'zh', 'abstained', '[]')",
      );
      for (let n = 0; n < 200; n++) insert.run(`${sentence}${n}`);
      const out = old.prepare(
        "INSERT INTO outbox (topic, payload, created_at) VALUES (?, ?, '2026-11-01T00:00:00Z')",
      );
      out.run('daogou/s/unanswered/t', JSON.stringify({ text: sentence }));
      out.run('daogou/s/calls/t', '{"standing":true}');
      new Settings(old).set('kept', 'yes');
      old.close();
      expect(bytes()).toContain(written(sentence));
      db = openState(join(dir, 'state.db'), { binding });
      expect(bytes()).not.toContain(written('王小明'));
      expect(new UnansweredQuestions(db, () => new Date()).list()).toEqual([]);
      expect(new Outbox(db, () => new Date()).waiting()).toMatchObject([{ topic: 'daogou/s/calls/t' }]);
      expect(new Settings(db).get('kept')).toBe('yes');
    });
  },
);

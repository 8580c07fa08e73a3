import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../db/open';
import { temporaryFolder } from '../testing/feed';
import { openState, stateMigrations } from './open-state';
import { Counters, Settings } from './settings';
import { MOST_KEPT, redact, RETENTION_DAYS, UnansweredQuestions } from './unanswered';

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

const question = (at: string, text = '有没有火星土豆') => ({ at, text, lang: 'zh' as const, reason: 'not_carried' as const, tried: ['product.location'] });

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

it('forgets questions after a month', () => {
  let now = new Date('2026-11-22T12:00:00Z');
  const questions = new UnansweredQuestions(db, () => now);
  questions.record(question('2026-11-22T20:00:00+08:00'));
  expect(questions.list()).toEqual([question('2026-11-22T12:00:00.000Z')]);
  now = new Date(now.getTime() + (RETENTION_DAYS + 1) * 86_400_000);
  expect(questions.list()).toEqual([]);
});

it('keeps only so many questions', () => {
  const questions = new UnansweredQuestions(db, () => new Date());
  db.transaction(() => {
    for (let i = 0; i < MOST_KEPT; i++) db.prepare("INSERT INTO unanswered (at, text, lang, reason, tried) VALUES (?, 'x', 'zh', 'abstained', '[]')").run(new Date().toISOString());
  })();
  questions.record(question(new Date().toISOString()));
  expect(db.prepare('SELECT count(*) AS n FROM unanswered').get()).toEqual({ n: MOST_KEPT });
});

it.each([
  ['我的电话是13812345678', '我的电话是[…]'],
  ['call 138 1234 5678 please', 'call […] please'],
  ['mail me at li.lei@example.com', 'mail me at […]'],
  ['500ml 的牛奶 12.90 元在 A3 吗', '500ml 的牛奶 12.90 元在 A3 吗'],
])('redacts %j', (text, expected) => {
  expect(redact(text)).toBe(expected);
});

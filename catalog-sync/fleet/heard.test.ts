import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UNANSWERED_DAYS } from '../../main/contract';
import type { Database } from '../db/open';
import { temporaryFolder } from '../testing';
import { Heard, MOST_OF_ALL, MOST_OF_ONE, openHeard } from './heard';

let dir: string;
let db: Database;
let now: Date;
let heard: Heard;
beforeEach(() => {
  dir = temporaryFolder();
  db = openHeard(join(dir, 'fleet.db'));
  now = new Date('2026-11-22T12:00:00.000Z');
  heard = new Heard(db, () => now);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true });
});

const DAY = 86_400_000;
const question = (over: object = {}) => ({
  id: randomUUID(),
  at: now.toISOString(),
  lang: 'zh',
  reason: 'abstained',
  intent: 'product.location',
  words: ['土豆'],
  kinds: ['生鲜 > 蔬菜'],
  said: 7,
  ...over,
});
const send = (message: object, topic = 'daogou/s/unanswered/t') =>
  heard.apply(topic, JSON.stringify(message));
const count = () => (db.prepare('SELECT count(*) AS n FROM question').get() as { n: number }).n;

it('dates nothing later than it came, and forgets it in its time', () => {
  expect(send(question({ at: '2099-01-01T00:00:00Z' }))).toMatchObject({ at: now.toISOString() });
  expect(send(question({ at: '2026-11-01T00:00:00.000Z' }))).toMatchObject({
    at: '2026-11-01T00:00:00.000Z',
  });
  expect(
    send({ id: randomUUID(), at: '2099-01-01T00:00:00Z', standing: true }, 'daogou/s/calls/t'),
  ).toMatchObject({ at: now.toISOString() });
  now = new Date(now.getTime() + DAY);
  // A call of the future stands in no later one's way.
  expect(
    send({ id: randomUUID(), at: now.toISOString(), standing: false }, 'daogou/s/calls/t'),
  ).toMatchObject({ standing: false });
  now = new Date(now.getTime() + UNANSWERED_DAYS * DAY);
  expect(heard.questions()).toEqual([]);
  expect([heard.forget(), count()]).toEqual([true, 0]);
});

it('forgets what an earlier version dated in the future', () => {
  send(question());
  db.exec(
    "UPDATE question SET at = '2099-01-01T00:00:00Z', json = json_set(json, '$.at', '2099-01-01T00:00:00Z')",
  );
  expect(heard.forget()).toBe(false);
  expect(heard.questions()).toMatchObject([{ at: now.toISOString(), store: 's', terminal: 't' }]);
  now = new Date(now.getTime() + (UNANSWERED_DAYS + 1) * DAY);
  expect([heard.forget(), count()]).toEqual([true, 0]);
});

it('takes no kind or id that could be what somebody said', () => {
  for (const bad of [
    { kinds: ['王小明 13800138000 花生过敏'] },
    { id: '王小明 13800138000' },
    { kinds: ['我叫王小明，我的孩子对花生过敏怎么办'] },
  ])
    expect(send(question(bad))).toBeUndefined();
  expect(count()).toBe(0);
});

it('loses what an earlier version took of the kind', () => {
  const insert = db.prepare("INSERT INTO question VALUES (?, 's', 't', ?, ?)");
  const [id, kinds] = [question({ id: '13800138000' }), question({ kinds: ['王小明 13800138000 花生过敏'] })];
  const said = question({ kinds: ['王小明 花生过敏'] });
  for (const one of [id, kinds, said, question()])
    insert.run(one.id, one.at, JSON.stringify({ kind: 'unanswered', store: 's', terminal: 't', ...one }));
  db.exec('DROP INDEX question_from');
  db.pragma('user_version = 2');
  db.close();
  db = openHeard(join(dir, 'fleet.db'));
  expect(count()).toBe(2);
  // What only the schema tells apart is not shown, and goes in its time.
  expect(new Heard(db, () => now).questions()).toHaveLength(1);
});

/** As many questions, one a millisecond up to now. */
const fill = (terminal: string, many: number) =>
  db
    .prepare(
      `INSERT INTO question WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       SELECT ? || i, 's', ?, strftime('%Y-%m-%dT%H:%M:%fZ', ? + i / 1000.0, 'unixepoch'), '{}' FROM n`,
    )
    .run(many, terminal, terminal, (now.getTime() - many - 1_000) / 1_000);

it('keeps only so many of one terminal, the newest, and all of the others', () => {
  fill('u', 10);
  fill('t', MOST_OF_ONE);
  const newest = question();
  send(newest);
  expect(
    db.prepare('SELECT terminal, count(*) AS n FROM question GROUP BY terminal ORDER BY terminal').all(),
  ).toEqual([
    { terminal: 't', n: MOST_OF_ONE },
    { terminal: 'u', n: 10 },
  ]);
  expect(db.prepare('SELECT id FROM question WHERE id IN (?, ?)').all(newest.id, 't1')).toEqual([
    { id: newest.id },
  ]);
});

it('keeps only so many of all together', () => {
  for (let n = 0; n < 5; n++) fill(`t${n}-`, MOST_OF_ALL / 5 + 1);
  expect([heard.forget(), count()]).toEqual([true, MOST_OF_ALL]);
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdExclusively, temporaryFolder } from '../testing';
import { openState } from './open-state';
import { openSteadyState, type SteadyState } from './steady-state';

let dir: string;
const steady: SteadyState[] = [];
beforeEach(() => {
  dir = temporaryFolder();
});
afterEach(() => {
  for (const state of steady.splice(0)) state.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('what was learnt in memory', () => {
  const open = (): SteadyState => {
    const state = openSteadyState(dir, { owner: true, clock: () => new Date(), retryMs: 3_600_000 });
    steady.push(state);
    return state;
  };
  const send = (state: { db: SteadyState['db'] }, payload: string) =>
    state.db.prepare("INSERT INTO outbox (topic, payload, created_at) VALUES ('t', ?, '2026')").run(payload);
  const waiting = (db: SteadyState['db']) => db.prepare('SELECT id, payload FROM outbox ORDER BY id').all();

  it('joins what another process wrote meanwhile, under the numbers that are on their way', async () => {
    const first = open();
    for (const payload of ['a', 'b', 'c']) send(first, payload);
    first.db.prepare("INSERT INTO counter VALUES ('asked', 5)").run();
    const lock = await holdExclusively(join(dir, 'state.db'));
    send(first, 'ours');
    first.db.prepare('DELETE FROM outbox WHERE payload = ?').run('b');
    first.db.prepare("UPDATE counter SET value = value + 2 WHERE key = 'asked'").run();
    expect(first.status()).toMatchObject({ kept: 'memory', fault: 'locked' });
    await lock.release();
    const other = openState(join(dir, 'state.db'));
    send({ db: other }, 'theirs');
    other.prepare("UPDATE counter SET value = value + 10 WHERE key = 'asked'").run();
    expect(first.recover()).toBe(true);
    expect(waiting(other)).toEqual([
      { id: 1, payload: 'a' },
      { id: 3, payload: 'c' },
      { id: 4, payload: 'ours' },
      { id: 5, payload: 'theirs' },
    ]);
    expect(other.prepare('SELECT value FROM counter').get()).toEqual({ value: 17 });
    other.close();
    expect(waiting(first.db)).toHaveLength(4);
  });

  it('moves a transaction over whole', async () => {
    const state = open();
    const lock = await holdExclusively(join(dir, 'state.db'));
    let runs = 0;
    const both = state.db.transaction(() => {
      runs++;
      send(state, 'one');
      send(state, 'two');
      return state.db.transaction(() => 'done')();
    });
    expect([both(), runs <= 2, waiting(state.db)]).toEqual([
      'done',
      true,
      [
        { id: 1, payload: 'one' },
        { id: 2, payload: 'two' },
      ],
    ]);
    expect(() => state.db.transaction(() => (send(state, 'three'), state.db.exec('NONSENSE')))()).toThrow(
      /NONSENSE/,
    );
    expect(waiting(state.db)).toHaveLength(2);
    await lock.release();
    expect(state.recover()).toBe(true);
    expect(waiting(state.db)).toHaveLength(2);
  });
});

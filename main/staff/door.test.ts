import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStaffDoors, DEMO_PIN, isWeakPin, keepPin, pinState } from '.';
import { createDoor } from './door';
import { pinFile } from './pin-file';

const DAY = 86_400_000;
/** In memory where there is such a place: every wrong PIN waits for the disk. */
const scratch = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let dataDir: string;
let time: number;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(scratch, 'daogou-staff-'));
  time = Date.UTC(2026, 10, 22);
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** A terminal that was just started: its monotonic clock begins anew, wall time goes on. */
function clocks() {
  const began = time;
  return { now: () => time - began, wall: () => time };
}
const file = () => path.join(dataDir, 'door.json');
const door = (pin = '4711') =>
  createDoor({
    file: file(),
    longestPauseMs: 300_000,
    lock: () => (given) => Promise.resolve(given === pin),
    ...clocks(),
  });
const outcome = (tried: Promise<void>): Promise<string> =>
  tried.then(
    () => 'open',
    (error: { code: string }) => error.code,
  );

describe('a door', () => {
  it('opens for the right PIN only, also where one begins with the other', async () => {
    const wanted = door('47110');
    expect(await outcome(wanted.check('4711'))).toBe('forbidden');
    expect(await outcome(wanted.check('47110'))).toBe('open');
  });

  it('pauses longer with every wrong one, and refuses the right one meanwhile', async () => {
    const wanted = door();
    for (const pin of ['0000', '0001', '0002']) expect(await outcome(wanted.check(pin))).toBe('forbidden');
    expect(await outcome(wanted.check('4711'))).toBe('conflict');
    time += 4_900;
    expect(await outcome(wanted.check('4711'))).toBe('conflict');
    time += 200;
    expect(await outcome(wanted.check('0003'))).toBe('forbidden');
    time += 9_900;
    expect(await outcome(wanted.check('4711'))).toBe('conflict');
    time += 200;
    expect(await outcome(wanted.check('4711'))).toBe('open');
    expect(await outcome(wanted.check('1111'))).toBe('forbidden');
    expect(await outcome(wanted.check('4711'))).toBe('open');
  });

  it('looks at one PIN after the other, however many come at once', async () => {
    const wanted = door();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, n) => outcome(wanted.check(String(1000 + n)))),
    );
    expect(all.filter((one) => one === 'forbidden')).toHaveLength(3);
    expect(all.filter((one) => one === 'conflict')).toHaveLength(47);
  });

  it('keeps count and pause across a restart, and what is left of the pause', async () => {
    const before = door();
    for (let n = 0; n < 5; n++) {
      await outcome(before.check('0000'));
      time += n < 4 ? 10_000 : 0;
    }
    const after = door();
    expect(await outcome(after.check('4711'))).toBe('conflict');
    time += 21_000;
    expect(await outcome(door().check('4711'))).toBe('open');
  });

  it('begins the pause anew where the clock was set back meanwhile', async () => {
    const before = door();
    for (let n = 0; n < 3; n++) await outcome(before.check('0000'));
    time -= 30 * DAY;
    expect(await outcome(door().check('4711'))).toBe('conflict');
    const waiting = door();
    time += 5_100;
    expect(await outcome(waiting.check('4711'))).toBe('open');
  });

  it('stays shut for a while when what it kept is damaged', async () => {
    writeFileSync(file(), '{');
    const wanted = door();
    expect(await outcome(wanted.check('4711'))).toBe('conflict');
    time += 301_000;
    expect(await outcome(wanted.check('4711'))).toBe('open');
  });

  it('takes five weeks for 10,000 PINs, restarted before every one of them', async () => {
    const began = time;
    for (let n = 0; n < 10_000;) {
      const tried = await outcome(door('none').check(String(n).padStart(4, '0')));
      if (tried === 'forbidden') n += 1;
      else time += Math.max(1, (JSON.parse(readFileSync(file(), 'utf8')) as { pauseMs: number }).pauseMs / 2);
    }
    expect((time - began) / DAY).toBeGreaterThan(34);
  });
});

describe('the staff PIN', () => {
  const config = (over = {}) => ({ dataDir, demo: false, staffPin: '', ...over });

  it('is none as shipped: nothing opens before one is set, and then only the one that was', async () => {
    const doors = createStaffDoors(config(), clocks());
    expect(doors.state()).toEqual({ pin: 'missing' });
    for (const pin of ['2580', '0000', '']) expect(await outcome(doors.page.check(pin))).toBe('not_ready');
    await doors.setPin('4719');
    expect(doors.state()).toEqual({ pin: 'set' });
    expect(await outcome(doors.page.check('2580'))).toBe('forbidden');
    expect(await outcome(doors.page.check('4719'))).toBe('open');
    expect(await outcome(createStaffDoors(config(), clocks()).stop.check('4719'))).toBe('open');
  });

  it('is changed only by who knows it', async () => {
    const doors = createStaffDoors(config(), clocks());
    await doors.setPin('4719');
    expect(await outcome(doors.setPin('8305'))).toBe('forbidden');
    expect(await outcome(doors.setPin('8305', '0000'))).toBe('forbidden');
    expect(await outcome(doors.setPin('8305', '4719'))).toBe('open');
    expect(await outcome(doors.page.check('8305'))).toBe('open');
  });

  it('is kept as a hash in a file of its own, its owner’s alone', async () => {
    await keepPin(dataDir, '471903');
    expect(readFileSync(pinFile(dataDir), 'utf8')).not.toContain('471903');
    expect([
      statSync(pinFile(dataDir)).mode & 0o777,
      statSync(path.dirname(pinFile(dataDir))).mode & 0o777,
    ]).toEqual([0o600, 0o700]);
  });

  it('shuts nothing but its own door when it is wrong: the emergency stop is released while the page pauses', async () => {
    const doors = createStaffDoors(config(), clocks());
    await doors.setPin('4719');
    for (let n = 0; n < 3; n++) await outcome(doors.page.check('0000'));
    expect(await outcome(doors.page.check('4719'))).toBe('conflict');
    expect(await outcome(doors.stop.check('4719'))).toBe('open');
    for (let n = 0; n < 3; n++) await outcome(doors.stop.check('0000'));
    expect(await outcome(doors.stop.check('4719'))).toBe('conflict');
    time += 60_000;
    expect(await outcome(doors.stop.check('4719'))).toBe('open');
  });

  it('may be configured unless it is weak; one that staff sets goes before it', async () => {
    expect(pinState(config({ staffPin: '2580' }))).toEqual({ pin: 'missing' });
    const doors = createStaffDoors(config({ staffPin: '8305' }), clocks());
    expect(await outcome(doors.page.check('8305'))).toBe('open');
    await doors.setPin('4719', '8305');
    expect(await outcome(doors.page.check('8305'))).toBe('forbidden');
  });

  it('is the demo’s in a demonstration, and shown there', async () => {
    const doors = createStaffDoors(config({ demo: true }), clocks());
    expect(doors.state()).toEqual({ pin: 'demo', demoPin: DEMO_PIN });
    expect(await outcome(doors.page.check(DEMO_PIN))).toBe('open');
  });

  it('opens nothing when its file is damaged', async () => {
    await keepPin(dataDir, '4719');
    writeFileSync(pinFile(dataDir), '{}');
    const doors = createStaffDoors(config({ demo: true }), clocks());
    expect(doors.state()).toEqual({ pin: 'damaged' });
    expect(await outcome(doors.page.check(DEMO_PIN))).toBe('storage');
    expect(await outcome(doors.setPin('8305'))).toBe('storage');
  });

  it.each([
    '0000',
    '1111',
    '1234',
    '4321',
    '7890',
    '2580',
    '0852',
    '1212',
    '1221',
    '2002',
    '1987',
    '2024',
    '7777',
    '1122',
    '5201',
    '1314',
    '123456',
    '654321',
    '112233',
    '147258',
    '123123',
    '121212',
    '88888888',
    '13579135',
    '5201314',
  ])('is refused as weak: %s', async (pin) => {
    expect(isWeakPin(pin)).toBe(true);
    expect(await outcome(keepPin(dataDir, pin))).toBe('bad_request');
  });
  it.each(['4719', '8305', '6092', '471903', '90371846'])('is taken: %s', (pin) =>
    expect(isWeakPin(pin)).toBe(false),
  );
  it.each(['123', '123456789', '47a9', ''])('is refused as no PIN: %s', async (pin) =>
    expect(await outcome(keepPin(dataDir, pin))).toBe('bad_request'),
  );
});

import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../config';
import { keepPin } from '../staff';
import { checkPin, checkPrivacy } from './doctor-privacy';
import { bundleCommand, type BundledCommand } from './testing/command';

let dataDir: string;
let command: BundledCommand;
beforeAll(async () => void (command = await bundleCommand()));
afterAll(() => command.remove());
beforeEach(() => (dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-doctor-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const looked = (environment: NodeJS.ProcessEnv = {}) => checkPin(loadConfig({ dataDir }, environment));

it('says what is amiss with the staff PIN, and what to do', async () => {
  expect(looked()).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/none is set.*daogou pin set/),
  });
  expect(looked({ DAOGOU_STAFF_PIN: '2580' })).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/guesser.*daogou pin set/),
  });
  expect(looked({ DAOGOU_STAFF_PIN: '4719' })).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/in clear/),
  });
  expect(looked({ DAOGOU_DEMO: '1' })).toMatchObject({
    state: 'warn',
    message: expect.stringMatching(/demonstration/),
  });
  await keepPin(dataDir, '4719');
  expect(looked()).toMatchObject({ state: 'ok' });
  writeFileSync(path.join(dataDir, 'staff', 'pin.json'), '{}');
  expect(looked()).toMatchObject({ state: 'fail', message: expect.stringMatching(/damaged/) });
});

it('says who else can read the data folder', () => {
  const config = () => loadConfig({ dataDir }, {});
  expect(checkPrivacy(config())).toMatchObject({ state: 'ok' });
  mkdirSync(path.join(dataDir, 'logs'), { mode: 0o755 });
  expect(checkPrivacy(config())).toMatchObject({
    state: 'warn',
    message: expect.stringContaining(path.join(dataDir, 'logs')),
  });
});

it('sets the PIN from standard input, refuses a weak one, and leaves files that are nobody else’s', async () => {
  const run = (args: string[], input?: string) =>
    command.run(['pin', ...args], { DAOGOU_DATA_DIR: path.join(dataDir, 'new') }, input);
  expect((await run(['status'])).lines()).toEqual([{ pin: 'missing' }]);
  expect(await run(['set'], '2580\n')).toMatchObject({ status: 2, err: expect.stringMatching(/guesser/) });
  expect(await run(['set'])).toMatchObject({ status: 2, err: expect.stringMatching(/standard input/) });
  expect((await run(['set'], '4719\n')).lines()).toEqual([{ pin: 'set' }]);
  expect(
    ['new', 'new/staff', 'new/staff/pin.json'].map((name) => statSync(path.join(dataDir, name)).mode & 0o777),
  ).toEqual([0o700, 0o700, 0o600]);
});

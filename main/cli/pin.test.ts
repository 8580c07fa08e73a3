import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../config';
import { keepPin } from '../staff';
import { checkPin, checkPrivacy } from './doctor-privacy';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-doctor-'))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));
const looked = (environment: NodeJS.ProcessEnv = {}) => checkPin(loadConfig({ dataDir }, environment));

it('says what is amiss with the staff PIN, and what to do', async () => {
  expect(looked()).toMatchObject({ state: 'warn', message: expect.stringMatching(/none is set.*daogou pin set/) });
  expect(looked({ DAOGOU_STAFF_PIN: '2580' })).toMatchObject({ state: 'warn', message: expect.stringMatching(/guesser.*daogou pin set/) });
  expect(looked({ DAOGOU_STAFF_PIN: '4719' })).toMatchObject({ state: 'warn', message: expect.stringMatching(/in clear/) });
  expect(looked({ DAOGOU_DEMO: '1' })).toMatchObject({ state: 'warn', message: expect.stringMatching(/demonstration/) });
  await keepPin(dataDir, '4719');
  expect(looked()).toMatchObject({ state: 'ok' });
  writeFileSync(path.join(dataDir, 'staff', 'pin.json'), '{}');
  expect(looked()).toMatchObject({ state: 'fail', message: expect.stringMatching(/damaged/) });
});

it('says who else can read the data folder', () => {
  const config = () => loadConfig({ dataDir }, {});
  expect(checkPrivacy(config())).toMatchObject({ state: 'ok' });
  mkdirSync(path.join(dataDir, 'logs'), { mode: 0o755 });
  expect(checkPrivacy(config())).toMatchObject({ state: 'warn', message: expect.stringContaining(path.join(dataDir, 'logs')) });
});

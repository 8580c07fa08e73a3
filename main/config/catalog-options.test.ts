import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { brokerOptions, catalogOptions } from './catalog-options';
import { loadConfig } from './load';

const dataDir = mkdtempSync(path.join(tmpdir(), 'daogou-config-'));
const configured = (environment: NodeJS.ProcessEnv = {}) => loadConfig({ dataDir }, environment);

it('syncs all day, without a limit, a cohort or a proxy, and with a broker of its own, unless told otherwise', () => {
  expect(catalogOptions(configured())).toEqual({
    dataDir,
    syncUrl: '',
    rootFile: path.join(dataDir, 'trust', 'root.json'),
    pollMinutes: 60,
    window: '',
    nightlyBytes: 0,
    http: { proxy: '' },
  });
  expect(brokerOptions(configured())).toBeUndefined();
  expect(configured().broker.url).toBe('embedded');
});

it('takes cohort, window, budget, proxy and broker from the environment', () => {
  const config = configured({
    DAOGOU_SYNC_COHORT: 'pilot',
    DAOGOU_SYNC_WINDOW: '01:00-05:00',
    DAOGOU_SYNC_NIGHTLY_MEGABYTES: '40',
    DAOGOU_SYNC_PROXY: 'http://proxy.store:3128',
    DAOGOU_BROKER_URL: 'mqtts://broker.store:8883',
    DAOGOU_BROKER_USERNAME: 'terminal',
    DAOGOU_BROKER_PASSWORD: 'secret',
  });
  expect(catalogOptions(config)).toMatchObject({
    cohort: 'pilot',
    window: '01:00-05:00',
    nightlyBytes: 40_000_000,
    http: { proxy: 'http://proxy.store:3128' },
  });
  expect(brokerOptions(config)).toEqual({
    url: 'mqtts://broker.store:8883',
    username: 'terminal',
    password: 'secret',
    hqListens: true,
  });
});

it.each([
  [{ DAOGOU_SYNC_WINDOW: '1-5' }, /01:00-05:00/],
  [{ DAOGOU_SYNC_PROXY: 'proxy:3128' }, /http:\/\/host:port/],
  [{ DAOGOU_BROKER_URL: 'broker' }, /mqtts:\/\/host:8883/],
])('refuses %j', (environment, why) => expect(() => configured(environment)).toThrow(why));

it('refuses a certificate authority that is none', () => {
  const file = path.join(dataDir, 'ca.pem');
  const config = () =>
    brokerOptions(configured({ DAOGOU_BROKER_URL: 'mqtts://b:1', DAOGOU_BROKER_CA_FILE: file }));
  expect(config).toThrow(/caFile/);
  writeFileSync(file, 'not a certificate');
  expect(config).toThrow(/caFile/);
});

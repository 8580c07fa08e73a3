import { readFileSync } from 'node:fs';
import { DaogouError, type Config } from '../contract';

const MIB = 1 << 20;

/** Where and how this terminal syncs, as configured. */
export function catalogOptions({ dataDir, sync }: Config) {
  return {
    dataDir,
    syncUrl: sync.url,
    rootFile: sync.rootFile,
    pollMinutes: sync.pollMinutes,
    ...(sync.cohort && { cohort: sync.cohort }),
    window: sync.window,
    nightlyBytes: Math.round(sync.nightlyMiB * MIB),
    http: { proxy: sync.proxy },
  };
}

/** The broker outside this terminal, as configured; nothing where there is none or it is the embedded one. */
export function brokerOptions({ broker }: Config) {
  if (broker.url === '' || broker.url === 'embedded') return undefined;
  const { url, username, password } = broker;
  return { url, username, password, hqListens: true, ...(broker.caFile && { ca: certificate(broker.caFile) }) };
}

function certificate(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new DaogouError('bad_request', `broker.caFile: ${file} can not be read; give the PEM file of the broker's certificate authority.`);
  }
}

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DaogouError, type Config } from '../contract';

const MEGABYTE = 1_000_000;

/** Where and how this terminal syncs, as configured. */
export function catalogOptions({ dataDir, sync }: Config) {
  return {
    dataDir,
    syncUrl: sync.url,
    rootFile: sync.rootFile,
    pollMinutes: sync.pollMinutes,
    ...(sync.cohort && { cohort: sync.cohort }),
    window: sync.window,
    nightlyBytes: Math.round(sync.nightlyMegabytes * MEGABYTE),
    http: { proxy: sync.proxy },
  };
}

/** The broker outside this terminal, as configured; nothing where there is none or it is the embedded one. */
export function brokerOptions({ broker }: Config) {
  if (broker.url === '' || broker.url === 'embedded') return undefined;
  const { url, username, password } = broker;
  return {
    url,
    username,
    password,
    hqListens: true,
    ...(broker.caFile && { ca: certificate(broker.caFile) }),
  };
}

/** Looked at here: a broken one would only be met inside the connection, again and again. */
function certificate(file: string): string {
  try {
    const pem = readFileSync(file, 'utf8');
    new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw new DaogouError(
      'bad_request',
      `broker.caFile: ${file} is not a certificate in PEM that can be read; give the one of the broker's authority.`,
      false,
      { cause },
    );
  }
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metadata, Root, TargetFile } from '@tufjs/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wallClock } from '../../main/contract';
import { loadKey, makeKey } from '../hq/keys';
import { Repository, type PublishedObject } from '../hq/repository';
import { rotateKey } from '../hq/upkeep';
import { temporaryFolder, meddlingServer, type MeddlingServer } from '../testing';
import { defaultHttp } from './http';
import { SyncError } from './sync-error';
import { asFolder, delegatedStoreKeys, refreshTrust, TrustStore, type Offer } from './trust';

const DAY = 86_400_000;
const http = { ...defaultHttp, stallMs: 5_000, backoffMs: 1, tries: 2 };
const inDays = (days: number): Date => new Date(wallClock() + days * DAY);

let dir: string;
let server: MeddlingServer;
beforeEach(async () => {
  dir = temporaryFolder();
  server = await meddlingServer(join(dir, 'hq'));
  repository().init();
  publish(1);
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

const repository = (now = inDays(0)): Repository => new Repository(join(dir, 'hq'), join(dir, 'keys'), now);
const publish = (version: number, objects: PublishedObject[] = [], now?: Date): void =>
  repository(now).writeTargets({ store: 'test-store', cohorts: [] }, objects, version);
const metadata = (name: string): string => join(dir, 'hq', 'metadata', name);
const rootFile = (): string => metadata('1.root.json');
const store = (name = 'trust'): TrustStore => new TrustStore(join(dir, name), rootFile());
const refresh = (trust = store(), now = inDays(0)): Promise<Offer> =>
  refreshTrust(trust, { dir: join(dir, 'trust'), rootFile: rootFile(), url: server.url, now, http });
const refusal = async (...args: Parameters<typeof refresh>): Promise<string> => {
  try {
    await refresh(...args);
    return 'accepted';
  } catch (error) {
    return error instanceof SyncError ? error.kind : `not a SyncError: ${String(error)}`;
  }
};
/** Hands out other bytes under a name. */
const swap = (end: string, change: (bytes: Buffer) => Buffer): void =>
  void server.meddle((path, bytes) => (path.endsWith(end) && bytes ? { body: change(bytes) } : undefined));
const honest = (): void => void server.meddle(() => undefined);

describe('the folder of verified metadata', () => {
  it('begins with the root that was handed over, and nothing without one', () => {
    expect(() => new TrustStore(join(dir, 'trust'), join(dir, 'nowhere.json'))).toThrow(
      expect.objectContaining({ kind: 'no_root' }) as Error,
    );
    const trust = store();
    expect(trust.current).toBeUndefined();
    expect(readFileSync(join(trust.open(), 'root.json'))).toEqual(readFileSync(rootFile()));
    // Opened, but never verified: the next one begins anew.
    expect(store().current).toBeUndefined();
  });

  it('changes as a whole, and leaves the one before until then', () => {
    const trust = store();
    trust.commit(trust.open());
    const before = trust.current!;
    const next = trust.open();
    writeFileSync(join(next, 'timestamp.json'), '{}');
    expect(trust.current).toBe(before);
    expect(existsSync(join(before, 'timestamp.json'))).toBe(false);
    trust.commit(next);
    expect(store().current).toBe(next);
    expect(existsSync(before)).toBe(false);
  });

  it('takes no leftovers of a refresh that was cut off', () => {
    const trust = store();
    const cut = trust.open();
    writeFileSync(join(cut, 'timestamp.json'), 'half of it');
    expect(readdirSync(trust.open())).toEqual(['root.json']);
  });

  it.each(['../../etc', 'nonsense', '', '0123456789abcdef-7'])(
    'is not looked for where a damaged pointer leads: %j',
    (name) => {
      const trust = store();
      trust.commit(trust.open());
      writeFileSync(join(dir, 'trust', `${trust.anchor}.current`), name);
      expect(trust.current).toBeUndefined();
      expect(readdirSync(trust.open())).toEqual(['root.json']);
    },
  );

  it('keeps repositories with other roots apart', () => {
    const other = join(dir, 'other.json');
    writeFileSync(other, readFileSync(rootFile(), 'utf8').replace('"version":1', '"version": 1'));
    const [one, two] = [store(), new TrustStore(join(dir, 'trust'), other)];
    one.commit(one.open());
    expect(two.anchor).not.toBe(one.anchor);
    expect(two.current).toBeUndefined();
  });
});

describe('a refresh', () => {
  it('says what is on offer, and keeps what it verified', async () => {
    const trust = store();
    const offer = await refresh(trust);
    expect(offer).toMatchObject({ repository: { store: 'test-store' }, objects: [], anchor: trust.anchor });
    expect(offer.bytes).toBeGreaterThan(500);
    expect(readdirSync(trust.current!).sort()).toEqual([
      'root.json',
      'snapshot.json',
      'targets.json',
      'timestamp.json',
    ]);
  });

  it('of nothing new asks for the timestamp alone', async () => {
    await refresh();
    const before = server.requests.length;
    await refresh();
    expect(server.requests.slice(before).map(({ path }) => path)).toEqual([
      '/metadata/2.root.json',
      '/metadata/timestamp.json',
    ]);
  });

  it('passes over objects of a kind that it does not know', async () => {
    const target = TargetFile.fromJSON('later/thing', {
      length: 1,
      hashes: { sha256: createHash('sha256').update('x').digest('hex') },
      custom: { kind: 'of a later version' },
    });
    publish(2, [{ target, sha256: '', info: undefined as never }]);
    expect((await refresh()).objects).toEqual([]);
  });

  it('goes along with keys that were changed in good order, root included', async () => {
    await refresh();
    for (const role of ['timestamp', 'targets', 'root'] as const)
      rotateKey(role, { outDir: join(dir, 'hq'), keysDir: join(dir, 'keys') });
    expect(await refusal()).toBe('accepted');
    const held = JSON.parse(readFileSync(join(store().current!, 'root.json'), 'utf8')) as {
      signed: { version: number };
    };
    expect(held.signed.version).toBe(4);
  });
});

describe('is refused', () => {
  it.each(['timestamp', 'snapshot', 'targets'] as const)('a %s of another key', async (role) => {
    await refresh();
    rmSync(join(dir, 'keys', `${role}.pem`));
    makeKey(join(dir, 'keys'), role);
    publish(2);
    expect(await refusal()).toBe('bad_signature');
  });

  it('a root that only its new key signs', async () => {
    const next = new Root({ ...repository().root().signed, version: 2, expires: inDays(30).toISOString() });
    mkdirSync(join(dir, 'thief'));
    const thief = makeKey(join(dir, 'thief'), 'root');
    next.addKey(thief.key, 'root');
    const signed = new Metadata(next);
    signed.sign(thief.sign);
    writeFileSync(metadata('2.root.json'), JSON.stringify(signed.toJSON()));
    expect(await refusal()).toBe('bad_signature');
    // Nothing of it is held: the honest repository is taken as before.
    rmSync(metadata('2.root.json'));
    expect(await refusal()).toBe('accepted');
  });

  it('a role that wants two signatures and has one', async () => {
    const second = makeKey(join(dir, 'second'), 'timestamp');
    const root = repository().root().signed;
    const next = Root.fromJSON({ ...root.toJSON(), version: 2 });
    next.addKey(second.key, 'timestamp');
    Object.assign(next.roles['timestamp']!, { threshold: 2 });
    const signed = new Metadata(next);
    signed.sign(loadKey(join(dir, 'keys'), 'root').sign);
    writeFileSync(metadata('2.root.json'), JSON.stringify(signed.toJSON()));
    expect(await refusal()).toBe('bad_signature');
  });

  it.each([
    ['a byte more', 'wrong_length', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(' ')])],
    ['a byte less', 'wrong_length', (bytes: Buffer) => bytes.subarray(1)],
    [
      'a byte changed',
      'wrong_digest',
      (bytes: Buffer) => Buffer.from(bytes.toString().replace('test-store', 'test-stote')),
    ],
  ] as const)('targets with %s', async (_what, kind, change) => {
    swap('1.targets.json', change);
    const got = await refusal();
    // One more is cut off at the signed length already.
    expect(kind === 'wrong_length' ? ['wrong_length', 'malformed'] : [kind]).toContain(got);
    honest();
    expect(await refusal()).toBe('accepted');
  });

  it.each([
    ['a page of a portal', () => Buffer.from('<html>please log in</html>')],
    ['half a file', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['another role', () => readFileSync(metadata('1.snapshot.json'))],
    ['a mountain', () => Buffer.alloc(64 << 20, ' ')],
  ] as const)('a timestamp that is %s', async (_what, change) => {
    swap('timestamp.json', change);
    expect(['malformed', 'bad_signature']).toContain(await refusal());
    honest();
    expect(await refusal()).toBe('accepted');
  });

  it('a repository that is none of catalogs', async () => {
    repository().writeTargets({ shelves: 'of books' } as never, [], 2);
    expect(await refusal()).toBe('malformed');
  });

  it('what can not be reached, or not at this address', async () => {
    server.meddle(() => ({ status: 503 }));
    expect(await refusal()).toBe('network');
    server.meddle(() => ({ location: 'https://elsewhere.invalid/' }));
    expect(await refusal()).toBe('redirected');
  });
});

describe('time', () => {
  it('ends a promise: metadata past its expiry is refused', async () => {
    publish(2, [], inDays(-8));
    expect(await refusal()).toBe('expired');
  });

  it('that this machine has wrong is told as that, by the server’s word, which is never trusted', async () => {
    expect(await refusal(store(), inDays(3_650))).toBe('clock_wrong');
    // A clock that runs behind meets nothing that is past.
    expect(await refusal(store(), inDays(-3_650))).toBe('accepted');
  });
});

describe('going back', () => {
  it('is refused, also after a restart', async () => {
    const old = readFileSync(metadata('timestamp.json'));
    publish(2);
    await refresh();
    swap('timestamp.json', () => old);
    expect(await refusal(store())).toBe('rolled_back');
  });

  it('is refused too when the newer one was never completed', async () => {
    await refresh();
    const old = readFileSync(metadata('timestamp.json'));
    publish(2);
    server.meddle((path) => (path.endsWith('2.targets.json') ? { status: 503 } : undefined));
    expect(await refusal()).toBe('network');
    swap('timestamp.json', () => old);
    expect(await refusal()).toBe('rolled_back');
    honest();
    expect(await refusal()).toBe('accepted');
  });

  it('to a terminal without the newer one is what a newcomer can not see', async () => {
    const old = readFileSync(metadata('timestamp.json'));
    publish(2);
    swap('timestamp.json', () => old);
    expect(await refusal(store('newcomer'))).toBe('accepted');
  });
});

it('a disk that takes nothing more leaves the metadata that was verified before', async () => {
  const trust = store();
  await refresh(trust);
  const before = trust.current;
  publish(2);
  const open = trust.open.bind(trust);
  // A folder where a file is to be written fails as a full disk does.
  trust.open = () => {
    const work = open();
    rmSync(join(work, 'snapshot.json'), { force: true });
    mkdirSync(join(work, 'snapshot.json'));
    return work;
  };
  expect(await refusal(trust)).not.toBe('accepted');
  expect(trust.current).toBe(before);
  expect(await refusal(store())).toBe('accepted');
});

describe('the store’s own keys', () => {
  const keys = (): string[] => [...delegatedStoreKeys(dir, rootFile()).keys()];

  it('are none before the first sync, and those of the verified targets after it', async () => {
    expect(keys()).toEqual([]);
    expect(delegatedStoreKeys(join(dir, 'nowhere')).size).toBe(0);
    await refresh();
    const first = loadKey(join(dir, 'keys'), 'store').key.keyID;
    expect(keys()).toEqual([first]);
    rotateKey('store', { outDir: join(dir, 'hq'), keysDir: join(dir, 'keys') });
    expect(keys()).toEqual([first]);
    await refresh();
    expect(keys()).toEqual([loadKey(join(dir, 'keys'), 'store').key.keyID]);
    expect(keys()).not.toContain(first);
  });
});

it('an address is a folder, with or without its stroke', () => {
  expect(asFolder('https://hq.example/a')).toBe('https://hq.example/a/');
  expect(asFolder('https://hq.example/a/')).toBe('https://hq.example/a/');
});

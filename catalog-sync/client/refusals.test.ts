import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TargetFile } from '@tufjs/models';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallClock } from '../../main/contract';
import { CATALOG_SCHEMA_VERSION } from '../db/catalog-schema';
import { makeKey } from '../hq/keys';
import { Repository, type PublishedObject } from '../hq/repository';
import { gtinOf, TestFleet } from '../testing';
import { objectUrlPath, type ObjectInfo } from '../wire/release';

/** Issue 5, item 6: each refusal has a kind of its own, and the terminal answers from what it had. */

let hq: TestFleet;
const dearer = (n: number) => `${n + 2}.50`;
const DAY = 86_400_000;
const daysFromNow = (days: number) => new Date(wallClock() + days * DAY);

beforeAll(async () => {
  hq = await TestFleet.start();
  await hq.publish({ products: 60 });
  await hq.sync();
  hq.save();
});
beforeEach(() => hq.restore());
afterAll(() => hq.close());

/** The terminal still has release 1 and answers from it. */
const unharmed = () => expect(hq.look(gtinOf(3))).toEqual({ sequence: 1, price: 4.9 });

/** A signer's mistake, or a stolen targets key: other content under good signatures. */
function resign(
  change: (objects: PublishedObject[]) => PublishedObject[],
  repository = new Repository(hq.outDir, hq.keysDir, new Date()),
): void {
  const targets = repository.targets();
  repository.writeTargets(repository.info(targets), change(repository.objects()), targets.version + 1);
}
const withInfo = (object: PublishedObject, change: (info: ObjectInfo) => ObjectInfo): PublishedObject => {
  const info = change(structuredClone(object.info));
  const { path, length, hashes } = object.target;
  return {
    ...object,
    info,
    target: TargetFile.fromJSON(path, { length, hashes, custom: JSON.parse(JSON.stringify(info)) }),
  };
};
const changeRelease = (change: Partial<ObjectInfo['release']>) =>
  resign((objects) =>
    objects.map((object) =>
      object.info.release.sequence === 2
        ? withInfo(object, (info) => ({ ...info, release: { ...info.release, ...change } }))
        : object,
    ),
  );

const objectFile = ({ target, sha256 }: PublishedObject) =>
  join(hq.outDir, 'targets', objectUrlPath(target.path, sha256));

describe('signatures', () => {
  it.each(['timestamp', 'snapshot', 'targets'] as const)('of the %s by another key', async (role) => {
    rmSync(join(hq.keysDir, `${role}.pem`));
    makeKey(hq.keysDir, role);
    await hq.publish({ products: 60, price: dearer });
    expect(await hq.refusal()).toBe('bad_signature');
    unharmed();
  });

  it('of a next root by another key', async () => {
    const repository = new Repository(hq.outDir, hq.keysDir, new Date());
    const root = JSON.parse(readFileSync(join(hq.outDir, 'metadata', '1.root.json'), 'utf8')) as {
      signed: { version: number };
      signatures: { sig: string }[];
    };
    root.signed.version = 2;
    writeFileSync(join(repository.metadataDir, '2.root.json'), JSON.stringify(root));
    expect(await hq.refusal()).toBe('bad_signature');
    unharmed();
  });

  it('over a timestamp that was edited', async () => {
    hq.server.meddle((path, bytes) =>
      path.endsWith('timestamp.json') && bytes
        ? { body: Buffer.from(bytes.toString().replace('"version":1', '"version":7')) }
        : undefined,
    );
    expect(await hq.refusal({ name: 'newcomer' })).toBe('bad_signature');
  });
});

describe('old and frozen metadata', () => {
  it('a replayed timestamp', async () => {
    const old = readFileSync(join(hq.outDir, 'metadata', 'timestamp.json'));
    await hq.publish({ products: 60, price: dearer });
    await hq.sync();
    hq.server.meddle((path) => (path.endsWith('timestamp.json') ? { body: old } : undefined));
    expect(await hq.refusal()).toBe('rolled_back');
    expect(hq.look(gtinOf(3))?.sequence).toBe(2);
  });

  it('a replayed repository under fresh signatures', async () => {
    await hq.publish({ products: 60, price: dearer });
    await hq.sync();
    resign((objects) => objects.filter(({ info }) => info.release.sequence === 1));
    expect(await hq.refusal()).toBe('rolled_back');
  });

  it('metadata past its expiry', async () => {
    await hq.publish({ products: 60, price: dearer }, { now: daysFromNow(-8) });
    expect(await hq.refusal()).toBe('expired');
    unharmed();
  });
});

describe('objects', () => {
  beforeEach(() => hq.publish({ products: 60, price: dearer }));
  const isObject = (path: string) => path.includes('.jsonl.br');

  it('with a byte more, or less', async () => {
    hq.server.meddle((path, bytes) =>
      isObject(path) && bytes ? { body: Buffer.concat([bytes, Buffer.from('x')]) } : undefined,
    );
    expect(await hq.refusal()).toBe('wrong_length');
    hq.server.meddle((path, bytes) => (isObject(path) && bytes ? { body: bytes.subarray(1) } : undefined));
    expect(await hq.refusal()).toBe('wrong_length');
    unharmed();
  });

  it('with a byte changed', async () => {
    hq.server.meddle((path, bytes) => {
      if (!isObject(path) || !bytes) return undefined;
      const body = Buffer.from(bytes);
      body[20] = (body[20] ?? 0) ^ 4;
      return { body };
    });
    expect(await hq.refusal()).toBe('wrong_digest');
    unharmed();
  });

  it('swapped for one another', async () => {
    const other = readFileSync(
      objectFile(
        new Repository(hq.outDir, hq.keysDir, new Date())
          .objects()
          .find(({ info }) => info.base === 0) as PublishedObject,
      ),
    );
    hq.server.meddle((path) => (path.includes('1-2.delta') ? { body: other } : undefined));
    expect(['wrong_length', 'wrong_digest']).toContain(await hq.refusal());
    unharmed();
  });

  it('relabelled under a good signature', async () => {
    resign((objects) => {
      const [snapshot] = objects.filter(({ info }) => info.base === 0);
      const [delta] = objects.filter(({ info }) => info.base === 1);
      if (!snapshot || !delta) throw new Error('no objects');
      // The snapshot's bytes under the delta's name, and no other way to release 2.
      const custom = JSON.parse(JSON.stringify({ ...delta.info, rawLength: snapshot.info.rawLength }));
      const target = TargetFile.fromJSON(delta.target.path, {
        length: snapshot.target.length,
        hashes: snapshot.target.hashes,
        custom,
      });
      writeFileSync(
        join(hq.outDir, 'targets', objectUrlPath(delta.target.path, snapshot.sha256)),
        readFileSync(objectFile(snapshot)),
      );
      return [{ ...delta, target, sha256: snapshot.sha256 }];
    });
    expect(await hq.refusal()).toBe('wrong_object');
    unharmed();
  });

  it('whose rows do not give the signed digest', async () => {
    resign((objects) =>
      objects.map((object) =>
        object.info.release.sequence === 2
          ? withInfo(object, (info) => ({
              ...info,
              release: {
                ...info.release,
                facts: { ...info.release.facts, stock: { rows: 60, digest: 'ab'.repeat(32) } },
              },
            }))
          : object,
      ),
    );
    expect(await hq.refusal()).toBe('wrong_digest');
    unharmed();
  });

  it('that unpack to more than was signed', async () => {
    resign((objects) =>
      objects.map((object) =>
        object.info.release.sequence === 2
          ? withInfo(object, (info) => ({ ...info, rawLength: 100 }))
          : object,
      ),
    );
    expect(await hq.refusal()).toBe('wrong_length');
    unharmed();
  });

  it('a delta for another base only', async () => {
    await hq.publish({ products: 60, price: (n) => `${n + 3}.10` });
    resign((objects) => objects.filter(({ info }) => info.base === 2));
    expect(await hq.refusal()).toBe('wrong_base');
    unharmed();
  });
});

describe('releases that are not for this terminal', () => {
  beforeEach(() => hq.publish({ products: 60, price: dearer }));

  it('of a newer schema', async () => {
    changeRelease({ schema: CATALOG_SCHEMA_VERSION + 1 });
    expect(await hq.refusal()).toBe('newer_schema');
    unharmed();
  });

  it('for a newer application', async () => {
    changeRelease({ minApp: '1.0.1' });
    expect(await hq.refusal()).toBe('newer_app');
    expect(await hq.refusal({ terminal: { terminalId: 't', appVersion: '1.0.1' } })).toBe('accepted');
  });

  it('for a cohort that nobody knows', async () => {
    expect(await hq.refusal({ terminal: { terminalId: 't', appVersion: '1.0.0', cohort: 'moon' } })).toBe(
      'unknown_cohort',
    );
    unharmed();
  });

  it('of another store', async () => {
    const repository = new Repository(hq.outDir, hq.keysDir, new Date());
    const objects = repository
      .objects()
      .map((object) =>
        withInfo(object, (info) => ({ ...info, release: { ...info.release, store: 'other' } })),
      );
    repository.writeTargets({ store: 'other', cohorts: [] }, objects, repository.targets().version + 1);
    expect(await hq.refusal()).toBe('wrong_store');
    unharmed();
  });
});

describe('what the terminal lacks', () => {
  it('room on its disk', async () => {
    await hq.publish({ products: 60, price: dearer });
    resign((objects) =>
      objects.map((object) => withInfo(object, (info) => ({ ...info, rawLength: 2 ** 50 }))),
    );
    expect(await hq.refusal()).toBe('disk_full');
    unharmed();
  });

  it('a right clock, ten years late or early', async () => {
    await hq.publish({ products: 60, price: dearer });
    expect(await hq.refusal({ clock: () => daysFromNow(3_650) })).toBe('clock_wrong');
    expect(await hq.refusal({ clock: () => daysFromNow(-3_650) })).toBe('clock_wrong');
    unharmed();
    expect(await hq.refusal()).toBe('accepted');
  });

  it('a trusted root', async () => {
    expect(await hq.refusal({ name: 'newcomer', rootFile: '' })).toBe('no_root');
  });

  it('data left in its budget', async () => {
    await hq.publish({ products: 60, price: dearer });
    expect(await hq.refusal({ budgetBytes: 10 })).toBe('budget');
  });

  it('a network', async () => {
    expect(await hq.refusal({ url: 'http://127.0.0.1:9/' })).toBe('network');
    hq.server.meddle(() => ({ status: 503 }));
    expect(await hq.refusal()).toBe('network');
    unharmed();
  });
});

it.each([
  Buffer.from('{'),
  Buffer.from('null'),
  Buffer.from('{"signed":{},"signatures":[]}'),
  Buffer.alloc(100_000, ' '),
])('metadata that is none (%#)', async (body) => {
  hq.server.meddle((path) => (path.endsWith('timestamp.json') ? { body } : undefined));
  expect(await hq.refusal()).toBe('malformed');
  unharmed();
});

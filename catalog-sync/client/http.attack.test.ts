import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { gtinOf, meddlingServer, type MeddlingServer, TestFleet } from '../testing';

/**
 * A repository's server that wants the terminal to wait for ever, to ask somebody else, or to fetch without
 * end.
 */

let hq: TestFleet;
let elsewhere: MeddlingServer;
beforeAll(async () => {
  hq = await TestFleet.start();
  elsewhere = await meddlingServer(hq.outDir);
  await hq.publish({ products: 60 });
  await hq.sync();
  await hq.publish({ products: 60, price: (n) => `${n + 2}.50` });
  hq.save();
});
beforeEach(() => hq.restore());
afterAll(async () => {
  await elsewhere.close();
  await hq.close();
});

const unharmed = () => expect(hq.look(gtinOf(3))).toEqual({ sequence: 1, price: 4.9 });
const isObject = (path: string) => path.includes('.jsonl.br');
const isTimestamp = (path: string) => path.endsWith('timestamp.json');
const impatient = { stallMs: 5_000, graceMs: 200, floorBytesPerSecond: 1_000_000, backoffMs: 5, tries: 2 };

describe.each([
  ['metadata', isTimestamp],
  ['an object', isObject],
])('%s', (_name, which) => {
  it('that drips for ever, never standing still, is left', async () => {
    hq.server.meddle((path, bytes) =>
      which(path) && bytes
        ? { body: Buffer.concat([bytes, Buffer.alloc(1 << 20, ' ')]), dripMs: 20 }
        : undefined,
    );
    expect(await hq.refusal({ http: impatient })).toBe('network');
    unharmed();
  });

  it('at another host is not asked for', async () => {
    const asked = elsewhere.requests.length;
    hq.server.meddle((path) => (which(path) ? { location: new URL(path, elsewhere.url).href } : undefined));
    expect(await hq.refusal()).toBe('redirected');
    expect(elsewhere.requests).toHaveLength(asked);
    unharmed();
  });

  it('that is redirected round in a circle is left', async () => {
    hq.server.meddle((path) => (which(path) ? { location: path } : undefined));
    expect(await hq.refusal()).toBe('redirected');
    unharmed();
  });

  it('elsewhere on the same host is found', async () => {
    const bytes = new Map<string, Buffer>();
    hq.server.meddle((path, own) => {
      if (own && which(path)) {
        bytes.set(`/moved${path}`, own);
        return { location: `/moved${path}` };
      }
      return bytes.has(path) ? { body: bytes.get(path) } : undefined;
    });
    expect(await hq.refusal()).toBe('accepted');
  });
});

it('what is honest and slow is waited for', async () => {
  hq.server.meddle((path) => (isTimestamp(path) ? { dripMs: 1 } : undefined));
  expect(
    await hq.refusal({
      http: { stallMs: 5_000, graceMs: 20_000, floorBytesPerSecond: 1, backoffMs: 5, tries: 1 },
    }),
  ).toBe('accepted');
});

it('objects that break off again and again are not fetched without end', async () => {
  let whole = 0;
  let tries = 0;
  hq.server.meddle((path, bytes) => {
    if (!isObject(path) || !bytes) return undefined;
    whole = bytes.length;
    tries += 1;
    return { cutAfter: bytes.length - 1, noTag: true };
  });
  expect(await hq.refusal({ http: { backoffMs: 1, tries: 50 } })).toBe('wrong_length');
  expect(whole).toBeGreaterThan(0);
  expect(tries).toBeLessThanOrEqual(3);
  unharmed();
});

import { openSync, closeSync, readdirSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCatalogStore } from '../store';
import { TestFleet } from '../testing';

let hq: TestFleet;
beforeAll(async () => {
  hq = await TestFleet.start();
  await hq.publish();
  await hq.sync({ name: 'changed' });
});
afterAll(() => hq.close());

it('a catalog of which one byte was changed gives no answer at all, not even the first', async () => {
  const open = () =>
    createCatalogStore({
      dataDir: hq.dataDir('changed'),
      syncUrl: '',
      rootFile: join(hq.outDir, 'metadata', '1.root.json'),
    });
  const before = await open();
  expect(before.current()).toBeDefined();
  await before.close();
  const folder = join(hq.dataDir('changed'), 'catalog');
  const fd = openSync(join(folder, readdirSync(folder).find((name) => name.endsWith('.db')) ?? ''), 'r+');
  // Unused bytes of SQLite's header: the file opens and answers as before.
  const byte = Buffer.alloc(1);
  readSync(fd, byte, 0, 1, 75);
  writeSync(fd, Buffer.from([byte[0]! ^ 1]), 0, 1, 75);
  closeSync(fd);
  const after = await open();
  expect(after.current()).toBeUndefined();
  expect(after.counters.all()['catalog.reverted']).toBe(1);
  await after.close();
});

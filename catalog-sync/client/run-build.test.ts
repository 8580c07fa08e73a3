import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gtinOf, TestFleet } from '../testing';

/** The real worker, bundled as for the terminal. */
let hq: TestFleet;
let worker: string;
beforeAll(async () => {
  hq = await TestFleet.start();
  // Beside the native packages, which stay outside of bundles.
  worker = join(process.cwd(), 'node_modules', '.cache', `catalog-build-${process.pid}.cjs`);
  await build({
    entryPoints: ['catalog-sync/client/catalog-build.worker.ts'],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent',
    define: { 'import.meta.url': '""' },
  });
});
afterAll(async () => {
  rmSync(worker, { force: true });
  await hq.close();
});

it('builds in a thread, tells its progress, and gives errors their kind back', async () => {
  await hq.publish();
  const phases = new Set<string>();
  await hq.sync({ workerFile: worker, progress: ({ phase }) => phases.add(phase) });
  expect([...phases]).toEqual(['checking', 'fetching', 'building', 'verifying', 'swapping', 'idle']);
  expect(hq.look(gtinOf(3))).toEqual({ sequence: 1, price: 4.9 });
});

it('builds without a thread where none can begin', async () => {
  const broken = join(hq.dir, 'broken.cjs');
  writeFileSync(broken, "require('nowhere');");
  expect(await hq.sync({ name: 'other', workerFile: broken })).toMatchObject({ changed: true });
});

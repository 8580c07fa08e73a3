import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startRig, type Rig } from './harness';
import { askByTouch, screenState, untilReady } from './terminal';

/** A real small disk that holds the terminal's data; only root may mount one. */
let disk: string | undefined;
let rig: Rig;
test.beforeAll(async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'daogou-full-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=224m,mode=700', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    rmSync(dir, { recursive: true });
    return;
  }
  disk = dir;
  mkdirSync(path.join(dir, 'config'));
  writeFileSync(path.join(dir, 'config', 'store.json'), '{"staffPin": ');
  rig = await startRig({ environment: { DAOGOU_DATA_DIR: dir, DAOGOU_LANGUAGE: 'fr' } });
  await untilReady(rig.page);
});
test.afterAll(async () => {
  await rig?.close();
  if (!disk) return;
  execFileSync('umount', ['-l', disk]);
  rmSync(disk, { recursive: true });
});

const filler = () => path.join(disk!, 'filler');
function fill(): void {
  try {
    for (;;) appendFileSync(filler(), Buffer.alloc(1 << 16, 1));
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}
const upkeep = async () => ((await screenState(rig.page)).upkeep ?? []).map(({ id }) => id);
async function answers(text: string): Promise<void> {
  await askByTouch(rig.page, text);
  await expect.poll(async () => (await screenState(rig.page)).answer?.say).toBe(text);
  expect((await screenState(rig.page)).answer).toMatchObject({
    intent: 'product.location',
    abstained: false,
  });
}

test('starts in spite of settings that are not right, and names them', async () => {
  test.skip(!disk, 'this user may not mount a disk');
  expect((await upkeep()).sort()).toEqual(['config-env-DAOGOU_LANGUAGE', 'config-store']);
  await answers('牛奶在哪里');
});

test('answers on a full disk, also from processes that start there, and finds back', async () => {
  test.skip(!disk, 'this user may not mount a disk');
  fill();
  for (const service of ['voice', 'catalog', 'devices'] as const) {
    const pid = await rig.app.evaluate(
      ({ app }, name) =>
        app.getAppMetrics().find((metric) => metric.serviceName === name || metric.name === name)?.pid,
      `daogou-${service}`,
    );
    process.kill(pid!, 'SIGKILL');
    await expect
      .poll(async () => (await screenState(rig.page)).services[service], { intervals: [20] })
      .not.toBe('up');
    await expect
      .poll(async () => (await screenState(rig.page)).services[service], { timeout: 60_000 })
      .toBe('up');
  }
  await answers('洗发水在哪里');
  // A question that can't be answered is a record: the disk is found full by then at the latest.
  await askByTouch(rig.page, '有没有火星土豆');
  await expect.poll(upkeep, { timeout: 60_000 }).toContain('storage');
  await answers('牛奶在哪里');
  rmSync(filler());
  await expect.poll(upkeep, { timeout: 60_000 }).not.toContain('storage');
  await answers('洗发水在哪里');
});

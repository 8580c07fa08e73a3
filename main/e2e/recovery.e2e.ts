import { expect, test } from '@playwright/test';
import type { ServiceName } from '../contract';
import { startRig, type Rig } from './harness';
import { askByTouch, screenState, untilReady } from './terminal';

/** The goal; the clock stops when the service answers again. */
const BACK_WITHIN = 3_000;

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig();
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

for (const service of ['voice', 'catalog', 'devices'] as const satisfies readonly ServiceName[]) {
  test(`${service} is killed in use: it comes back and the next question is answered`, async () => {
    const { app, page } = rig;
    await askByTouch(page, '牛奶在哪里');
    await expect.poll(async () => (await screenState(page)).answer?.say).toBe('牛奶在哪里');

    const pid = await app.evaluate(({ app }, name) => app.getAppMetrics().find((metric) => metric.serviceName === name || metric.name === name)?.pid, `daogou-${service}`);
    expect(pid, `${service}’s process`).toBeDefined();
    process.kill(pid!, 'SIGKILL');
    const killedAt = performance.now();
    await expect.poll(async () => (await screenState(page)).services[service], { intervals: [20] }).not.toBe('up');
    await expect.poll(async () => (await screenState(page)).services[service], { intervals: [50] }).toBe('up');
    expect(performance.now() - killedAt).toBeLessThan(BACK_WITHIN);

    await askByTouch(page, '洗发水在哪里');
    await expect.poll(async () => (await screenState(page)).answer?.say).toBe('洗发水在哪里');
    expect((await screenState(page)).answer).toMatchObject({ intent: 'product.location', abstained: false });
  });
}

test('the page is reloaded and is whole at once', async () => {
  const { page } = rig;
  const before = await screenState(page);
  await page.reload();
  await expect(page.getByTestId('view-answer')).toBeVisible();
  expect((await screenState(page)).answer).toEqual(before.answer);
});

test('it quits cleanly inside five seconds', async () => {
  const closing = performance.now();
  await rig.app.close();
  expect(performance.now() - closing).toBeLessThan(5_000);
});

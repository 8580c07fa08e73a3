import { test, type Page } from '@playwright/test';
import path from 'node:path';
import { repository, startRig, type Rig } from './harness';
import { screenState, untilReady } from './terminal';

const out = path.join(repository, 'renderer', 'docs', 'terminal');
const portrait = { width: 1080, height: 1920 };
const landscape = { width: 1920, height: 1080 };

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig({ viewport: portrait });
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

const shoot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(out, `${name}.png`), scale: 'css', animations: 'disabled' });

async function invoke(channel: string, request?: unknown): Promise<void> {
  await rig.page.evaluate(
    ([c, r]) =>
      (
        globalThis as unknown as { daogou: { invoke(channel: string, request?: unknown): Promise<unknown> } }
      ).daogou.invoke(c as string, r),
    [channel, request],
  );
}

async function ask(text: string): Promise<void> {
  await invoke('ask.text', { text });
  await test.expect.poll(async () => (await screenState(rig.page)).answer?.say).toBe(text);
  await rig.page.waitForTimeout(1_500);
}

test('every screen of the terminal', async () => {
  const { page } = rig;
  await page.waitForTimeout(1_500);
  await shoot(page, 'home-zh');
  await page.getByTestId('category').first().click();
  await page.waitForTimeout(800);
  await shoot(page, 'browse-zh');
  await invoke('screen.home');
  await ask('洗发水在哪里');
  await shoot(page, 'answer-zh');
  await ask('奥利奥含花生吗');
  await shoot(page, 'allergen-zh');
  await ask('今天天气怎么样');
  await shoot(page, 'out-of-scope-zh');
  await ask('where is the milk');
  await shoot(page, 'answer-en');
  await page.setViewportSize(landscape);
  await page.waitForTimeout(800);
  await shoot(page, 'answer-en-landscape');
  await invoke('screen.home');
  await page.waitForTimeout(800);
  await shoot(page, 'home-zh-landscape');
  await page.setViewportSize(portrait);
  await page.getByTestId('speak').first().click();
  await page.waitForTimeout(1_500);
  await shoot(page, 'listening-zh');
  await invoke('turn.cancel');
  await ask('牛奶在哪里');
  await page.getByTestId('lead').click();
  await test.expect.poll(async () => (await screenState(page)).nav.state).toBe('driving');
  await page.waitForTimeout(4_000);
  await shoot(page, 'driving-zh');
  await invoke('nav.stop');
  await ask('我要找店员');
  await shoot(page, 'handoff-zh');
});

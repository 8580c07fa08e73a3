import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { Understood } from '../contract';
import { startRig, type Rig } from './harness';
import { askByTouch, goHome, screenState, untilReady } from './terminal';

/**
 * What keeps somebody from reading or using a screen; the lesser findings are about pages with a browser around
 * them.
 */
const GRAVE = ['serious', 'critical'];

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig({ viewport: { width: 1080, height: 1920 } });
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

/** Every grave finding on what shows now, with the elements it is about. */
async function findings(page: Page): Promise<string[]> {
  // Electron opens no second page, in which axe would add its findings up.
  const { passes, violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  // Every screen has buttons: where none was looked at, axe did not look.
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'color-contrast']));
  return violations
    .filter(({ impact }) => GRAVE.includes(impact ?? ''))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    );
}

async function expectAccessible(page: Page, screen: string): Promise<void> {
  // What fades in has its colours only at the end of it.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  expect.soft(await findings(page), screen).toEqual([]);
}

async function speakIn(page: Page, lang: Understood): Promise<void> {
  await goHome(page);
  const { lang: now } = await screenState(page);
  if (now !== lang) await page.getByTestId('language').click();
  await expect(page.getByTestId('screen')).toHaveAttribute('data-lang', lang);
}

/** Panels that a touch opens over home. */
const panels = ['home.offers', 'home.facilities', 'home.keypad', 'all-categories', 'emergency'];
const questions: Record<Understood, Record<string, string>> = {
  zh: { item: '洗发水在哪里', allergen: '奥利奥含花生吗', nothing: '明天股票会涨吗', person: '我要找店员' },
  en: {
    item: 'where is the shampoo',
    allergen: 'do oreos contain peanuts',
    nothing: 'will shares rise tomorrow',
    person: 'I want to talk to a person',
  },
};

for (const lang of ['zh', 'en'] as const) {
  test(`home and what is opened from it can be read and used, in ${lang}`, async () => {
    const { page } = rig;
    await speakIn(page, lang);
    await expect(page.getByTestId('category').first()).toBeVisible();
    await expectAccessible(page, 'home');
    for (const id of panels) {
      await page.getByTestId(id).first().click();
      await expect(page.getByTestId('back')).toBeVisible();
      await expectAccessible(page, id);
      await page.getByTestId('back').click();
    }
    await page.getByTestId('category').first().click();
    await expectAccessible(page, 'browse');
    await page.getByTestId('back').click();
    await page.getByTestId('speak').first().click();
    await expect(page.getByTestId('view-listening')).toBeVisible();
    await expectAccessible(page, 'listening');
    await page.getByTestId('cancel').click();
  });

  test(`answers can be read and used, in ${lang}`, async () => {
    const { page } = rig;
    await speakIn(page, lang);
    for (const [what, question] of Object.entries(questions[lang])) {
      await askByTouch(page, question);
      await expect.poll(async () => (await screenState(page)).answer?.say).toBe(question);
      await expect(page.locator('[data-testid=view-answer], [data-testid=view-handoff]')).toBeVisible();
      await expectAccessible(page, what);
      if (what !== 'item') continue;
      await page.getByTestId('answer-map').click();
      await expect(page.getByTestId('panel-map')).toBeVisible();
      await expectAccessible(page, 'map');
      await page.getByTestId('back').click();
    }
  });

  test(`the staff page can be read and used, in ${lang}`, async () => {
    const { page } = rig;
    await speakIn(page, lang);
    const mark = (await page.getByTestId('logo').boundingBox())!;
    await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2);
    await page.mouse.down();
    await expect(page.getByTestId('staff-door')).toBeVisible();
    await page.mouse.up();
    await expectAccessible(page, 'staff door');
    const pin = /\d{4,8}/.exec(await page.getByTestId('demo-pin').innerText())![0];
    for (const digit of pin) await page.getByTestId(`pin-${digit}`).click();
    await page.getByTestId('pin-enter').click();
    await expect(page.getByTestId('staff-page')).toBeVisible();
    await expectAccessible(page, 'staff page');
  });

  test(`the screen while the robot leads can be read and used, in ${lang}`, async () => {
    const { page } = rig;
    await speakIn(page, lang);
    await askByTouch(page, questions[lang].item!);
    await page.getByTestId('lead').click();
    await expect(page.getByTestId('view-driving')).toBeVisible();
    await expectAccessible(page, 'driving');
    await page.getByTestId('stop').click();
    await expect(page.getByTestId('nav-note')).toBeVisible();
    await expectAccessible(page, 'stopped');
  });
}

import { textIn } from '../contract';
import { expect, test } from '@playwright/test';
import { startRig, type Rig } from './harness';
import {
  AT_THE_SHELF,
  distanceToShelf,
  printedSlip,
  screenState,
  untilArrived,
  untilReady,
} from './terminal';

let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig();
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

test('a shopper who only taps, in English, finds an item, prints the slip and is led there', async () => {
  const { page } = rig;
  await page.getByTestId('language').click();
  await expect(page.getByTestId('screen')).toHaveAttribute('data-lang', 'en');

  // Down the category tiles to the first item that has a shelf. A tile may give way to the next level, or to
  // items, while it is being tapped: then what is there now is looked at anew.
  await expect(async () => {
    if ((await page.getByTestId('item').count()) === 0)
      await page.getByTestId('category').first().click({ timeout: 2_000 });
    await expect(page.getByTestId('item').first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
  const item = page
    .getByTestId('item')
    .filter({ has: page.getByTestId('place') })
    .first();
  await item.click();

  await expect.poll(async () => (await screenState(page)).answer?.intent).toBe('product.location');
  await expect(page.getByTestId('view-answer')).toBeVisible();
  const { answer, cards } = await screenState(page);
  expect(answer).toMatchObject({ lang: 'en', intent: 'product.location', abstained: false });
  const { aisle, bay } = answer!.items[0]!;
  await expect(page.getByTestId('answer-text')).toContainText(aisle!);
  await expect(page.getByTestId('answer-map')).toBeVisible();
  await expect
    .poll(async () => (await rig.heard())?.samples.length ?? 0, {
      message: 'the reply is spoken',
      timeout: 120_000,
    })
    .toBeGreaterThan(0);

  await page.getByTestId('print').click();
  const slip = await printedSlip(rig);
  expect(slip).toContain(aisle!);
  expect(slip.replace(/\s+/g, ' ')).toContain(textIn(cards[0]!.name, 'en').split(' ')[0]!);

  await page.getByTestId('lead').click();
  const pose = await untilArrived(rig);
  expect(distanceToShelf(rig.map, { aisle: aisle!, bay }, pose)).toBeLessThan(AT_THE_SHELF);
});

test('a tap anywhere stops the base', async () => {
  const { page } = rig;
  await page.reload();
  await untilReady(page);
  const [x, y] = rig.map.kiosks[0]!.at;
  const away = (outline: readonly (readonly [number, number])[]): number =>
    Math.min(...outline.map(([a, b]) => Math.hypot(a - x, b - y)));
  const far = rig.map.fixtures
    .filter((f) => f.aisle)
    .reduce((most, f) => (away(f.outline) > away(most.outline) ? f : most));
  await page.evaluate(
    (target) =>
      (
        globalThis as unknown as { daogou: { invoke(channel: string, request: unknown): Promise<unknown> } }
      ).daogou.invoke('nav.start', target),
    { aisle: far.aisle, bay: far.bay, label: far.aisle },
  );
  await expect.poll(async () => (await screenState(page)).nav.state).toBe('driving');
  await page.mouse.click(300, 300);
  await expect.poll(async () => (await screenState(page)).nav.state).toBe('stopped');
});

import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DaogouBridge } from '../contract';
import { startRig, type Rig } from './harness';
import { askByTouch, goHome, screenState, untilReady } from './terminal';

/** Goods that no store has, so that the answer says them back. */
const MARK = '紫雾鳞甲糕';
let rig: Rig;
test.beforeAll(async () => {
  rig = await startRig();
  await untilReady(rig.page);
});
test.afterAll(() => rig?.close());

/** What the terminal itself keeps: state, logs, spool, settings. */
function kept(): { file: string; mode: number; text: string }[] {
  const files = ['state.db', 'state.db-wal'].map((name) => path.join(rig.dataDir, name));
  for (const folder of ['logs', 'spool', 'staff', 'config']) {
    const dir = path.join(rig.dataDir, folder);
    try {
      files.push(
        ...readdirSync(dir, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name)),
      );
    } catch {
      // Not there yet.
    }
  }
  return files.map((file) => ({
    file,
    mode: statSync(file).mode & 0o777,
    text: readFileSync(file).toString('utf8'),
  }));
}

test('the next shopper finds nothing of the last one, on the page or on the disk', async () => {
  const { page } = rig;
  await askByTouch(page, `我叫王小明，有没有${MARK}`);
  await askByTouch(page, `有没有${MARK}`);
  await expect(page.getByTestId('view-answer')).toBeVisible();
  expect(JSON.stringify(await screenState(page))).toContain(MARK);
  await page.evaluate(() => (globalThis as unknown as { daogou: DaogouBridge }).daogou.invoke('person.call'));
  await expect.poll(async () => (await screenState(page)).call?.reason).toBe('requested');

  await goHome(rig.page);
  await expect(page.getByTestId('screen')).toHaveAttribute('data-view', 'home');
  await expect(page.getByTestId('status.call')).toHaveCount(0);
  expect(await page.content()).not.toContain(MARK);
  expect(JSON.stringify(await screenState(page))).not.toContain(MARK);

  const files = kept();
  expect(files.map(({ file }) => path.basename(file))).toContain('state.db');
  expect(
    files.filter(({ text }) => text.includes(MARK) || text.includes('王小明')).map(({ file }) => file),
  ).toEqual([]);
  expect(files.filter(({ mode }) => mode !== 0o600)).toEqual([]);
  expect(statSync(rig.dataDir).mode & 0o777).toBe(0o700);
});

test('the staff page opens with the PIN that the demonstration shows, and closes with the visit', async () => {
  const { page } = rig;
  await page.getByTestId('logo').hover();
  await page.mouse.down();
  await page.getByTestId('staff-door').waitFor();
  await page.mouse.up();
  await expect(page.getByTestId('demo-pin')).toContainText('2580');
  for (const digit of '2580') await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-enter').click();
  await expect(page.getByTestId('staff-page')).toBeVisible();
  // The last turns as they were understood; no word of them.
  await expect(page.getByTestId('staff-turn').first()).toBeVisible();
  expect(await page.getByTestId('staff-page').textContent()).not.toMatch(new RegExp(`${MARK}|王小明`));
  await goHome(rig.page);
  await expect(page.getByTestId('staff-page')).toHaveCount(0);
  await expect(page.getByTestId('screen')).toHaveAttribute('data-panel', '');
});
